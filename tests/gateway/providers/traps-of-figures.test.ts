import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, it } from 'vitest'
import { plainUsage } from '../../../electron/gateway/usage/usage-rules.ts'
import { readUsage } from '../../../electron/gateway/usage/read-usage.ts'
import { callFacts } from '../../../electron/gateway/usage/call-facts.ts'
import { chatRequestSchema } from '../../../electron/gateway/wire/chat.ts'
import { currencySchema } from '../../../shared/model/money.ts'
import { noTokens, totalTokens } from '../../../shared/model/usage.ts'
import { costOf, plainFacts } from '../../../shared/rules/price/cost.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import type { Behaviour } from '../../helpers/vendor-server/behaviour.ts'
import { startVendorServer } from '../../helpers/vendor-server/server.ts'
import { at, peakHours, ratedPrice, rates } from '../../shared/rules/price/prices.ts'
import { makeLedgerFolder, openTestGateway, runId, type TestGateway } from '../open-test-gateway.ts'
import { readAnswer } from '../read-answer.ts'
import { speakTo, type Speaker } from './speak-to.ts'

/** Traps 1 to 8 of dialects.md, section 15: those that make a meter wrong. Traps 9 to 12: traps-of-answers.test.ts. */

const open: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close()
})
const speakerOf = async (...args: Parameters<typeof speakTo>): Promise<Speaker> => {
  const speaker = await speakTo(...args)
  open.push(speaker.close)
  return speaker
}

describe('trap 1: usage anywhere', () => {
  const places: NonNullable<Behaviour['usage']>[] = [
    'asked',
    'extraChunk',
    'lastChunk',
    'everyChunk',
    'zeroFirst',
    'inChoice',
  ]
  const usageBody = {
    prompt_tokens: 200,
    completion_tokens: 40,
    total_tokens: 240,
    prompt_tokens_details: { cached_tokens: 64 },
  }
  it.each(places)('reads it %s, once, whatever else the stream says', async (usage) => {
    const { vendor, speak } = await speakerOf('compatible', 'm', { asVendor: 'qwen' })
    vendor.script({}, { usage, usageBody, reasoning: '' })
    const spoken = await speak()
    expect(spoken.usage).toEqual({
      tokens: { ...noTokens, input: 136, cachedRead: 64, output: 40 },
      estimated: false,
    })
  })

  it('knows none from zero: without it, our own count stands and says that it is one', async () => {
    const { vendor, speak } = await speakerOf('deepseek', 'deepseek-flash')
    const zeros = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 }
    vendor.script({}, { usage: 'missing' }, { usage: 'lastChunk', usageBody: zeros })
    for (const spoken of [await speak(), await speak()]) {
      expect(spoken.end.answer.usage).toBeNull()
      expect(spoken.usage.estimated).toBe(true)
      expect(spoken.usage.tokens.input).toBeGreaterThan(100)
      expect(spoken.usage.tokens.output).toBeGreaterThan(0)
    }
  })
})

describe('trap 2: interrupted stream', () => {
  it('counts what was sent and what had come, and marks it', async () => {
    const { vendor, speak } = await speakerOf('openai', 'gpt-5.5')
    vendor.script({}, { cutAfterPieces: 10, text: 'word '.repeat(400) }, { finishReason: null, usage: 'missing' })
    const broken = await speak()
    expect(broken.end).toMatchObject({ state: 'failed', failure: { error: { code: 'provider.unreachable' } } })
    expect(broken.usage).toMatchObject({ estimated: true, tokens: { input: expect.any(Number) } })
    expect(broken.usage.tokens.output).toBeGreaterThan(150)
    // A stream that ends in peace, but without a finish reason, is cut as well.
    expect((await speak()).end.state).toBe('cut')
  })

  it('asks the vendor by the answer’s id where it keeps count', async () => {
    const { vendor, speak } = await speakerOf('openrouter', 'deepseek/deepseek-flash')
    vendor.script({}, { cutAfterPieces: 10, headers: { 'x-generation-id': 'gen-77' } })
    const { usage, cost } = await speak()
    expect(vendor.records().at(-1)).toMatchObject({ path: '/v1/generation', key: 'sk-test' })
    expect(usage.tokens).toEqual({ ...noTokens, input: 257, cachedRead: 64, output: 70, reasoning: 7 })
    expect(cost).toEqual({ currency: 'USD', pico: 210_000_000n })
  })
})

describe('trap 3: cached overlap', () => {
  const counts = (raw: Record<string, unknown>, cached: 'inside' | 'outside' | 'byTotal' = 'inside') =>
    readUsage(raw, { ...plainUsage, cached })

  it('takes what is cached out of the prompt once, under every name', () => {
    const names = [
      { prompt_tokens_details: { cached_tokens: 60, cache_write_tokens: 10 } },
      { prompt_tokens_details: { cached_tokens: 60, cache_creation_input_tokens: 10 } },
      { prompt_cache_hit_tokens: 60, prompt_cache_miss_tokens: 40, cache_creation_input_tokens: 10 },
      { cached_tokens: 60, cache_creation_input_tokens: 10 },
    ]
    for (const name of names) {
      const { counts: read, doubtful } = counts({ prompt_tokens: 100, completion_tokens: 5, ...name })
      expect([read.input, read.cachedRead, read.cacheWrite, doubtful]).toEqual([30, 60, 10, false])
    }
  })

  it('never falls below zero, and says so where the figures cannot be', () => {
    const { counts: read, doubtful } = counts({ prompt_tokens: 10, completion_tokens: 5, cached_tokens: 60 })
    expect([read.input, read.cachedRead, doubtful]).toEqual([0, 60, true])
  })

  it('adds it for vendors that leave it out of the prompt, where they are known to or the total shows it', () => {
    const raw = { prompt_tokens: 40, completion_tokens: 5, cached_tokens: 60 }
    expect(counts(raw, 'outside').counts).toMatchObject({ input: 40, cachedRead: 60 })
    expect(counts({ ...raw, total_tokens: 105 }, 'byTotal').counts).toMatchObject({ input: 40, cachedRead: 60 })
    expect(counts({ ...raw, prompt_tokens: 100, total_tokens: 105 }, 'byTotal').counts).toMatchObject({ input: 40 })
  })
})

describe('trap 4: reasoning overlap', () => {
  const read = (raw: Record<string, unknown>) => readUsage(raw, plainUsage).counts
  const thought = { completion_tokens_details: { reasoning_tokens: 100 } }

  it('adds thinking only where it fills the gap to the total', () => {
    expect(read({ prompt_tokens: 10, completion_tokens: 120, total_tokens: 130, ...thought })).toMatchObject({
      output: 20,
      reasoning: 100,
    })
    expect(read({ prompt_tokens: 10, completion_tokens: 20, total_tokens: 130, ...thought })).toMatchObject({
      output: 20,
      reasoning: 100,
    })
    expect(read({ prompt_tokens: 10, completion_tokens: 120, ...thought })).toMatchObject({ output: 20 })
    expect(read({ prompt_tokens: 10, completion_tokens: 120, total_tokens: 199, ...thought })).toMatchObject({
      output: 20,
    })
  })
})

describe('trap 5: time prices', () => {
  const flash = ratedPrice({
    rates: rates(1_000_000, 4_000_000),
    variants: [{ when: { window: peakHours }, rates: rates(2_000_000, 8_000_000) }],
  })
  const charged = async (from: string, milliseconds: number) => {
    const folder = makeLedgerFolder()
    const vendor = await startVendorServer({ vendor: 'deepseek' })
    const clock = createFakeClock(at(from), 'Asia/Shanghai')
    const options = { ledgerPath: folder.path, baseUrl: vendor.baseUrl, price: flash, clock }
    const gateway = await openTestGateway({ ...options, models: ['deepseek-flash'] })
    open.push(folder.remove, vendor.close, () => gateway.close())
    vendor.script({}, { holdAfterPieces: 3, usageBody: { prompt_tokens: 1_000, completion_tokens: 1_000 } })
    const asking = gateway.ask({ model: 'vendor/deepseek-flash' })
    await vendor.waitFor((records) => records.some(({ state }) => state === 'held'))
    clock.advance(milliseconds)
    vendor.release()
    await readAnswer(await asking)
    return (await gateway.main.call('run.usage', { runId })).usage.spent
  }

  it('charges by the moment the request began, weekdays, holidays and all', async () => {
    const spent = (micros: number, estimatedMicros = 0) => [{ currency: 'CNY', micros, estimatedMicros }]
    expect(await charged('2026-11-24T10:00:00+08:00', 1_000)).toEqual(spent(10_000))
    expect(await charged('2026-11-24T12:00:00+08:00', 1_000)).toEqual(spent(5_000))
    expect(await charged('2026-11-28T10:00:00+08:00', 1_000)).toEqual(spent(5_000))
    expect(await charged('2026-10-01T10:00:00+08:00', 1_000)).toEqual(spent(5_000))
  })

  it('marks what ran across the hour at which the price changes', async () => {
    const [spent] = await charged('2026-11-24T08:59:59+08:00', 2_000)
    expect(spent).toEqual({ currency: 'CNY', micros: 5_000, estimatedMicros: 5_000 })
  })
})

describe('trap 6: context tiers', () => {
  const tiered = (inclusive: boolean) =>
    ratedPrice({
      rates: rates(1_000_000, 5_000_000),
      variants: [{ when: { inputAbove: { tokens: 272_000, inclusive } }, rates: rates(2_000_000, 7_500_000) }],
    })
  const picoOf = (cachedRead: number, input: number, inclusive = false) => {
    const cost = costOf(
      tiered(inclusive),
      { ...noTokens, cachedRead, input, output: 10 },
      plainFacts(at('2026-11-24T00:00:00Z')),
    )
    return cost.status === 'known' ? cost.pico : null
  }

  it('chooses one tier for the whole request by all of its input, to the token', () => {
    expect(picoOf(72_000, 200_000)).toBe(272_000n * 1_000_000n + 10n * 5_000_000n)
    expect(picoOf(72_001, 200_000)).toBe(272_001n * 2_000_000n + 10n * 7_500_000n)
    expect(picoOf(72_000, 200_000, true)).toBe(272_000n * 2_000_000n + 10n * 7_500_000n)
  })
})

/** What the ledger holds of the only call, besides its sums. */
async function bookedBy(gateway: TestGateway, path: string, model: string) {
  await readAnswer(await gateway.ask({ model: `vendor/${model}` }))
  const db = new DatabaseSync(path, { readOnly: true })
  open.push(() => db.close())
  return db.prepare('SELECT pricing, currency, micros, pico_rest, estimated, raw_usage FROM usage_events').get()
}

describe('trap 7: currency', () => {
  it('keeps what a vendor bills in its own currency, and what it says it billed exactly', async () => {
    const folder = makeLedgerFolder()
    const vendor = await startVendorServer({ vendor: 'openrouter' })
    const model = 'deepseek/deepseek-flash'
    const gateway = await openTestGateway({
      ledgerPath: folder.path,
      baseUrl: vendor.baseUrl,
      price: ratedPrice(),
      models: [model],
      dialect: 'openrouter',
    })
    open.push(folder.remove, vendor.close, () => gateway.close())
    const booked = await bookedBy(gateway, folder.path, model)
    // The price at hand is in CNY; the vendor says USD 0.00014025, and no rate stands between.
    expect(booked).toMatchObject({ pricing: 'known', currency: 'USD', micros: 140, pico_rest: 250_000, estimated: 0 })
    expect(JSON.parse(String(booked?.raw_usage))).toMatchObject({ cost: 0.00014025 })
    expect(currencySchema.safeParse('credits').success).toBe(false)
  })
})

describe('trap 8: aliases and endpoints', () => {
  it('keeps the model and the tier that really served, and takes no endpoint for free', async () => {
    const { vendor, speak, provider } = await speakerOf('doubao', 'ep-20261124-abcde')
    const chunk = { model: 'doubao-seed-2.1-pro-260915', service_tier: 'flex', choices: [] }
    vendor.script({}, { insert: [{ afterPieces: 2, text: `data: ${JSON.stringify(chunk)}\n\n` }] })
    const { end, usage } = await speak()
    expect(end.answer.serviceTier).toBe('flex')
    expect(totalTokens(usage.tokens)).toBeGreaterThan(0)
    expect(costOf(null, usage.tokens, plainFacts(at('2026-11-24T00:00:00Z')))).toEqual({ status: 'unknown' })
    // The list of models is closed there: an id says nothing of a price.
    expect(await provider.listModels(new AbortController().signal)).toBeNull()
  })

  it('knows from the request which kind of cached token one figure means', () => {
    const marked = chatRequestSchema.parse({
      model: 'qwen3.8-max',
      messages: [
        { role: 'user', content: [{ type: 'text', text: 'Hi', cache_control: { type: 'ephemeral', ttl: '1h' } }] },
      ],
    })
    const plain = chatRequestSchema.parse({ model: 'qwen3.8-max', messages: [{ role: 'user', content: 'Hi' }] })
    const said = { at: at('2026-11-24T00:00:00Z'), serviceTier: null, thought: false, usage: null }
    expect(callFacts(marked, said)).toMatchObject({ explicitCache: true, longCache: true })
    expect(callFacts(plain, said)).toMatchObject({ explicitCache: false, longCache: false })
    const usage = { prompt_tokens_details: { cache_write_tokens_details: { ttl_12h_tokens: 0, ttl_30m_tokens: 9 } } }
    expect(callFacts(marked, { ...said, usage })).toMatchObject({ longCache: false })
  })
})

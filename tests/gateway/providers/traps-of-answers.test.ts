import { afterEach, describe, expect, it } from 'vitest'
import { createReasoningMemory } from '../../../electron/gateway/providers/reasoning-memory.ts'
import type { ServiceDialect } from '../../../shared/model/provider.ts'
import { noTokens } from '../../../shared/model/usage.ts'
import { startVendorServer } from '../../helpers/vendor-server/server.ts'
import { vendors } from '../../helpers/vendor-server/vendors.ts'
import { makeLedgerFolder, openTestGateway, runId, type TestGateway, testPrice } from '../open-test-gateway.ts'
import { errorIn, readAnswer, readError } from '../read-answer.ts'
import { speakTo, type Speaker, toolTurn } from './speak-to.ts'

/** Traps 9 to 12 of dialects.md, section 15: those that make an answer wrong. Traps 1 to 8: traps-of-figures.test.ts. */

const open: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const close of open.splice(0).toReversed()) await close()
})
const speakerOf = async (...args: Parameters<typeof speakTo>): Promise<Speaker> => {
  const speaker = await speakTo(...args)
  open.push(speaker.close)
  return speaker
}
const gatewayOf = async (dialect: ServiceDialect, model: string) => {
  const folder = makeLedgerFolder()
  const vendor = await startVendorServer({ vendor: dialect })
  const gateway = await openTestGateway({
    ledgerPath: folder.path,
    baseUrl: vendor.baseUrl,
    price: testPrice,
    models: [model],
    dialect,
  })
  open.push(folder.remove, vendor.close, () => gateway.close())
  const usage = async () => (await gateway.main.call('run.usage', { runId })).usage
  const ask = (extra: Record<string, unknown> = {}) => gateway.ask({ model: `vendor/${model}`, extra })
  return { vendor, gateway, usage, ask }
}
const troubles = (gateway: TestGateway) =>
  gateway.reports.flatMap((report) => (report.type === 'trouble' ? [report.error.code] : []))

describe('trap 9: money errors wear 429, 402, 403 or 400', () => {
  const words: [ServiceDialect, string, number][] = [
    ['openai', 'gpt-5.5', 429],
    ['deepseek', 'deepseek-flash', 402],
    ['doubao', 'doubao-seed-2.1-pro', 403],
    ['qwen', 'qwen3.8-max', 400],
    ['kimi', 'kimi-k3', 429],
    ['glm', 'glm-5.3', 429],
    ['openrouter', 'deepseek/deepseek-flash', 402],
    ['compatible', 'm', 200],
  ]
  it.each(words)('an empty account at %s is asked once, by us as by the client', async (dialect, model, status) => {
    const { vendor, usage, ask } = await gatewayOf(dialect, model)
    const words = await startVendorServer({ vendor: dialect })
    open.push(words.close)
    const refusal = await fetch(`${words.baseUrl}/chat/completions`, { method: 'POST', body: '{"model":"no-money"}' })
    vendor.script({}, { status: refusal.status, body: await refusal.text() })
    const response = await ask()
    // The gateway tells a client that it must not try again either.
    expect([refusal.status, response.headers.get('x-should-retry')]).toEqual([status, 'false'])
    expect(await readError(response)).toMatchObject({ status: 402, code: 'provider.noMoney' })
    expect(vendor.records().filter(({ path }) => path.endsWith('/chat/completions'))).toHaveLength(1)
    expect(await usage()).toMatchObject({ calls: 0, spent: [] })
  })

  it('tells a limit that passes from an empty account that wears the same', async () => {
    const { fail } = await speakerOf('openrouter', 'deepseek/deepseek-flash')
    const passing = await fail({ model: 'in-flight' })
    expect([passing.error.code, passing.retry]).toEqual([
      'provider.rateLimited',
      { kind: 'service', afterMilliseconds: 3_000 },
    ])
  })
})

describe('trap 10: errors inside 200', () => {
  it.each([
    ['an upstream that dies in the middle', 'openrouter', 'deepseek/deepseek-flash', 'dies-upstream'],
    ['a finish reason that is a failure', 'glm', 'glm-5.3', 'network-error'],
  ] as const)('%s fails the call, and what it wrote is booked', async (_, dialect, model, preset) => {
    const { vendor, usage, ask } = await gatewayOf(dialect, model)
    vendor.script({}, vendors[dialect].presets[preset] ?? {})
    const answer = await readAnswer(await ask())
    expect(errorIn(answer).code).toBe('provider.serverError')
    const { tokens, estimatedTokens } = await usage()
    expect(tokens.output + tokens.reasoning).toBeGreaterThan(0)
    expect(estimatedTokens).toBeGreaterThan(0)
  })

  it('counts an answer of thinking alone that is said to be nothing', async () => {
    const { speak } = await speakerOf('glm', 'glm-5.3')
    const { usage, end } = await speak({ model: 'says-zero' })
    expect(end.answer.content).toBe('')
    expect(usage).toMatchObject({ estimated: true, tokens: { input: 40, reasoning: expect.any(Number) } })
    expect(usage.tokens.reasoning).toBeGreaterThan(3)
  })

  it('hands a refusal under a good status on as one', async () => {
    const { vendor, ask } = await gatewayOf('glm', 'glm-5.3')
    vendor.script({}, { text: '', finishReason: 'sensitive' })
    expect((await readAnswer(await ask())).answer.finishReason).toBe('content_filter')
  })

  it('keeps the tokens of an answer without a word (LM Studio over its context)', async () => {
    const { vendor, speak } = await speakerOf('lm-studio', 'qwen3-8b')
    vendor.script({}, vendors['lm-studio'].presets.overflow ?? {})
    const messages = [{ role: 'user', content: 'Bread costs three euros. '.repeat(1_000) }]
    const { end, usage, mayBeCut } = await speak({ messages })
    expect([end.state, end.answer.content]).toEqual(['finished', ''])
    expect(usage.tokens).toEqual({ ...noTokens, input: 4_096 })
    expect(mayBeCut).toBe(true)
  })
})

describe('trap 11: parameters', () => {
  it('leaves out what a model refuses, and learns the rest from one refusal', async () => {
    const { vendor, speak } = await speakerOf('compatible', 'm')
    const chats = () => vendor.records().filter(({ path }) => path.endsWith('/chat/completions'))
    await speak({ temperature: 0.2, max_tokens: 50 })
    await speak({ temperature: 0.2, max_tokens: 50 })
    expect(chats().map(({ status }) => status)).toEqual([400, 200, 200])
    vendor.script({}, { status: 400, error: { message: "'max_tokens' is not supported, use 'max_completion_tokens'" } })
    const { sent } = await speak({ max_tokens: 50 })
    expect(sent.body).toMatchObject({ max_completion_tokens: 50 })
    expect(sent.body).not.toHaveProperty('max_tokens')
  })

  it.each([
    ['deepseek', 'deepseek-flash', {}, { thinking: { type: 'enabled' }, reasoning_effort: 'low' }],
    ['deepseek', 'deepseek-flash', { reasoning_effort: 'none' }, { thinking: { type: 'disabled' } }],
    ['deepseek', 'deepseek-flash', { reasoning_effort: 'xhigh' }, { reasoning_effort: 'high' }],
    ['deepseek', 'deepseek-flash', { thinking: { type: 'disabled' } }, { thinking: { type: 'disabled' } }],
    ['kimi', 'kimi-k3', { reasoning_effort: 'none' }, { reasoning_effort: 'low' }],
    ['kimi', 'kimi-k2.6', {}, { thinking: { type: 'disabled' } }],
    ['qwen', 'qwen3.8-max', { reasoning_effort: 'high' }, { reasoning_effort: 'medium' }],
    ['qwen', 'qwen-plus', {}, { enable_thinking: false }],
    ['glm', 'glm-5.3', { max_tokens: 200_000 }, { reasoning_effort: 'low', max_tokens: 131_072 }],
    ['doubao', 'doubao-seed-2.0-pro', { reasoning_effort: 'minimal' }, { reasoning_effort: 'minimal' }],
    ['openai', 'gpt-6-astra', { reasoning_effort: 'none' }, { reasoning_effort: 'low' }],
    [
      'openai',
      'gpt-5.4',
      { reasoning_effort: 'none', temperature: 0.3 },
      { reasoning_effort: 'none', temperature: 0.3 },
    ],
    ['openai', 'gpt-4.1', { temperature: 0.3 }, { temperature: 0.3 }],
    ['openrouter', 'anthropic/claude-opus-5', { max_tokens: 9 }, { max_tokens: 9, usage: { include: true } }],
  ] as const)('%s %s, asked for %j, is sent %j', async (dialect, model, asked, told) => {
    const { speak } = await speakerOf(dialect, model)
    const { sent } = await speak(asked)
    expect(sent.body).toMatchObject(told)
  })

  it('names no effort beside a switch, nor where naming one would switch thinking on', async () => {
    const deepseek = await speakerOf('deepseek', 'deepseek-flash')
    expect((await deepseek.speak({ reasoning_effort: 'none' })).sent.body).not.toHaveProperty('reasoning_effort')
    expect((await deepseek.speak({ thinking: { type: 'enabled' } })).sent.body).not.toHaveProperty('reasoning_effort')
    const openrouter = await speakerOf('openrouter', 'anthropic/claude-opus-5')
    expect((await openrouter.speak()).sent.body).not.toHaveProperty('reasoning')
  })
})

describe('trap 12: reasoning replay and silent truncation', () => {
  const odd = 'First: “q”  \u00a0🤔 tabs\t and\r\n ends '

  it('sends thinking back letter for letter, to its own vendor only', async () => {
    const memory = createReasoningMemory()
    const deepseek = await speakerOf('deepseek', 'deepseek-flash', { memory })
    deepseek.vendor.script({}, { text: 'Yes', reasoning: odd })
    const said = (await deepseek.speak()).end.answer.reasoning
    const [, back] = JSON.parse(JSON.stringify((await deepseek.speak(toolTurn(said))).sent.body)).messages
    expect([said, back.reasoning_content]).toEqual([odd, odd])

    const kimi = await speakerOf('kimi', 'kimi-k3', { memory, asVendor: 'glm' })
    const { sent } = await kimi.speak(toolTurn(said))
    expect(JSON.stringify(sent.body)).not.toContain('“q”')
    // What nobody remembers is taken for the vendor's own: without it the loop would end.
    expect(JSON.stringify((await kimi.speak(toolTurn('Of old'))).sent.body)).toContain('"reasoning_content":"Of old"')
  })

  it('puts nothing where thinking is lost and the field is wanted, and leaves plain turns without', async () => {
    const { speak } = await speakerOf('deepseek', 'deepseek-flash')
    expect(JSON.stringify((await speak(toolTurn(null))).sent.body)).toContain('"reasoning_content":""')
    const plain = await speak({
      messages: [
        { role: 'user', content: 'One' },
        { role: 'assistant', content: 'Two', reasoning_content: 'Counting' },
        { role: 'user', content: 'Three' },
      ],
    })
    expect(JSON.stringify(plain.sent.body)).not.toContain('reasoning_content')
  })

  it('sends a local server no more than it says it holds', async () => {
    const { fail, vendor } = await speakerOf('llama-cpp', 'model.gguf')
    const failure = await fail({ messages: [{ role: 'user', content: 'Bread costs three euros. '.repeat(4_000) }] })
    expect([failure.error.code, failure.maybeCharged]).toEqual(['model.contextTooSmall', false])
    expect(failure.error.params).toMatchObject({ contextTokens: 8_192 })
    expect(vendor.records().map(({ path }) => path)).toEqual(['/props'])
  })

  it('suspects a count that sits at the context, and tells the run’s owner once', async () => {
    const { gateway, ask, usage } = await gatewayOf('ollama', 'qwen3:8b')
    const text = 'Bread costs three euros. '.repeat(900)
    for (const item of ['a', 'b']) {
      const callKey = `step/${item}/1`
      await readAnswer(await gateway.ask({ model: 'vendor/qwen3:8b', callKey, text }))
    }
    expect(troubles(gateway)).toEqual(['model.inputCut'])
    expect((await usage()).tokens.input).toBe(2 * 4_096)
    await readAnswer(await ask())
    expect(troubles(gateway)).toHaveLength(1)
  })
})

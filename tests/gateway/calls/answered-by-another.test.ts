import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { ArmedProvider } from '../../../electron/gateway/protocol.ts'
import { listedPrices } from '../../../electron/gateway/prices/listed-prices.ts'
import { modelNameSchema } from '../../../shared/model/brand.ts'
import { modelReferenceSchema } from '../../../shared/model/provider.ts'
import { type Price, priceSchema } from '../../../shared/model/price.ts'
import { costOf, plainFacts } from '../../../shared/rules/price/cost.ts'
import { noTokens } from '../../../shared/model/usage.ts'
import { startVendorServer, type VendorServer } from '../../helpers/vendor-server/server.ts'
import { capOnDay, money } from '../budgets/budget-gateway.ts'
import {
  armed,
  makeLedgerFolder,
  openTestGateway,
  runId,
  start,
  type TestGateway,
  testPrice,
} from '../open-test-gateway.ts'
import { readAnswer, readError } from '../read-answer.ts'

let vendor: VendorServer
let gateway: TestGateway | null
let folder: ReturnType<typeof makeLedgerFolder>
beforeEach(async () => {
  folder = makeLedgerFolder()
  vendor = await startVendorServer()
  gateway = null
})
afterEach(async () => {
  await gateway?.close()
  await vendor.close()
  folder.remove()
})

const openaiPath = 'https://api.openai.com/v1'
/** A thousand tokens in, a hundred out. */
const usageBody = { prompt_tokens: 1_000, completion_tokens: 100, total_tokens: 1_100 }
const tokens = { ...noTokens, input: 1_000, output: 100 }

/** A service at OpenAI's address, so that its price book holds; it answers under the name that is given. */
async function openOpenAi(options: {
  named: string | null
  price: Price | null
  spending?: ReturnType<typeof capOnDay>
}) {
  const { named, price, spending } = options
  const chunk = (delta: object, finish: string | null, usage?: object) =>
    `data: ${JSON.stringify({ id: 'x', ...(named === null ? {} : { model: named }), choices: [{ index: 0, delta, finish_reason: finish }], ...(usage && { usage }) })}\n\n`
  const body = `${chunk({ role: 'assistant', content: 'Yes' }, null)}${chunk({}, 'stop', usageBody)}data: [DONE]\n\n`
  vendor.script(
    {},
    ...Array.from({ length: 4 }, () => ({ status: 200, body, headers: { 'content-type': 'text/event-stream' } })),
  )
  const others: ArmedProvider[] = [
    armed('openai', openaiPath, 'sk', ['gpt-4.1', 'mine'], price, { dialect: 'compatible', contextTokens: 8_000 }),
  ]
  gateway = await openTestGateway({
    ledgerPath: folder.path,
    baseUrl: vendor.baseUrl,
    others,
    fallbacks: [modelReferenceSchema.parse({ providerId: 'openai', model: 'mine' })],
    fetch: (url, init) => fetch(url.replace(openaiPath, vendor.baseUrl), init),
    ...(spending && { spending }),
  })
  return gateway
}
const fromBook = async (name: string): Promise<Price> => {
  const [found] = await listedPrices({ dialect: 'openai', baseUrl: openaiPath }, [modelNameSchema.parse(name)], start)
  if (found === undefined) throw new Error(`the price book knows no ${name}`)
  return found.price
}
const picoOf = (price: Price): bigint => {
  const cost = costOf(price, tokens, plainFacts(start))
  return cost.status === 'known' ? cost.pico : 0n
}
const askMine = async (world: TestGateway, callKey = 'step/item/1') =>
  readAnswer(await world.ask({ model: 'openai/mine', callKey, extra: { max_tokens: 500 } }))
const usage = async (world: TestGateway) => (await world.main.call('run.usage', { runId })).usage

describe('a call that was answered by another model than the one asked', () => {
  it('costs what the price book says of the one that answered', async () => {
    const world = await openOpenAi({ named: 'gpt-5.5', price: testPrice })
    await askMine(world)
    const { spent } = await usage(world)
    expect(spent).toEqual([
      { currency: 'USD', micros: Number(picoOf(await fromBook('gpt-5.5')) / 1_000_000n), estimatedMicros: 0 },
    ])
    expect(picoOf(await fromBook('gpt-5.5'))).not.toBe(picoOf(testPrice))
  })

  it.each<[string, string | null]>([
    ['no model at all', null],
    ['a model nobody knows', 'ep-20260101-abcde'],
    ['a dated edition of the same', 'mine-2026-10-01'],
  ])('costs what its own price says where the response names %s', async (_, named) => {
    const world = await openOpenAi({ named, price: testPrice })
    await askMine(world)
    expect((await usage(world)).spent).toEqual([{ currency: 'USD', micros: 1_000 * 2 + 100 * 8, estimatedMicros: 0 }])
  })

  it('costs what the owner typed, whatever answers', async () => {
    const price = priceSchema.parse({ ...testPrice, source: 'owner' })
    const world = await openOpenAi({ named: 'gpt-5.5', price })
    await askMine(world)
    expect((await usage(world)).spent).toEqual([{ currency: 'USD', micros: 1_000 * 2 + 100 * 8, estimatedMicros: 0 }])
  })

  it('is unknown where neither has a price', async () => {
    const world = await openOpenAi({ named: 'ep-20260101-abcde', price: null })
    await askMine(world)
    expect(await usage(world)).toMatchObject({ calls: 1, unpricedCalls: 1, spent: [] })
  })

  it('has more set aside from then on, so that the dearer model passes no cap', async () => {
    const cheap = priceSchema.parse({
      kind: 'rates',
      currency: 'USD',
      rates: { input: 1, output: 1, cachedRead: null, cacheWrite: null, reasoning: null },
      validFrom: 0,
      source: 'test',
    })
    const most = Number(picoOf(await fromBook('gpt-5.5')) / 1_000_000n) + 1
    const world = await openOpenAi({ named: 'gpt-5.5', price: cheap, spending: capOnDay(money(most)) })
    expect((await askMine(world)).state).toBe('finished')
    const second = await world.ask({ model: 'openai/mine', callKey: 'step/item/2', extra: { max_tokens: 500 } })
    expect((await readError(second)).code).toBe('budget.reached')
  })
})

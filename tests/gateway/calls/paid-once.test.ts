import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runIdSchema } from '../../../shared/model/brand.ts'
import { startVendorServer, type VendorServer } from '../../helpers/vendor-server/server.ts'
import { paidMoreThanOnce, paidRequests } from '../../helpers/vendor-server/record.ts'
import { makeLedgerFolder, openTestGateway, runId, type TestGateway, testPrice } from '../open-test-gateway.ts'
import { errorIn, readAnswer, readUntil } from '../read-answer.ts'

let vendor: VendorServer
let gateway: TestGateway
let folder: ReturnType<typeof makeLedgerFolder>

const open = async () => {
  gateway = await openTestGateway({ ledgerPath: folder.path, baseUrl: vendor.baseUrl, price: testPrice })
}
beforeEach(async () => {
  folder = makeLedgerFolder()
  vendor = await startVendorServer()
  await open()
})
afterEach(async () => {
  await gateway.close()
  await vendor.close()
  folder.remove()
})

const usage = async () => (await gateway.main.call('run.usage', { runId })).usage
const settledCalls = async (calls: number) => {
  // The ledger has the call as soon as the vendor's answer has been read; the meter says so.
  while (
    !gateway.reports.some((one) => one.type === 'run.meter' && one.tokensPerSecond === null && one.usage.calls >= calls)
  )
    await new Promise((resolve) => setImmediate(resolve))
}

describe('a call is paid once', () => {
  it('answers, and replays the same answer for nothing', async () => {
    const first = await readAnswer(await gateway.ask())
    expect(first).toMatchObject({ state: 'finished', doneSeen: true, origin: 'new', answer: { finishReason: 'stop' } })
    expect(first.answer.content).toContain('Good morning')

    const again = await readAnswer(await gateway.ask())
    expect(again).toMatchObject({ state: 'finished', doneSeen: true, origin: 'replayed' })
    expect(again.answer.content).toBe(first.answer.content)
    expect(again.answer.usage).toEqual(first.answer.usage)
    expect(vendor.records()).toHaveLength(1)
    expect((await usage()).calls).toBe(1)
  })

  it('replays to a program that wants no stream, and the other way round', async () => {
    const whole: unknown = await (await gateway.ask({ stream: false })).json()
    expect(whole).toMatchObject({
      object: 'chat.completion',
      choices: [{ message: { role: 'assistant', content: 'You said: Good morning' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 3, completion_tokens: 6, total_tokens: 9 },
    })
    expect(await readAnswer(await gateway.ask())).toMatchObject({ origin: 'replayed' })
    expect(vendor.records()).toHaveLength(1)
  })

  it.each([
    ['another key', { callKey: 'step/item/2' }],
    ['another question', { text: 'Good night' }],
    ['another output cap', { extra: { max_tokens: 5 } }],
  ])('makes a new call for %s', async (_, question) => {
    await readAnswer(await gateway.ask())
    expect(await readAnswer(await gateway.ask(question))).toMatchObject({ origin: 'new', state: 'finished' })
    expect(vendor.records()).toHaveLength(2)
  })

  it('does not share answers between runs, nor between calls that have no name', async () => {
    await readAnswer(await gateway.ask())
    const token = await gateway.admit(runIdSchema.parse('run-2'))
    expect(await readAnswer(await gateway.ask({ token }))).toMatchObject({ origin: 'new' })
    expect(await readAnswer(await gateway.ask({ callKey: null }))).toMatchObject({ origin: 'new' })
    expect(await readAnswer(await gateway.ask({ callKey: null }))).toMatchObject({ origin: 'new' })
    expect(vendor.records()).toHaveLength(4)
  })

  it('takes the same fields in another order for the same request', async () => {
    await readAnswer(await gateway.ask({ extra: { temperature: 0, seed: 7 } }))
    const again = await readAnswer(await gateway.ask({ extra: { seed: 7, temperature: 0 } }))
    expect(again.origin).toBe('replayed')
  })

  it('goes on when the runner vanishes before the first word, and keeps the answer', async () => {
    vendor.script({}, { holdBeforeAnswer: true })
    const runner = new AbortController()
    const asking = gateway.ask({ signal: runner.signal })
    await vendor.waitFor(([record]) => record?.state === 'held')
    runner.abort()
    await expect(asking).rejects.toThrow()
    vendor.release()
    await settledCalls(1)
    expect(await readAnswer(await gateway.ask())).toMatchObject({ origin: 'replayed', state: 'finished' })
    expect(vendor.records().map((record) => record.state)).toEqual(['completed'])
  })

  it('goes on when the socket closes in the middle, and keeps the whole answer', async () => {
    vendor.script({}, { holdAfterPieces: 10 })
    const part = await readUntil(await gateway.ask(), (text) => text.startsWith('Y'))
    await vendor.waitFor(([record]) => record?.state === 'held')
    await part.leave()
    vendor.release()
    await settledCalls(1)
    const again = await readAnswer(await gateway.ask())
    expect(again).toMatchObject({ origin: 'replayed', answer: { content: 'You said: Good morning' } })
    expect(paidRequests(vendor.records())).toHaveLength(1)
  })

  it('lets a second runner join a call under way, from its start', async () => {
    vendor.script({}, { holdAfterPieces: 10 })
    const first = gateway.ask()
    await vendor.waitFor(([record]) => record?.state === 'held' && record.pieces === 10)
    const firstResponse = await first
    const second = await gateway.ask()
    const joined = await readUntil(second.clone(), (text) => text.startsWith('Y'))
    void joined.leave()
    vendor.release()
    const [one, two] = await Promise.all([readAnswer(firstResponse), readAnswer(second)])
    expect(one).toMatchObject({ origin: 'new', state: 'finished' })
    expect(two).toMatchObject({ origin: 'attached', state: 'finished' })
    expect(two.answer.content).toBe('You said: Good morning')
    expect(two.answer.content).toBe(one.answer.content)
    expect(vendor.records()).toHaveLength(1)
    expect((await usage()).calls).toBe(1)
  })

  it('makes one call for twenty runners that ask at the same instant', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, async () => readAnswer(await gateway.ask())))
    expect(new Set(answers.map((answer) => answer.answer.content))).toEqual(new Set(['You said: Good morning']))
    expect(answers.filter((answer) => answer.origin === 'new')).toHaveLength(1)
    expect(vendor.records()).toHaveLength(1)
  })

  it('hands out tool calls and reasoning again, character for character', async () => {
    const toolCalls = [{ id: 'call_1', name: 'read', arguments: '{"path":"报告.txt"}' }]
    vendor.script({}, { reasoning: 'Let me look.', toolCalls, text: '' })
    const first = (await readAnswer(await gateway.ask())).answer
    const again = (await readAnswer(await gateway.ask())).answer
    expect(first).toMatchObject({
      reasoning: 'Let me look.',
      toolCalls: [{ id: 'call_1', function: { name: 'read', arguments: '{"path":"报告.txt"}' } }],
      finishReason: 'tool_calls',
    })
    expect(again).toEqual({ ...first, id: again.id })
    expect(vendor.records()).toHaveLength(1)
  })
})

describe('a run that ends or stops', () => {
  it('keeps replies until the run ends, and then neither replies nor token', async () => {
    await readAnswer(await gateway.ask())
    const { usage: atEnd } = await gateway.main.call('run.end', { runId })
    expect(atEnd).toMatchObject({ calls: 1, estimatedTokens: 0 })
    expect((await gateway.ask()).status).toBe(401)
    await gateway.admit(runId)
    expect(await readAnswer(await gateway.ask())).toMatchObject({ origin: 'new' })
    expect((await usage()).calls).toBe(2)
  })

  it('finishes calls in flight before the run ends', async () => {
    vendor.script({}, { holdAfterPieces: 3 })
    const asking = gateway.ask()
    await vendor.waitFor(([record]) => record?.state === 'held')
    const ending = gateway.main.call('run.end', { runId })
    vendor.release()
    expect((await ending).usage).toMatchObject({ calls: 1, estimatedTokens: 0 })
    expect(await readAnswer(await asking)).toMatchObject({ state: 'finished' })
    expect(vendor.records()[0]?.state).toBe('completed')
  })

  it('stops: closes the connection, records an estimate, tells the runner, refuses the token', async () => {
    vendor.script({}, { holdAfterPieces: 10 })
    const response = await gateway.ask()
    await readUntil(response.clone(), (text) => text.startsWith('Y'))
    const { usage: spent } = await gateway.main.call('run.stop', { runId })
    await vendor.waitFor(([record]) => record?.state === 'aborted')
    while ((await vendor.connections()) > 0) await new Promise(setImmediate)
    expect(spent.calls).toBe(1)
    expect(spent.tokens.input).toBeGreaterThan(0)
    expect(spent.tokens.output).toBeGreaterThan(0)
    expect(spent.estimatedTokens).toBe(spent.tokens.input + spent.tokens.output)
    expect(spent.spent).toEqual([
      {
        currency: 'USD',
        micros: spent.tokens.input * 2 + spent.tokens.output * 8,
        estimatedMicros: expect.any(Number),
      },
    ])
    const answer = await readAnswer(response)
    expect(answer).toMatchObject({ doneSeen: false, state: 'failed' })
    expect(errorIn(answer).code).toBe('run.ended')
    expect((await gateway.ask()).status).toBe(401)
  })

  it('stops a call that has not been answered, and one that waits to be sent again', async () => {
    vendor.script({}, { silent: true })
    vendor.script({}, { status: 503, error: { message: 'busy' } })
    const silent = gateway.ask()
    await vendor.waitFor((records) => records.length === 1)
    const waiting = gateway.ask({ callKey: 'step/item/2' })
    await vendor.waitFor((records) => records[1]?.state === 'completed')
    while (!gateway.reports.some((report) => report.type === 'run.waiting')) await new Promise(setImmediate)
    const { usage: spent } = await gateway.main.call('run.stop', { runId })
    // The one that was refused cannot have cost anything.
    expect(spent.calls).toBe(1)
    expect((await silent).status).toBe(409)
    expect((await waiting).status).toBe(409)
    expect(vendor.records()).toHaveLength(2)
  })

  it('leaves the calls of other runs alone', async () => {
    vendor.script({}, { holdAfterPieces: 3 })
    const token = await gateway.admit(runIdSchema.parse('run-2'))
    const other = gateway.ask({ token })
    await vendor.waitFor(([record]) => record?.state === 'held')
    await gateway.main.call('run.stop', { runId })
    vendor.release()
    expect(await readAnswer(await other)).toMatchObject({ state: 'finished' })
  })
})

describe('a gateway that goes away', () => {
  it('replays what it had kept to the runner of the same run', async () => {
    const first = await readAnswer(await gateway.ask())
    await gateway.close()
    await open()
    const again = await readAnswer(await gateway.ask())
    expect(again).toMatchObject({ origin: 'replayed', answer: { content: first.answer.content } })
    expect(vendor.records()).toHaveLength(1)
    expect((await usage()).calls).toBe(1)
  })

  it('records calls in flight when it is closed, and makes them anew when they are asked for', async () => {
    vendor.script({}, { holdAfterPieces: 10 })
    const response = await gateway.ask()
    await readUntil(response.clone(), (text) => text.startsWith('Y'))
    await gateway.close()
    expect(errorIn(await readAnswer(response)).code).toBe('gateway.unavailable')
    await open()
    expect(await readAnswer(await gateway.ask())).toMatchObject({ origin: 'new', state: 'finished' })
    const both = await usage()
    expect(both.calls).toBe(2)
    expect(both.estimatedTokens).toBeGreaterThan(0)
    expect([...paidMoreThanOnce(vendor.records()).values()]).toEqual([2])
  })
})

import { DatabaseSync } from 'node:sqlite'
import { afterEach, expect, it } from 'vitest'
import { z } from 'zod'
import { type GatewayContract, gatewayOperations, runPassSchema } from '../../../electron/gateway/protocol.ts'
import { createPortCaller } from '../../../electron/ipc/port-calls.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import { zoneSchema } from '../../../shared/model/brand.ts'
import { spendingRulesSchema } from '../../../shared/model/budget.ts'
import { seededRandom } from '../../faults/random.ts'
import { createForkedProcesses } from '../../helpers/fork-process.ts'
import { startVendorServer, type VendorServer } from '../../helpers/vendor-server/server.ts'
import { agentId, armed, makeLedgerFolder, testPrice } from '../open-test-gateway.ts'
import { readAnswer } from '../read-answer.ts'
import { reservationsIn, spentIn } from './budget-gateway.ts'

const scenarios = 4
const lives = 3
const runs = 10
/** Pico-dollars per token of the test's price. */
const [readRate, writtenRate] = [2_000_000n, 8_000_000n]
const oneMicro = 1_000_000n

let vendor: VendorServer
const cleanUps: (() => void)[] = []
afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp()
  await vendor.close()
})

/** Runs race near a cap; the gateway is killed in the middle, twice. The service charges all it has begun, heard or not. */
it.each(Array.from({ length: scenarios }, (_, index) => index + 1))(
  'keeps the cap over kills, with everything that was spent on the books: race %i',
  { timeout: 60_000 },
  async (seed) => {
    const random = seededRandom(seed)
    const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1))
    const folder = makeLedgerFolder()
    cleanUps.push(folder.remove)
    vendor = await startVendorServer()
    const cap = between(15_000, 120_000)
    const bills: bigint[] = []
    for (let call = 0; call < lives * runs; call++) {
      const [read, written] = [between(1, 300), between(1, 256)]
      bills.push(BigInt(read) * readRate + BigInt(written) * writtenRate)
      const hold = random() < 0.5 ? { holdAfterPieces: between(0, 8) } : {}
      const usageBody = { prompt_tokens: read, completion_tokens: written, total_tokens: read + written }
      vendor.script({}, { usageBody, pieces: 10, ...hold })
    }
    const spending = spendingRulesSchema.parse({
      computer: [
        { id: 'cap', scope: 'computer', period: 'month', limit: { kind: 'money', currency: 'USD', micros: cap } },
      ],
      agents: [],
      exchangeRates: [],
    })
    const billed = () => bills.slice(0, vendor.records().length).reduce((sum, bill) => sum + bill, 0n)
    const answers = { finished: 0, refused: 0 }

    for (let life = 1; life <= lives; life++) {
      const gateway = createForkedProcesses().spawn('gateway')
      const gone = new Promise<void>((resolve) => gateway.onExit(() => resolve()))
      cleanUps.push(() => gateway.kill('SIGKILL'))
      const main = createPortCaller<GatewayContract>(gateway.port, gatewayOperations)
      const providers = [
        armed('vendor', vendor.baseUrl, 'sk-test', ['vendor-small'], testPrice, {
          dialect: 'deepseek',
          contextTokens: 100_000,
        }),
      ]
      const zone = zoneSchema.parse('UTC')
      const { port } = await main.call('configure', { ledgerPath: folder.path, zone, providers, spending })
      const ask = async (index: number) => {
        const token = `${life}-${index}-`.padEnd(40, 'x')
        const pass = {
          runId: `run-${life}-${index}`,
          agentId,
          kind: 'agent',
          token,
          models: [{ providerId: 'vendor', model: 'vendor-small' }],
        }
        await main.call('run.admit', runPassSchema.parse(pass))
        const response = await fetch(`http://127.0.0.1:${port}/v1/chat/completions`, {
          method: 'POST',
          headers: { authorization: `Bearer ${token}`, 'x-kaihe-call': `step/${index}/1` },
          body: JSON.stringify({
            model: 'vendor/vendor-small',
            messages: [{ role: 'user', content: `Question ${index}` }],
            max_tokens: 256 + index * 100,
            stream: true,
          }),
        })
        if (response.status === 402) answers.refused++
        const { state } = await readAnswer(response)
        if (state === 'finished') answers.finished++
      }
      let isOver = false
      const before = vendor.records().length
      const asked = Promise.allSettled(Array.from({ length: runs }, (_, index) => ask(index))).then((results) => {
        isOver = true
        return results
      })
      const isLast = life === lives
      const fatal = between(1, 8)
      while (!isOver && (isLast || vendor.records().length - before < fatal)) {
        if (isLast || random() < 0.2) vendor.release()
        await new Promise(setImmediate)
      }
      if (isLast) {
        for (const result of await asked) expect(result.status).toBe('fulfilled')
        await main.call('shutdown', {})
      } else gateway.kill('SIGKILL')
      await gone
      main.close(new CodedError('gateway.unavailable'))
      await asked
    }

    const limit = BigInt(cap) * oneMicro
    const spent = spentIn(folder.path)
    const held = reservationsIn(folder.path).reduce((sum, { micros }) => sum + BigInt(micros + 1) * oneMicro, 0n)
    expect(billed()).toBeLessThanOrEqual(limit)
    expect(spent).toBeLessThanOrEqual(limit)
    expect(billed()).toBeLessThanOrEqual(spent + held)
    expect(eventsIn(folder.path)).toBeGreaterThanOrEqual(vendor.records().length)
    expect(vendor.records().length).toBeGreaterThan(0)
  },
)

function eventsIn(ledgerPath: string): number {
  const db = new DatabaseSync(ledgerPath, { readOnly: true })
  const { events } = z
    .object({ events: z.number() })
    .parse(db.prepare('SELECT COUNT(*) AS events FROM usage_events').get())
  db.close()
  return events
}

import { createPortCaller, type PortCaller } from '../../electron/ipc/port-calls.ts'
import {
  type RunnerContract,
  type RunnerReport,
  type RunOrder,
  runnerOperations,
  runnerOrderSchema,
} from '../../electron/runner/protocol.ts'
import { toAppError } from '../../shared/contract/errors.ts'
import { deliverableIdSchema, type StepId } from '../../shared/model/brand.ts'
import type { Clock } from '../../shared/model/clock.ts'
import type { FakeProcess } from './fake-processes.ts'

/** What a runner can do, and the line to main it does it over. */
export type RunnerHands = {
  order: RunOrder
  main: PortCaller<RunnerContract>
  process: FakeProcess
  report(report: RunnerReport): void
}

export type FakeRunner = {
  /** To be run by each fake runner process. */
  program(process: FakeProcess): void
  orders: RunOrder[]
  /** What the runners do from now on. */
  does(work: (hands: RunnerHands) => Promise<void>): void
  /** From now on no runner beats. */
  hush(): void
  /** From now on no runner hears `stop`. */
  deafen(): void
}

const beat = 2_000

/** Runners inside the test that speak the real protocol and do what the test says. */
export function createFakeRunner(clock: Clock): FakeRunner {
  const orders: RunOrder[] = []
  let work: (hands: RunnerHands) => Promise<void> = () => new Promise(() => undefined)
  let isSilent = false
  let isDeaf = false
  return {
    orders,
    does(next) {
      work = next
    },
    hush() {
      isSilent = true
    },
    deafen() {
      isDeaf = true
    },
    program(process) {
      const main = createPortCaller<RunnerContract>(process.port, runnerOperations)
      const report = (message: RunnerReport) => process.port.postMessage(message)
      const keepBeating = () => {
        if (!process.isAlive()) return
        if (!isSilent) report({ type: 'heartbeat' })
        clock.after(beat, keepBeating)
      }
      keepBeating()
      process.port.onMessage((message) => {
        const read = runnerOrderSchema.safeParse(message)
        if (!read.success || !process.isAlive()) return
        if (read.data.type === 'stop') {
          if (!isDeaf) process.exit(0)
          return
        }
        if (read.data.type !== 'start') return
        const { order } = read.data
        orders.push(order)
        work({ order, main, process, report }).catch((thrown: unknown) => {
          report({ type: 'failed', error: toAppError(thrown) })
        })
      })
    },
  }
}

/** The outside world of a run: what was done to it, and how often. */
export type World = { asked: string[]; written: string[]; files: Set<string> }

export function newWorld(): World {
  return { asked: [], written: [], files: new Set() }
}

/**
 * A small honest run: it asks about three documents and writes one report, keeps every finished thing, and does nothing again
 * that was kept. `tick` is told of every point at which a runner can be lost.
 */
export async function honestRun(hands: RunnerHands, world: World, tick: (point: string) => void): Promise<void> {
  const { order, main, report, process } = hands
  const at = (point: string) => {
    tick(point)
    // A process that is gone does nothing more.
    return process.isAlive() ? Promise.resolve() : new Promise<never>(() => undefined)
  }
  for (const { id, kind } of order.agent.steps) {
    const step = (state: 'running' | 'done', done: number) =>
      report({ type: 'step', stepId: id, state, done, total: 3, item: null, part: null })
    const { checkpoints } = await main.call('checkpoints.read', { stepId: id })
    const isKept = (item: string) => checkpoints.some((kept) => kept.item === item)
    await at(`begin ${id}`)
    step('running', 0)
    if (kind === 'summarize') {
      for (const item of ['a', 'b', 'c']) {
        if (isKept(item)) continue
        await at(`before ${item}`)
        world.asked.push(item)
        await main.call('checkpoint.keep', { stepId: id, item, value: { summary: item } })
        await at(`after ${item}`)
      }
    }
    if (kind === 'writeDocument' && !isKept('')) await writeReport(hands, id, world, at)
    if (!isKept('')) await main.call('checkpoint.keep', { stepId: id, item: '', value: { kind: 'done' } })
    await at(`end ${id}`)
    step('done', 3)
  }
  report({ type: 'finished', outcome: 'complete' })
  await at('finished')
}

async function writeReport(
  { order, main }: RunnerHands,
  stepId: StepId,
  world: World,
  at: (point: string) => Promise<void>,
): Promise<void> {
  const sha256 = 'a'.repeat(64)
  const wish = freePath(world)
  await at('before the intent')
  const act = { stepId, item: 'report', path: wish, sha256, bytes: 3 }
  const { path, done } = await main.call('act.begin', act)
  await at('after the intent')
  if (!done && !world.files.has(path)) {
    world.files.add(path)
    world.written.push(path)
  }
  await at('written')
  await main.call('deliverable.add', {
    id: deliverableIdSchema.parse(`report of ${order.runId}`),
    runId: order.runId,
    stepId,
    title: 'Report',
    path,
    format: 'md',
    bytes: 3,
    sha256,
    createdAt: order.createdAt,
    preview: null,
  })
  await at('named')
  if (!done) await main.call('act.end', { stepId, item: 'report' })
  await at('journaled')
}

/** The name a run would choose now, with what lies there already. */
function freePath(world: World): string {
  for (let attempt = 1; ; attempt += 1) {
    const path = `/reports/report-${attempt}.md`
    if (!world.files.has(path)) return path
  }
}

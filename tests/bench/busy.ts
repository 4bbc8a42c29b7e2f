import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { startVendorProcess } from '../helpers/vendor-server/start-process.ts'
import { bare, companion, electron, end, freshFolder, run } from './apps.ts'
import { inspectMain } from './measure/inspect-main.ts'
import { processTree, titleOf } from './measure/process-tree.ts'
import type { Line } from './measure/table.ts'
import { manyNotes, seedLiveRuns } from './seed-live.ts'

const runs = 20
/** After the last runner has started: all read, ask and stream by then; in milliseconds. */
const settling = 10_000
/** How long the runners may take to start, in milliseconds; a busy machine takes its time. */
const starting = 60_000
const watched = 20_000
/** Between two looks of the delay meter, in milliseconds. */
const resolution = 5

const delaySchema = z.object({ p99: z.number(), max: z.number(), ownP99: z.number(), ownMax: z.number() })

/** P8: how late main's event loop is with 20 live runs streaming 100 tokens a second each, and a bare main process beside it. */
export async function measureDelay(): Promise<Line[]> {
  const folder = freshFolder()
  const defaults = { pieces: 300, millisecondsPerPiece: 10, text: 'word '.repeat(300) }
  const vendor = await startVendorProcess({ electron, app: companion }, { defaults })
  seedLiveRuns(folder, { count: runs, documents: manyNotes(folder), baseUrl: vendor.baseUrl })
  const floor = run(['--inspect=0', bare, `--data-dir=${freshFolder()}`], 'errors')
  const app = run(['--inspect=0', companion, '--trust-starts', `--data-dir=${join(folder, 'data')}`], 'errors')
  try {
    const inspectors = { bare: await inspectMain(floor), ours: await inspectMain(app) }
    const runners = () => processTree(app.pid ?? 0).filter((pid) => titleOf(pid) === 'kaihe-runner').length
    for (const deadline = Date.now() + starting; runners() < runs && Date.now() < deadline; ) await pause(250)
    await pause(settling)
    const live = runners()
    await inspectors.bare.evaluate(begin)
    await inspectors.ours.evaluate(begin)
    await pause(watched)
    const delay = {
      bare: delaySchema.parse(await inspectors.bare.evaluate(finish)),
      ours: delaySchema.parse(await inspectors.ours.evaluate(finish)),
    }
    // Every run has a process of its own: fewer would have measured something else.
    const still = runners()
    if (Math.min(live, still) < runs) throw new Error(`${live}, then ${still} runners where ${runs} should live`)
    for (const inspector of Object.values(inspectors)) inspector.close()
    return linesOf(delay)
  } finally {
    await Promise.all([end(floor), end(app)])
    vendor.stop()
  }
}

/** Beside the meter, how long main itself held its loop up: without the time the system gave it no core, which others caused. */
const begin = `globalThis.benchDelay = (() => {
  const { readFileSync } = process.getBuiltinModule('node:fs')
  const meter = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: ${resolution} })
  const withoutCore = () => Number(readFileSync('/proc/thread-self/schedstat', 'utf8').split(' ')[1]) / 1e6
  const own = []
  let last = { at: performance.now(), waited: withoutCore() }
  const look = () => {
    const now = { at: performance.now(), waited: withoutCore() }
    own.push(Math.max(0, now.at - last.at - ${resolution} - (now.waited - last.waited)))
    last = now
    timer = setTimeout(look, ${resolution})
  }
  let timer = setTimeout(look, ${resolution})
  meter.enable()
  return () => {
    clearTimeout(timer)
    meter.disable()
    own.sort((left, right) => left - right)
    return {
      p99: meter.percentile(99) / 1e6 - ${resolution},
      max: meter.max / 1e6 - ${resolution},
      ownP99: own[Math.floor(own.length * 0.99)],
      ownMax: own.at(-1),
    }
  }
})(), true`
const finish = 'benchDelay()'

function linesOf(delay: Record<'bare' | 'ours', z.infer<typeof delaySchema>>): Line[] {
  const line = (what: string, key: keyof z.infer<typeof delaySchema>, goal: number): Line => ({
    bar: 'P8',
    what: `main's event-loop delay, 20 live runs: ${what}`,
    peer: { name: 'bare main beside it', value: delay.bare[key] },
    ours: delay.ours[key],
    unit: 'ms',
    goal: { kind: 'at-most', value: goal },
  })
  return [
    line('p99', 'p99', 20),
    line('max', 'max', 100),
    line('p99 without waiting for a core', 'ownP99', 20),
    line('max without waiting for a core', 'ownMax', 100),
  ]
}

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { startVendorProcess } from '../helpers/vendor-server/start-process.ts'
import { bare, companion, electron, end, freshFolder, run } from './apps.ts'
import { inspectMain } from './measure/inspect-main.ts'
import { processTree } from './measure/process-tree.ts'
import type { Line } from './measure/table.ts'
import { seedLiveRuns } from './seed-live.ts'

const runs = 20
/** All runners have started and stream by then, in milliseconds. */
const settling = 12_000
const watched = 20_000
/** Between two looks of the delay meter, in milliseconds. */
const resolution = 5

const delaySchema = z.object({ p99: z.number(), max: z.number(), looks: z.number() })

/** P8: how late main's event loop is with 20 live runs streaming 100 tokens a second each, and a bare main process beside it. */
export async function measureDelay(): Promise<Line[]> {
  const folder = freshFolder()
  const defaults = { pieces: 300, millisecondsPerPiece: 10, text: 'word '.repeat(300) }
  const vendor = await startVendorProcess({ electron, app: companion }, { defaults })
  seedLiveRuns(folder, { count: runs, documents: documentsIn(folder), baseUrl: vendor.baseUrl })
  const floor = run(['--inspect=0', bare, `--data-dir=${freshFolder()}`], 'errors')
  const app = run(['--inspect=0', companion, '--trust-starts', `--data-dir=${join(folder, 'data')}`], 'errors')
  try {
    const inspectors = { bare: await inspectMain(floor), ours: await inspectMain(app) }
    await pause(settling)
    const live = processTree(app.pid ?? 0).length
    await inspectors.bare.evaluate(begin)
    await inspectors.ours.evaluate(begin)
    await pause(watched)
    const delay = {
      bare: delaySchema.parse(await inspectors.bare.evaluate(finish)),
      ours: delaySchema.parse(await inspectors.ours.evaluate(finish)),
    }
    // Every run has a process of its own: fewer would have measured something else.
    const still = processTree(app.pid ?? 0).length
    if (Math.min(live, still) < runs) throw new Error(`${live}, then ${still} processes where ${runs} runs should live`)
    for (const inspector of Object.values(inspectors)) inspector.close()
    return linesOf(delay)
  } finally {
    await Promise.all([end(floor), end(app)])
    vendor.stop()
  }
}

const begin = `globalThis.benchDelay = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: ${resolution} }), benchDelay.enable()`
const finish = `(benchDelay.disable(), { p99: benchDelay.percentile(99) / 1e6, max: benchDelay.max / 1e6, looks: benchDelay.count })`

function linesOf(delay: { bare: z.infer<typeof delaySchema>; ours: z.infer<typeof delaySchema> }): Line[] {
  const line = (what: 'p99' | 'max', goal: number): Line => ({
    bar: 'P8',
    what: `main's event-loop delay, 20 live runs: ${what}`,
    // What the meter shows holds the pause between its own looks too.
    peer: { name: 'bare main beside it', value: delay.bare[what] - resolution },
    ours: delay.ours[what] - resolution,
    unit: 'ms',
    goal: { kind: 'at-most', value: goal },
  })
  return [line('p99', 20), line('max', 100)]
}

/** Small texts, so many that no run comes to its end while it is watched. */
function documentsIn(folder: string): string {
  const documents = join(folder, 'documents')
  mkdirSync(documents)
  for (let index = 0; index < 40; index++) {
    writeFileSync(join(documents, `note ${index}.txt`), `Note ${index}: the meeting was moved to Thursday at ten.\n`)
  }
  return documents
}

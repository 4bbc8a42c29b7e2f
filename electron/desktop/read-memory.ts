import { app } from 'electron'
import type { ReadMemory } from '../supervisor/runs/runner-process.ts'

/** One look at all processes serves every runner that is weighed within this time, in milliseconds. */
const fresh = 1_000

/** The memory of our processes as Electron counts it, in bytes. */
export function createReadMemory(now: () => number): ReadMemory {
  let readAt = Number.NEGATIVE_INFINITY
  let sizes = new Map<number, number>()
  return (pid) => {
    if (Math.abs(now() - readAt) > fresh) {
      readAt = now()
      sizes = new Map(app.getAppMetrics().map((each) => [each.pid, each.memory.workingSetSize * 1024]))
    }
    return sizes.get(pid) ?? null
  }
}

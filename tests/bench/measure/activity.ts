import { readdirSync, readFileSync } from 'node:fs'
import { processTree } from './process-tree.ts'

/** What an app and everything it started have done so far. */
export type Activity = { cpuMs: number; wakeUps: number }

/** By /proc, over every thread of every process: time on a core, and how often one gave its core up and was woken again. */
export function treeActivity(root: number): Activity {
  const sum = { cpuMs: 0, wakeUps: 0 }
  for (const pid of processTree(root)) {
    for (const thread of threadsOf(pid)) {
      const folder = `/proc/${pid}/task/${thread}`
      // Nanoseconds on a core come first.
      sum.cpuMs += Number(read(`${folder}/schedstat`).split(' ')[0]) / 1_000_000
      sum.wakeUps += Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(read(`${folder}/status`))?.[1] ?? 0)
    }
  }
  return sum
}

function threadsOf(pid: number): string[] {
  try {
    return readdirSync(`/proc/${pid}/task`)
  } catch {
    return []
  }
}

/** Empty when the thread ended while we were looking. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

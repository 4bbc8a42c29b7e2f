import { readdirSync, readFileSync } from 'node:fs'

/** A process and everything it started, by /proc; Linux only. */
export function processTree(root: number): number[] {
  const parents = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8')
      // The name may hold spaces and brackets; the parent is the second field after its closing bracket.
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      // It ended while we were looking.
    }
  }
  const found = [root]
  for (const pid of found) {
    for (const [child, parent] of parents) if (parent === pid) found.push(child)
  }
  return found
}

/** Proportional set size of a process and everything it started, in bytes: shared pages count once in all. */
export function treeMemory(root: number): number {
  return processTree(root).reduce((sum, pid) => sum + processMemory(pid), 0)
}

/** Proportional set size of one process in bytes; 0 when it is gone. */
export function processMemory(pid: number): number {
  try {
    const match = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))
    return Number(match?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

/** The name a process goes by in the list of processes; empty when it is gone. */
export function titleOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0] ?? ''
  } catch {
    return ''
  }
}

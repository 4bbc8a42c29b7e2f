import { setTimeout as pause } from 'node:timers/promises'
import { bare, companion, end, freshFolder, run } from './apps.ts'
import { type Activity, treeActivity } from './measure/activity.ts'
import { type Line, median } from './measure/table.ts'
import { seedYear } from './seed.ts'

const rounds = 3
const agents = 100
/** Start-up work, and the looking-over after an end that was not clean, are over by then; in milliseconds. */
const settling = 15_000
const watched = 20_000

/** P4: time on a core and wake-ups in the tray with a hundred scheduled agents, and of a bare hidden window in the same seconds. */
export async function measureIdle(): Promise<Line[]> {
  const cpu = { bare: [] as number[], ours: [] as number[] }
  const wakeUps = { bare: [] as number[], ours: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    const ours = freshFolder()
    seedYear(ours, agents, 3)
    const floor = run([bare, '--keep-hidden', `--data-dir=${freshFolder()}`])
    const app = run([companion, '--hidden', `--data-dir=${ours}`])
    try {
      await pause(settling)
      const before = { bare: treeActivity(floor.pid ?? 0), ours: treeActivity(app.pid ?? 0) }
      await pause(watched)
      const after = { bare: treeActivity(floor.pid ?? 0), ours: treeActivity(app.pid ?? 0) }
      for (const which of ['bare', 'ours'] as const) {
        cpu[which].push(perSecond(before[which], after[which], 'cpuMs'))
        wakeUps[which].push(perSecond(before[which], after[which], 'wakeUps'))
      }
    } finally {
      await Promise.all([end(floor), end(app)])
    }
  }
  const line = { bar: 'P4', goal: { kind: 'most' as const, value: 2 } }
  return [
    {
      ...line,
      what: 'in the tray, 100 scheduled agents: time on a core',
      peer: { name: 'bare window, hidden', value: median(cpu.bare) },
      ours: median(cpu.ours),
      unit: 'ms/s',
    },
    {
      ...line,
      what: 'in the tray, 100 scheduled agents: wake-ups',
      peer: { name: 'bare window, hidden', value: median(wakeUps.bare) },
      ours: median(wakeUps.ours),
      unit: 'per second',
    },
  ]
}

function perSecond(before: Activity, after: Activity, what: keyof Activity): number {
  return (after[what] - before[what]) / (watched / 1_000)
}

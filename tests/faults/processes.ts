import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { processTree, titleOf } from '../bench/measure/process-tree.ts'

export type Victim = 'main' | 'gateway' | 'runner'

/** The app without a window, over one data folder. */
export function startApp(dataFolder: string): ChildProcess {
  const { ELECTRON_RUN_AS_NODE: _dropped, ...env } = process.env
  const args = [
    '--ozone-platform=headless',
    '--disable-gpu',
    named('KAIHE_APP'),
    '--hidden',
    // It is killed on purpose, again and again.
    '--trust-starts',
    `--data-dir=${dataFolder}`,
  ]
  return spawn(named('KAIHE_ELECTRON'), args, { env, stdio: 'ignore' })
}

/** The process that plays this part now; null when none does. */
export function findVictim(app: ChildProcess, victim: Victim): number | null {
  if (app.pid === undefined) return null
  if (victim === 'main') return app.pid
  return processTree(app.pid).find((pid) => titleOf(pid) === `kaihe-${victim}`) ?? null
}

/** Kills it at once and, for main, returns how many of its processes were still there two seconds later. */
export async function strike(app: ChildProcess, pid: number): Promise<number> {
  const others = app.pid === pid ? processTree(pid).filter((each) => each !== pid) : []
  process.kill(pid, 'SIGKILL')
  if (app.pid !== pid) return 0
  if (app.exitCode === null && app.signalCode === null) await new Promise((resolve) => app.once('exit', resolve))
  for (let waited = 0; waited < 2_000 && others.some(isAlive); waited += 50) await pause(50)
  return others.filter(isAlive).length
}

function isAlive(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}

export function named(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: run this with "npm run faults".`)
  return value
}

import { readdir, readFile, readlink } from 'node:fs/promises'
import { type ElectronApplication, expect } from '@playwright/test'

export type ProgramName = 'kaihe-gateway' | 'kaihe-runner'

/** The system's numbers of the gateways or runners that belong to a running app. */
export async function programs(app: ElectronApplication, name: ProgramName): Promise<number[]> {
  const metrics = await app.evaluate(({ app }) =>
    app.getAppMetrics().map(({ pid, name, serviceName }) => ({ pid, name, serviceName })),
  )
  return metrics.filter((each) => each.name === name || each.serviceName === name).map(({ pid }) => pid)
}

/** The one gateway or runner of a running app; waits until there is one that is not `gone`. */
export async function theProgram(app: ElectronApplication, name: ProgramName, gone?: number): Promise<number> {
  let found: number[] = []
  await expect
    .poll(
      async () => {
        found = (await programs(app, name)).filter((pid) => pid !== gone)
        return found.length
      },
      { message: `one ${name}` },
    )
    .toBe(1)
  return found[0] ?? Number.NaN
}

/** Every process that was started with this home folder; those of other people do not show their environment. */
export async function processesUnder(home: string): Promise<number[]> {
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const environment = await readFile(`/proc/${name}/environ`, 'utf8').catch(() => '')
    if (environment.split('\0').includes(`HOME=${home}`)) found.push(Number(name))
  }
  return found
}

/** False once the process has ended; one that waits to be buried counts as ended. */
export async function isAlive(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null)
  return status !== null && !/^State:\t[ZX]/m.test(status)
}

/** Waits until none of the processes is left. */
export async function allGone(pids: readonly number[]): Promise<void> {
  await expect
    .poll(
      async () => {
        const alive = await Promise.all(pids.map(isAlive))
        return pids.filter((_, index) => alive[index])
      },
      { message: 'processes left behind' },
    )
    .toEqual([])
}

/** The ports of this computer on which a process holds a door. */
export async function listeningPorts(pid: number): Promise<number[]> {
  const held = new Set<string>()
  for (const name of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
    const inode = /^socket:\[(\d+)\]$/.exec(await readlink(`/proc/${pid}/fd/${name}`).catch(() => ''))?.[1]
    if (inode !== undefined) held.add(inode)
  }
  const lines = (await readFile('/proc/net/tcp', 'utf8')).split('\n').slice(1)
  const listening = '0A'
  return lines.flatMap((line) => {
    const [, place = '', , state, , , , , , inode = ''] = line.trim().split(/\s+/)
    return state === listening && held.has(inode) ? [Number.parseInt(place.split(':')[1] ?? '', 16)] : []
  })
}

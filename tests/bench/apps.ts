import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Inspector, inspectAt } from './measure/inspect-main.ts'
import { addressOfPage, whenShown } from './measure/page-ready.ts'
import { treeMemory } from './measure/process-tree.ts'

export const electron = named('KAIHE_ELECTRON')
export const companion = named('KAIHE_APP')
export const bare = join(companion, 'tests', 'bench', 'apps', 'bare')
export const host = join(companion, 'tests', 'bench', 'apps', 'host')

/** Settling time before memory is read, in milliseconds: caches fill and start-up garbage goes. */
const settling = 4_000

export function freshFolder(): string {
  return mkdtempSync(join(tmpdir(), 'kaihe-bench-'))
}

/** Starts an app, waits until the element is drawn, hands its main process to `use`, and ends it. Milliseconds to the drawing. */
export async function start(
  app: { folder: string; args?: string[]; dataFolder: string; selector: string },
  use: (pid: number) => Promise<void> = async () => undefined,
): Promise<number> {
  const port = await freePort()
  const begun = performance.now()
  const child = run([
    app.folder,
    `--data-dir=${app.dataFolder}`,
    `--remote-debugging-port=${port}`,
    ...(app.args ?? []),
  ])
  try {
    const shown = await whenShown(port, app.selector)
    if (child.pid !== undefined) await use(child.pid)
    return shown - begun
  } finally {
    await end(child)
  }
}

/** Starts an app, waits until the element is drawn, hands its page to `use`, and ends it. */
export async function startOnPage<Result>(
  app: { folder: string; args?: string[]; dataFolder: string; selector: string },
  use: (page: Inspector) => Promise<Result>,
): Promise<Result> {
  const port = await freePort()
  const given = [`--data-dir=${app.dataFolder}`, `--remote-debugging-port=${port}`, ...(app.args ?? [])]
  const child = run([app.folder, ...given])
  try {
    await whenShown(port, app.selector)
    const page = await inspectAt(await addressOfPage(port))
    try {
      return await use(page)
    } finally {
      page.close()
    }
  } finally {
    await end(child)
  }
}

/** Starts an app that shows nothing and hands its main process to `use` once it has settled. */
export async function startHidden(args: string[], use: (pid: number) => Promise<void>): Promise<void> {
  const child = run(args)
  try {
    await pause(settling * 2)
    if (child.pid !== undefined) await use(child.pid)
  } finally {
    await end(child)
  }
}

/** Memory of an app and all its processes once it has settled, in bytes. */
export async function settledMemory(pid: number): Promise<number> {
  await pause(settling)
  return treeMemory(pid)
}

export function run(args: string[], heard: 'nothing' | 'output' | 'errors' = 'nothing'): ChildProcess {
  const { ELECTRON_RUN_AS_NODE: _dropped, ...env } = process.env
  return spawn(electron, args, {
    env,
    stdio: ['ignore', heard === 'output' ? 'pipe' : 'ignore', heard === 'errors' ? 'pipe' : 'ignore'],
  })
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no free port'))
        else resolve(address.port)
      })
    })
  })
}

/** Kills an app that must still be running, with all its processes. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    throw new Error(`it ended by itself with ${child.exitCode ?? child.signalCode}`)
  }
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await gone
  // The other processes of the app notice that the first one is gone.
  await pause(500)
}

function named(name: string): string {
  const value = process.env[name]
  if (value === undefined) throw new Error(`${name} is not set: run this with "npm run bench".`)
  return value
}

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { z } from 'zod'
import { createRunner } from '../../electron/runner/create-runner.ts'
import { type RunnerReport, type RunOrder, runOrderSchema } from '../../electron/runner/protocol.ts'
import { type Disk, systemDisk } from '../../electron/runner/tools/files/disk.ts'
import type { Clock } from '../../shared/model/clock.ts'
import { createFakeClock, type FakeClock } from '../helpers/fake-clock.ts'
import { at, makeAgent } from '../helpers/things.ts'
import { startVendorServer, type VendorServer } from '../helpers/vendor-server/server.ts'
import type { WebWays } from '../../electron/runner/tools/web/fetch-guarded.ts'
import { createFakeMain, type Facts, immortal, type Lifeline, noFacts, type RenderPage } from './fake-main.ts'
import { noWays } from '../helpers/no-web.ts'

/** A folder of documents, a folder for reports, a model service, and what main knows: all a runner works in. */
export type World = {
  folder: string
  documents: string
  reports: string
  server: VendorServer
  clock: FakeClock
  facts: Facts
  order: RunOrder
  /** Runs one runner to its end, or until the lifeline freezes it. */
  run(options?: RunOptions): Promise<RunnerReport>
  /** What the last runner reported. */
  seen: RunnerReport[]
  /** Chat requests the service got, by their call key. */
  calls(): string[]
}

export type RunOptions = {
  order?: Partial<RunOrder>
  disk?: Disk
  lifeline?: Lifeline
  fetch?: typeof fetch
  ways?: WebWays
  /** Shows pages in main's place. */
  render?: RenderPage
  findGateway?: () => Promise<RunOrder['gateway']>
}

export type WorldOptions = {
  documents?: Record<string, string | Uint8Array>
  agent?: Parameters<typeof makeAgent>[0]
  /** Changes single fields of the usual three steps. */
  read?: object
  summarize?: object
  write?: object
  order?: Partial<z.input<typeof runOrderSchema>>
  server?: Parameters<typeof startVendorServer>[0]
}

export const monday = at('2026-11-23T22:30:00Z')

export const twoDocuments = {
  'lease.md': '# Lease\n\nThe warehouse costs 4,200 euros a month until 31 March 2027.\n',
  'meeting.txt': 'The team met on Monday. Anna will call the supplier before Friday.\n',
}

/** Makes a world that is gone when the test has finished. */
export async function makeWorld(options: WorldOptions = {}): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'kaihe-runner-'))
  const server = await startVendorServer(options.server)
  onTestFinished(async () => {
    await server.close()
    await rm(folder, { recursive: true, force: true })
  })
  const documents = join(folder, 'documents')
  const reports = join(folder, 'reports')
  await mkdir(documents)
  await mkdir(reports)
  await addDocuments(documents, options.documents ?? twoDocuments)
  const clock = createFakeClock(monday)
  const agent = makeAgent({
    steps: [
      { id: 'read', kind: 'readFolder', folder: documents, recursive: true, ...options.read },
      { id: 'summarize', kind: 'summarize', from: 'read', length: 'medium', focus: '', ...options.summarize },
      {
        id: 'write',
        kind: 'writeDocument',
        from: 'summarize',
        folder: reports,
        title: 'Summary',
        format: 'md',
        ...options.write,
      },
    ],
    grants: [
      { path: documents, access: 'read' },
      { path: reports, access: 'write' },
    ],
    ...options.agent,
  })
  const order = runOrderSchema.parse({
    runId: 'run-1',
    agent,
    model: { providerId: 'provider-1', model: 'vendor-small' },
    modelLabel: 'Vendor Small',
    modelIsPractice: false,
    contextTokens: 8000,
    language: 'en',
    zone: 'UTC',
    createdAt: monday,
    gateway: { baseUrl: server.baseUrl, token: 'token-of-this-run' },
    scratchFolder: join(folder, 'scratch'),
    keptFolder: join(folder, 'kept'),
    ...options.order,
  })
  const world: World = {
    folder,
    documents,
    reports,
    server,
    clock,
    facts: noFacts(),
    order,
    seen: [],
    calls: () =>
      server
        .records()
        .filter((record) => record.path.endsWith('/chat/completions'))
        .map((record) => record.headers['x-kaihe-call'] ?? ''),
    run: (run = {}) => runOnce(world, run),
  }
  return world
}

async function runOnce(world: World, options: RunOptions): Promise<RunnerReport> {
  const lifeline = options.lifeline ?? immortal
  const findGateway = options.findGateway ?? (() => Promise.resolve(world.order.gateway))
  const { steps } = options.order?.agent ?? world.order.agent
  const main = createFakeMain(world.facts, findGateway, lifeline, options.render, steps)
  world.seen = main.reports
  createRunner({
    port: main.port,
    clock: flowing(world.clock),
    disk: mortal(options.disk ?? systemDisk, lifeline),
    ways: options.ways ?? noWays,
    fetch: mortalFetch(options.fetch ?? fetch, lifeline),
    onMainGone: () => undefined,
    exit: () => undefined,
  })
  main.send({ type: 'start', order: { ...world.order, ...options.order } })
  return main.ended
}

/** Writes documents, with folders where their names have some. */
export async function addDocuments(folder: string, documents: Record<string, string | Uint8Array>): Promise<void> {
  for (const [name, content] of Object.entries(documents)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), content)
  }
}

/** The quiet time between two messages to the page passes by itself; everything longer waits for the test. */
function flowing(clock: FakeClock): Clock {
  return {
    ...clock,
    after(milliseconds, callback) {
      if (milliseconds > 30) return clock.after(milliseconds, callback)
      setImmediate(callback)
      return () => undefined
    },
  }
}

function mortal(disk: Disk, lifeline: Lifeline): Disk {
  const through = async <Result>(what: string, work: () => Promise<Result>): Promise<Result> => {
    await lifeline.tick(`before ${what}`)
    const result = await work()
    await lifeline.tick(`after ${what}`)
    return result
  }
  return {
    ...disk,
    writeNew: (path, bytes) => through(`write ${path}`, () => disk.writeNew(path, bytes)),
    link: (from, to) => through(`link ${to}`, () => disk.link(from, to)),
    rename: (from, to) => through(`rename ${to}`, () => disk.rename(from, to)),
    remove: (path) => through(`remove ${path}`, () => disk.remove(path)),
    removeIf: (path, isIt) => through(`remove ${path}`, () => disk.removeIf(path, isIt)),
    syncFolder: (path) => through(`sync ${path}`, () => disk.syncFolder(path)),
  }
}

function mortalFetch(real: typeof fetch, lifeline: Lifeline): typeof fetch {
  return async (...request) => {
    await lifeline.tick('before ask')
    const response = await real(...request)
    await lifeline.tick('after ask')
    return response
  }
}

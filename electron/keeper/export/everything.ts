import { existsSync } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import { agentFileEnding } from '../../../shared/model/agent-file.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import { runIdSchema } from '../../../shared/model/brand.ts'
import { everybodys } from '../../../shared/model/money-report.ts'
import type { Run } from '../../../shared/model/run.ts'
import { agentFileText } from '../../../shared/rules/share-agent.ts'
import { ledgerMigrations } from '../../gateway/ledger/schema.ts'
import { exportUsage } from '../../gateway/ledger/export-usage.ts'
import { safeName } from '../../runner/tools/files/file-name.ts'
import { createAgentRepository } from '../../storage/companion/agents.ts'
import { createDeliverableRepository } from '../../storage/companion/deliverables.ts'
import { createRunRepository, type RunRepository } from '../../storage/companion/runs.ts'
import { createRunValueRepository } from '../../storage/companion/run-values.ts'
import { createShownResultRepository } from '../../storage/companion/shown-results.ts'
import { isInside } from '../../storage/moving/pack.ts'
import { placeError } from '../../storage/moving/place-error.ts'
import { openForReading, openInMemory } from '../../storage/open-database.ts'
import { readRow } from '../../storage/read-rows.ts'
import type { KeeperContract } from '../protocol.ts'
import { firingColumns, firingRows, questionsOf } from './happened.ts'
import { partOf } from './part-of.ts'
import { readmeText } from './readme.ts'
import { exportResults, resultColumns } from './results.ts'
import * as tables from './tables.ts'
import { createWriter, openNew, type OpenNew, type Writer } from './writer.ts'

type Order = KeeperContract['exportAll']['request']
type Progress = { done: number; total: number }

/** How many usage events weigh as much as one run, for the progress alone. */
const eventsPerStep = 20

/**
 * Writes everything that is the owner's into a new folder, in forms other programs read, and nothing secret. It has another name
 * until it is whole; where anything goes wrong nothing of it is left. Throws `backup.*`, `storage.*`.
 */
export async function exportEverything(
  order: Order,
  onProgress: (progress: Progress) => void = () => undefined,
  openFile: OpenNew = openNew,
): Promise<KeeperContract['exportAll']['reply']> {
  const { dataFolder, folder, name } = order
  const target = join(folder, name)
  const part = partOf(folder, name)
  if (isInside(target, dataFolder)) throw new CodedError('backup.insideItself')
  const opened: DatabaseSync[] = []
  const open = (file: string): DatabaseSync | null => {
    const path = join(dataFolder, file)
    if (!existsSync(path)) return null
    const db = openForReading(path)
    opened.push(db)
    // Everything of one and the same moment, whatever is written meanwhile.
    db.exec('BEGIN')
    return db
  }
  let needed = 0
  try {
    const companion = open('companion.db')
    // Nothing was used yet: the same files, with no line in them.
    const ledger = open('ledger.db') ?? emptyLedger(opened)
    if (companion === null) throw new CodedError('storage.failed', {}, 'there is no companion.db')
    needed = await mostBytes(dataFolder, companion)
    await stat(folder)
    await rm(part, { recursive: true, force: true })
    // Alone, so that a disk that cannot be written to says so.
    await mkdir(part, { mode: 0o700 })
    const writer = createWriter(part, openFile)
    await writeAll({ order, part, writer, companion, ledger, onProgress })
    await rename(part, target)
    return { path: target, ...writer.written() }
  } catch (thrown) {
    const error = await placeError(thrown, { folder, needed })
    await rm(part, { recursive: true, force: true }).catch(() => undefined)
    throw error
  } finally {
    for (const db of opened) db.close()
  }
}

async function writeAll(from: {
  order: Order
  part: string
  writer: Writer
  companion: DatabaseSync
  ledger: DatabaseSync
  onProgress: (progress: Progress) => void
}): Promise<void> {
  const { order, part, writer, companion, ledger, onProgress } = from
  const { settings, services, names, zone } = order
  const agents = createAgentRepository(companion).list()
  const rows = createRunRepository(companion)
  const runs = () => everyRun(companion, rows)
  const usageSteps = Math.ceil(countIn(ledger, 'usage_events') / eventsPerStep)
  const total = 3 * countIn(companion, 'runs') + 2 * usageSteps
  let done = 0
  const step = (steps = 1) => {
    done += steps
    onProgress({ done: Math.min(done, total), total })
  }
  const stepping = function* () {
    for (const run of runs()) {
      yield run
      step()
    }
  }
  step(0)
  await writer.file('README.html', readmeText(order))
  await writeAgents(writer, agents)
  await writer.file('settings/settings.json', inLines(settings))
  await writer.file('settings/services.json', inLines(services))
  await writer.table('limits/limits.csv', tables.limitColumns, tables.limitRows(settings, agents))
  await writer.table('runs/runs.csv', tables.runColumns, tables.runRows(stepping(), zone))
  await writer.list('runs/runs.json', wholeRuns(companion, rows, stepping()))
  await writer.table('runs/times.csv', firingColumns, firingRows(companion, names))
  await writer.list('runs/questions.json', questionsOf(companion))
  const deliverables = createDeliverableRepository(companion)
  const results = { folder: part, writer, deliverables, zone, onRun: step }
  await writer.table('results/results.csv', resultColumns, exportResults(runs(), results))
  await writer.table('value/value.csv', tables.valueColumns, tables.valueRows(companion))
  await writer.table('usage/sums-by-day.csv', tables.sumColumns, tables.sumRows(ledger, names))
  for (const format of ['csv', 'json'] as const) {
    const target = join(part, 'usage', `usage.${format}`)
    let told = 0
    exportUsage(ledger, { target, format, from: null, to: null, only: everybodys, names }, (events) => {
      told += events / eventsPerStep
      step(events / eventsPerStep)
    })
    writer.note((await stat(target)).size)
    step(usageSteps - told)
  }
}

function emptyLedger(opened: DatabaseSync[]): DatabaseSync {
  const ledger = openInMemory(ledgerMigrations)
  opened.push(ledger)
  return ledger
}

/** As others may have them, each in a file; and all of them whole, with what is their owner's. */
async function writeAgents(writer: Writer, agents: readonly Agent[]): Promise<void> {
  for (const [index, agent] of agents.entries()) {
    const name = `${index + 1} ${safeName(agent.name, 'agent')}.${agentFileEnding}`
    await writer.file(`agents/${name}`, agentFileText(agent))
  }
  await writer.file('agents/agents.json', inLines(agents))
}

function* everyRun(db: DatabaseSync, rows: RunRepository): Generator<Run> {
  for (const row of db.prepare('SELECT id FROM runs ORDER BY created_at, rowid').iterate()) {
    const run = rows.find(readRow(idSchema, row).id)
    if (run !== null) yield run
  }
}

/** A run with how it went, what its steps gave, and what its owner thought of it. */
async function* wholeRuns(db: DatabaseSync, rows: RunRepository, runs: Iterable<Run>): AsyncGenerator {
  const values = createRunValueRepository(db)
  const shown = createShownResultRepository(db)
  for (const run of runs) {
    const [mark = null] = values.marksOf([run.id])
    yield { ...run, changes: rows.changesOf(run.id), stepResults: shown.ofRun(run.id), mark }
  }
}

/** What it may take at most, guessed from what is there: text is larger than rows, and files are copied. */
async function mostBytes(dataFolder: string, companion: DatabaseSync): Promise<number> {
  const sizes = await Promise.all(
    ['companion.db', 'ledger.db'].map(async (name) => {
      const path = join(dataFolder, name)
      return existsSync(path) ? (await stat(path)).size : 0
    }),
  )
  const row = companion
    .prepare(`SELECT coalesce(sum(json_extract(body, '$.bytes')), 0) AS bytes FROM deliverables`)
    .get()
  return 4 * sizes.reduce((sum, size) => sum + size, 0) + readRow(z.object({ bytes: z.number() }), row).bytes
}

function countIn(db: DatabaseSync, table: 'runs' | 'usage_events'): number {
  return readRow(z.object({ count: z.number() }), db.prepare(`SELECT count(*) AS count FROM ${table}`).get()).count
}

function inLines(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

const idSchema = z.object({ id: runIdSchema })

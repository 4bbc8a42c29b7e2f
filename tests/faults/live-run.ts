import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { systemClock } from '../../electron/clock.ts'
import { createAgentRepository } from '../../electron/storage/companion/agents.ts'
import { companionMigrations } from '../../electron/storage/companion/migrations.ts'
import { createProviderRepository } from '../../electron/storage/companion/providers.ts'
import { createRunRepository } from '../../electron/storage/companion/runs.ts'
import { openDatabase } from '../../electron/storage/open-database.ts'
import { plannedSteps } from '../../electron/supervisor/runs/step-progress.ts'
import { modelReferenceSchema } from '../../shared/model/provider.ts'
import { type Run, runSchema } from '../../shared/model/run.ts'
import { makeAgent, makeProvider, makeRun } from '../helpers/things.ts'

export type LiveRun = { dataFolder: string; documents: string; reports: string; markers: string[] }

/** A data folder with one queued run over `count` documents, done by the vendor at `baseUrl`; each document has a marker. */
export function prepareRun(root: string, baseUrl: string, count: number): LiveRun {
  const folder = mkdtempSync(join(root, 'run-'))
  const dataFolder = join(folder, 'data')
  const documents = join(folder, 'documents')
  const reports = join(folder, 'reports')
  for (const path of [dataFolder, documents, reports]) mkdirSync(path)
  const markers = Array.from({ length: count }, (_, index) => `marker${folder.slice(-6)}n${index}`)
  for (const [index, marker] of markers.entries()) {
    // Every fourth document is too long for one call, so that parts are split and merged.
    const sentences = index % 4 === 3 ? 1500 : 20
    const text = Array.from({ length: sentences }, (_, line) => `${marker} line ${line} tells about the harvest.`)
    writeFileSync(join(documents, `document ${index + 1}.txt`), text.join('\n'))
  }
  const grants = [
    { path: documents, access: 'read' as const },
    { path: reports, access: 'write' as const },
  ]
  const agent = makeAgent({
    grants,
    steps: [
      { id: 'read', kind: 'readFolder', folder: documents, recursive: false },
      { id: 'summarize', kind: 'summarize', from: 'read', length: 'short', focus: '' },
      { id: 'write', kind: 'writeDocument', from: 'summarize', folder: reports, title: 'Report', format: 'md' },
    ],
  })
  const provider = makeProvider({ baseUrl, models: [{ ...model, name: model.model, contextTokens: 8_000, price }] })
  const db = openDatabase({
    path: join(dataFolder, 'companion.db'),
    migrations: companionMigrations,
    backupFolder: join(dataFolder, 'backups'),
    now: systemClock.now,
  })
  createAgentRepository(db).save(agent)
  createProviderRepository(db).save(provider, null)
  const run = makeRun({ createdAt: systemClock.now(), model, modelLabel: 'small', steps: plannedSteps(agent) })
  const reference = modelReferenceSchema.parse(model)
  createRunRepository(db).add(
    run,
    {
      agent,
      model: { reference, label: 'small', contextTokens: 8_000, practice: false, fallbacks: [], choice: null },
      language: 'en',
      zone: systemClock.zone(),
    },
    'startedByHand',
  )
  db.close()
  return { dataFolder, documents, reports, markers }
}

const model = { providerId: 'provider-1', model: 'small' }
const price = {
  kind: 'rates' as const,
  currency: 'USD',
  rates: { input: 150_000, output: 600_000, cachedRead: null, cacheWrite: null, reasoning: null },
  validFrom: 0,
  source: 'test',
}

/** The run as its row says, read beside the running app. */
export function readRun({ dataFolder }: LiveRun): Run {
  const db = new DatabaseSync(join(dataFolder, 'companion.db'), { readOnly: true, timeout: 5_000 })
  try {
    const row = z.object({ body: z.string() }).parse(db.prepare('SELECT body FROM runs').get())
    return runSchema.parse({
      deliverables: [],
      leftOut: [],
      leftOutMore: 0,
      ...z.looseObject({}).parse(JSON.parse(row.body)),
    })
  } finally {
    db.close()
  }
}

/** What is wrong with what an ended run left behind; empty when all is well. */
export function problemsOf(live: LiveRun): string[] {
  const problems: string[] = []
  const run = readRun(live)
  if (run.state.name !== 'succeeded' || run.state.outcome !== 'complete') {
    problems.push(`the run ended as ${JSON.stringify(run.state)}`)
  }
  const files = readdirSync(live.reports)
  if (files.length !== 1) problems.push(`${files.length} files where one report belongs: ${files.join(', ')}`)
  const report = files[0] === undefined ? '' : readFileSync(join(live.reports, files[0]), 'utf8')
  const missing = live.markers.filter((marker) => !report.includes(marker))
  if (missing.length > 0) problems.push(`${missing.length} documents are missing from the report`)
  for (const name of ['companion.db', 'ledger.db']) {
    const db = new DatabaseSync(join(live.dataFolder, name), { readOnly: true, timeout: 5_000 })
    const result = z.object({ integrity_check: z.string() }).parse(db.prepare('PRAGMA integrity_check').get())
    if (result.integrity_check !== 'ok') problems.push(`${name}: ${result.integrity_check}`)
    db.close()
  }
  return problems
}

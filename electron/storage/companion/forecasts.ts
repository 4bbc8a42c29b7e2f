import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { type AgentId, type Instant, instantSchema } from '../../../shared/model/brand.ts'
import { type MeasuredInput, measuredInputSchema } from '../../../shared/model/forecast.ts'
import { type Run, runSchema } from '../../../shared/model/run.ts'
import { type UsageTotals, usageTotalsSchema } from '../../../shared/model/usage.ts'
import { readOptionalRow, readRow, readRows } from '../read-rows.ts'
import { inTransaction } from '../transaction.ts'

/** A file as it was when its text was counted. */
export const countedFileSchema = z.object({
  path: z.string(),
  bytes: z.number().int().nonnegative(),
  modifiedAt: instantSchema,
  tokens: z.number().int().nonnegative(),
  language: z.enum(['en', 'zh', 'other']),
})
export type CountedFile = z.infer<typeof countedFileSchema>

/** What a run that has ended says about the next. */
export type EndedRun = Pick<Run, 'state' | 'model' | 'usage' | 'workedSeconds' | 'forecast' | 'forecastError'>

export type ForecastRepository = {
  /** What is known of files that are still what they were, in the order asked; null of the others. */
  knownFiles(files: readonly Pick<CountedFile, 'path' | 'bytes' | 'modifiedAt'>[]): (CountedFile | null)[]
  keepFiles(files: readonly CountedFile[], at: Instant): void
  /** What lay in the folders of a task; null when it was never counted, or read something else. */
  countedTask(agentId: AgentId, task: string): MeasuredInput | null
  keepTask(agentId: AgentId, task: string, measured: MeasuredInput): void
  /** Runs whose cost is final, the newest first. */
  endedRuns(agentId: AgentId, limit: number): EndedRun[]
  /** What an agent's runs since a moment used. */
  usageSince(agentId: AgentId, from: Instant): { createdAt: Instant; usage: UsageTotals }[]
}

/** A file that was not met for so long is forgotten, in milliseconds. */
const forgottenAfter = 90 * 86_400_000

const endedRunSchema = runSchema.pick({
  state: true,
  model: true,
  usage: true,
  workedSeconds: true,
  forecast: true,
  forecastError: true,
})
const bodySchema = z.object({ body: z.string() })
const fileRowSchema = z
  .object({
    path: z.string(),
    bytes: z.number(),
    modified_at: z.number(),
    tokens: z.number(),
    language: z.string(),
  })
  .transform(({ modified_at, ...row }) => countedFileSchema.parse({ ...row, modifiedAt: modified_at }))

/** What forecasts go by, as rows of `companion.db`. */
export function createForecastRepository(db: DatabaseSync): ForecastRepository {
  const file = db.prepare(
    `SELECT path, bytes, modified_at, tokens, language FROM counted_files
     WHERE path = ? AND bytes = ? AND modified_at = ?`,
  )
  const keepFile = db.prepare(
    `INSERT INTO counted_files (path, bytes, modified_at, tokens, language, counted_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (path) DO UPDATE SET bytes = excluded.bytes, modified_at = excluded.modified_at,
       tokens = excluded.tokens, language = excluded.language, counted_at = excluded.counted_at`,
  )
  const forget = db.prepare('DELETE FROM counted_files WHERE counted_at < ?')
  const task = db.prepare('SELECT body FROM counted_tasks WHERE agent_id = ? AND task = ?')
  const keepTask = db.prepare(
    `INSERT INTO counted_tasks (agent_id, task, body) VALUES (?, ?, ?)
     ON CONFLICT (agent_id) DO UPDATE SET task = excluded.task, body = excluded.body`,
  )
  const ended = db.prepare(
    `SELECT body FROM runs WHERE agent_id = ? AND plan IS NULL AND settled = 1
     ORDER BY created_at DESC, rowid DESC LIMIT ?`,
  )
  const since = db.prepare(
    `SELECT created_at, json_extract(body, '$.usage') AS usage FROM runs WHERE agent_id = ? AND created_at >= ?`,
  )
  return {
    knownFiles: (files) =>
      files.map(({ path, bytes, modifiedAt }) => readOptionalRow(fileRowSchema, file.get(path, bytes, modifiedAt))),
    keepFiles(files, at) {
      inTransaction(db, () => {
        for (const { path, bytes, modifiedAt, tokens, language } of files) {
          keepFile.run(path, bytes, modifiedAt, tokens, language, at)
        }
        forget.run(at - forgottenAfter)
      })
    },
    countedTask(agentId, name) {
      const row = readOptionalRow(bodySchema, task.get(agentId, name))
      return row === null ? null : readRow(measuredInputSchema, JSON.parse(row.body))
    },
    keepTask(agentId, name, measured) {
      keepTask.run(agentId, name, JSON.stringify(measured))
    },
    endedRuns: (agentId, limit) =>
      readRows(bodySchema, ended.all(agentId, limit)).map(({ body }) => readRow(endedRunSchema, JSON.parse(body))),
    usageSince: (agentId, from) =>
      readRows(z.object({ created_at: instantSchema, usage: z.string() }), since.all(agentId, from)).map((row) => ({
        createdAt: row.created_at,
        usage: readRow(usageTotalsSchema, JSON.parse(row.usage)),
      })),
  }
}

import type { DatabaseSync } from 'node:sqlite'
import type { AppError } from '../../../shared/contract/errors.ts'
import type { Instant } from '../../../shared/model/brand.ts'
import type { RunState } from '../../../shared/model/run.ts'

/** Nobody knows how far they came: an act done twice is worse than a run that is started again by its owner. */
export function failUnfinished(db: DatabaseSync, now: Instant, error: AppError): void {
  const state: RunState = { name: 'failed', reason: 'error', error }
  db.prepare(
    `UPDATE runs SET body = json_set(body, '$.state', json(?), '$.endedAt', ?), plan = NULL WHERE plan IS NOT NULL AND json_valid(body)`,
  ).run(JSON.stringify(state), now)
  db.exec('UPDATE runs SET plan = NULL WHERE plan IS NOT NULL')
}

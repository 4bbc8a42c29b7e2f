import type { DatabaseSync } from 'node:sqlite'
import type { Clock } from '../shared/model/clock.ts'
import { createPickedProgramRepository } from './storage/companion/picked-programs.ts'
import { createProgramGrants } from './supervisor/agents/program-grants.ts'

/** What agents may use besides models and files: programs of this computer. */
export function composeTools({ db, clock }: { db: DatabaseSync; clock: Clock }) {
  return { programs: createProgramGrants({ repository: createPickedProgramRepository(db), clock }) }
}

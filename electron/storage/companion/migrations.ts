import type { Migration } from '../migrate.ts'
import { actChangeColumns } from './acts.ts'
import { alertTables } from './alerts.ts'
import { agentTables } from './agent-tables.ts'
import { agentsToArrange } from './agents-to-arrange.ts'
import { firingDetails } from './firing-details.ts'
import { forecastTables } from './forecast-tables.ts'
import { keptAnswerTables } from './kept-answers.ts'
import { keptSecretTables } from './kept-secrets.ts'
import { modelPolicies } from './model-policies.ts'
import { pickedProgramTables } from './picked-programs.ts'
import { runValueTables } from './run-values.ts'
import { runTables } from './run-tables.ts'
import { seenItemTables } from './seen-items.ts'
import { shownActs } from './shown-acts.ts'
import { shownResultTables } from './shown-results.ts'
import { sourceTables } from './source-tables.ts'
import { supervisionTables } from './supervision-tables.ts'

/** The shapes of `companion.db`, one after the other; a published one never changes. */
export const companionMigrations: readonly Migration[] = [
  { version: 1, name: 'agents and runs', sql: agentTables + runTables },
  { version: 2, name: 'model policies of agents', sql: modelPolicies },
  { version: 3, name: 'causes of changes, and questions to the owner', sql: supervisionTables },
  { version: 4, name: 'what triggers wait for, and what happened', sql: sourceTables },
  { version: 5, name: 'how firings came to be, and their line', sql: firingDetails },
  { version: 6, name: 'forecasts', sql: forecastTables },
  { version: 7, name: 'passwords of mailboxes and secrets of webhooks', sql: keptSecretTables },
  { version: 8, name: 'agents whose triggers are to be armed', sql: agentsToArrange },
  { version: 9, name: 'programs the owner picked', sql: pickedProgramTables },
  { version: 10, name: 'what agents have seen of their sources', sql: seenItemTables },
  { version: 11, name: 'acts as they are shown, and what was agreed to for always', sql: shownActs },
  { version: 12, name: 'how files were changed, and what they were', sql: actChangeColumns },
  { version: 13, name: 'what can be seen of results', sql: shownResultTables },
  { version: 14, name: 'answers that need not be asked for again', sql: keptAnswerTables },
  { version: 15, name: 'what runs were worth, and what their owner thinks of them', sql: runValueTables },
  { version: 16, name: 'what the owner was told', sql: alertTables },
]

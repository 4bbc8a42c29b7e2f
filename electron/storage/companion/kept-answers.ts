import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { AgentId, Instant, RunId } from '../../../shared/model/brand.ts'
import type { AnswerTokens } from '../../../shared/model/reuse.ts'
import { readOptionalRow } from '../read-rows.ts'

/** Whole answers of models, by agent and by what was asked word for word, so that the same is never paid for twice. */
export const keptAnswerTables = `
CREATE TABLE kept_answers (
  agent_id TEXT NOT NULL,
  key TEXT NOT NULL,
  text TEXT NOT NULL,
  input_tokens INTEGER,
  output_tokens INTEGER,
  used_at INTEGER NOT NULL,
  PRIMARY KEY (agent_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_answers_by_use ON kept_answers (agent_id, used_at);
-- Which run took which, so that one that goes on after a kill counts each once.
CREATE TABLE reused_answers (
  run_id TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (run_id, key)
) STRICT, WITHOUT ROWID;
`

/** Answers of an agent beyond these are let go of, those that were used longest ago first. */
export const mostKeptAnswers = 2000
/** Longer answers are asked for again. */
export const longestKeptAnswer = 30_000

export type KeptAnswer = { readonly text: string; readonly tokens: AnswerTokens | null }

export type KeptAnswerRepository = {
  /** An answer the agent got before. `isNew`: this run has not taken it yet. */
  take(agentId: AgentId, runId: RunId, key: string, at: Instant): (KeptAnswer & { readonly isNew: boolean }) | null
  keep(agentId: AgentId, key: string, answer: KeptAnswer, at: Instant): void
  /** Forgets what belongs to agents and runs that are gone. */
  sweep(): void
}

/** Answers that need not be asked for again, as rows of `companion.db`. */
export function createKeptAnswerRepository(db: DatabaseSync): KeptAnswerRepository {
  const find = db.prepare('SELECT text, input_tokens, output_tokens FROM kept_answers WHERE agent_id = ? AND key = ?')
  const touch = db.prepare('UPDATE kept_answers SET used_at = ? WHERE agent_id = ? AND key = ?')
  const count = db.prepare('INSERT INTO reused_answers (run_id, key) VALUES (?, ?) ON CONFLICT DO NOTHING')
  const put = db.prepare(
    `INSERT INTO kept_answers (agent_id, key, text, input_tokens, output_tokens, used_at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (agent_id, key) DO UPDATE SET text = excluded.text, input_tokens = excluded.input_tokens,
       output_tokens = excluded.output_tokens, used_at = excluded.used_at`,
  )
  const prune = db.prepare(
    `DELETE FROM kept_answers WHERE agent_id = ?1 AND used_at < (
       SELECT used_at FROM kept_answers WHERE agent_id = ?1 ORDER BY used_at DESC LIMIT 1 OFFSET ${mostKeptAnswers - 1}
     )`,
  )
  return {
    take(agentId, runId, key, at) {
      const row = readOptionalRow(rowSchema, find.get(agentId, key))
      if (row === null) return null
      touch.run(at, agentId, key)
      const { text, input_tokens: input, output_tokens: output } = row
      const tokens = input === null || output === null ? null : { input, output }
      return { text, tokens, isNew: count.run(runId, key).changes === 1 }
    },
    keep(agentId, key, { text, tokens }, at) {
      put.run(agentId, key, text, tokens?.input ?? null, tokens?.output ?? null, at)
      prune.run(agentId)
    },
    sweep() {
      db.exec(`DELETE FROM kept_answers WHERE agent_id NOT IN (SELECT id FROM agents WHERE removed_at IS NULL);
        DELETE FROM reused_answers WHERE run_id NOT IN (SELECT id FROM runs WHERE plan IS NOT NULL)`)
    },
  }
}

const rowSchema = z.object({
  text: z.string(),
  input_tokens: z.number().nullable(),
  output_tokens: z.number().nullable(),
})

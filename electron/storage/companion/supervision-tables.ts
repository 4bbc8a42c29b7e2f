/** Why a run changed its state, and the questions runs ask their owner. */
export const supervisionTables = `
ALTER TABLE run_changes ADD COLUMN cause TEXT NOT NULL DEFAULT 'unknown';

CREATE TABLE approvals (
  id TEXT PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES runs (id),
  step_id TEXT NOT NULL,
  item TEXT NOT NULL,
  body TEXT NOT NULL,
  -- All of what is asked about, as Markdown.
  preview TEXT NOT NULL,
  deadline INTEGER NOT NULL,
  -- NULL while the question is open.
  answered_at INTEGER,
  -- A run that comes to the same place again finds its question.
  UNIQUE (run_id, step_id, item)
) STRICT;
CREATE INDEX approvals_open ON approvals (deadline) WHERE answered_at IS NULL;
`

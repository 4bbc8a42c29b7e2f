/**
 * The tables of runs and of everything a run must not lose: its changes of state, the checkpoints of its steps, the journal of
 * its acts, its deliverables and what it left out. Bodies are JSON of the model's own schema.
 */
export const runTables = `
CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL REFERENCES agents (id),
  created_at INTEGER NOT NULL,
  body TEXT NOT NULL,
  -- What the run does, fixed when it was created; NULL once it has ended.
  plan TEXT,
  -- 0 while the gateway has not said what the run cost in the end.
  settled INTEGER NOT NULL
) STRICT;
CREATE INDEX runs_by_created ON runs (created_at);
CREATE INDEX runs_by_agent ON runs (agent_id, created_at);
CREATE INDEX runs_live ON runs (id) WHERE plan IS NOT NULL;
CREATE INDEX runs_unsettled ON runs (id) WHERE plan IS NULL AND settled = 0;

CREATE TABLE run_changes (
  run_id TEXT NOT NULL REFERENCES runs (id),
  position INTEGER NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoints (
  run_id TEXT NOT NULL REFERENCES runs (id),
  step_id TEXT NOT NULL,
  item TEXT NOT NULL,
  value TEXT NOT NULL,
  UNIQUE (run_id, step_id, item)
) STRICT;

CREATE TABLE acts (
  run_id TEXT NOT NULL REFERENCES runs (id),
  step_id TEXT NOT NULL,
  item TEXT NOT NULL,
  -- Where the first try put it; a later try uses the same place.
  path TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  begun_at INTEGER NOT NULL,
  -- NULL while it is not known to be done.
  done_at INTEGER,
  PRIMARY KEY (run_id, step_id, item)
) STRICT, WITHOUT ROWID;

CREATE TABLE deliverables (
  id TEXT PRIMARY KEY,
  run_id TEXT NOT NULL REFERENCES runs (id),
  body TEXT NOT NULL,
  -- Markdown for the page, where the file itself is not text to read.
  preview TEXT
) STRICT;
CREATE INDEX deliverables_by_run ON deliverables (run_id);

CREATE TABLE left_out (
  run_id TEXT NOT NULL REFERENCES runs (id),
  item TEXT NOT NULL,
  code TEXT NOT NULL,
  body TEXT NOT NULL,
  UNIQUE (run_id, item, code)
) STRICT;
`

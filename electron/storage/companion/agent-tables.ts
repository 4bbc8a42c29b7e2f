/**
 * The tables of agents, their triggers and firings, the folders the owner picked, and model providers. Bodies are JSON of the
 * model's own schema; a column of its own exists only for what is searched or must be unique.
 */
export const agentTables = `
CREATE TABLE agents (
  id TEXT PRIMARY KEY,
  body TEXT NOT NULL,
  removed_at INTEGER
) STRICT;

CREATE TABLE triggers (
  agent_id TEXT NOT NULL REFERENCES agents (id),
  trigger_id TEXT NOT NULL,
  -- The trigger as it was when next_due was computed: another one is computed anew.
  definition TEXT NOT NULL,
  next_due INTEGER,
  -- Since when the trigger is as it is: earlier moments are none of its own.
  armed_at INTEGER NOT NULL,
  -- What the clock said when next_due was computed: a clock that is now earlier was turned back.
  computed_at INTEGER NOT NULL,
  PRIMARY KEY (agent_id, trigger_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX triggers_by_due ON triggers (next_due);
CREATE INDEX triggers_by_computed ON triggers (computed_at);

CREATE TABLE firings (
  id TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL REFERENCES agents (id),
  trigger_id TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  run_id TEXT,
  -- Why it was not started, as JSON.
  error TEXT,
  decided_at INTEGER NOT NULL,
  -- One moment is answered once, whatever the clock does.
  UNIQUE (agent_id, trigger_id, due_at)
) STRICT;
CREATE INDEX firings_not_on_time ON firings (due_at) WHERE outcome <> 'ran';
-- Decided to run, and the app went away before the run was linked.
CREATE INDEX firings_unanswered ON firings (decided_at) WHERE run_id IS NULL AND outcome IN ('ran', 'ranLate');

CREATE TABLE picked_folders (
  path TEXT NOT NULL,
  access TEXT NOT NULL,
  picked_at INTEGER NOT NULL,
  PRIMARY KEY (path, access)
) STRICT, WITHOUT ROWID;

CREATE TABLE providers (
  id TEXT PRIMARY KEY,
  body TEXT NOT NULL
) STRICT;

CREATE TABLE provider_keys (
  provider_id TEXT PRIMARY KEY REFERENCES providers (id) ON DELETE CASCADE,
  -- Base64 ciphertext of the system's key store, or the key itself where the owner agreed to that.
  storage TEXT NOT NULL CHECK (storage IN ('protected', 'unprotected')),
  content TEXT NOT NULL
) STRICT;
`

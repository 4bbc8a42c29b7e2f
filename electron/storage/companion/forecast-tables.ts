/**
 * What forecasts go by: how many tokens each file had when it was last read, known by its path, size and date; and what lay in the
 * folders of a task when it was last counted.
 */
export const forecastTables = `
CREATE TABLE counted_files (
  path TEXT PRIMARY KEY,
  bytes INTEGER NOT NULL,
  modified_at INTEGER NOT NULL,
  -- 0 where it could not be read.
  tokens INTEGER NOT NULL,
  language TEXT NOT NULL,
  counted_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX counted_files_by_age ON counted_files (counted_at);

CREATE TABLE counted_tasks (
  agent_id TEXT PRIMARY KEY REFERENCES agents (id),
  -- The steps that read, by a hash; a task that reads something else is counted anew.
  task TEXT NOT NULL,
  body TEXT NOT NULL
) STRICT, WITHOUT ROWID;
`

/** What a question is about as structure, what its owner made of it, and what they agreed to once and for all. */
export const shownActs = `
-- JSON; NULL for a question about what was made.
ALTER TABLE approvals ADD COLUMN act TEXT;
ALTER TABLE approvals ADD COLUMN edited TEXT;

CREATE TABLE standing_yeses (
  id TEXT PRIMARY KEY,
  agent_id TEXT NOT NULL REFERENCES agents (id),
  -- What it covers, as JSON; the same is not kept twice.
  covers TEXT NOT NULL,
  given_at INTEGER NOT NULL,
  UNIQUE (agent_id, covers)
) STRICT;
`

/** What triggers wait for, how far each was read, and what happened when one fired. */
export const sourceTables = `
CREATE TABLE source_states (
  agent_id TEXT NOT NULL REFERENCES agents (id),
  trigger_id TEXT NOT NULL,
  -- What is looked at, as it was when the cursor was made: another one begins anew.
  target TEXT NOT NULL,
  -- How far it was read, in the form of whoever looks.
  cursor BLOB,
  body TEXT NOT NULL,
  PRIMARY KEY (agent_id, trigger_id)
) STRICT;

CREATE TABLE firing_facts (
  firing_id TEXT PRIMARY KEY REFERENCES firings (id),
  body TEXT NOT NULL
) STRICT;
`

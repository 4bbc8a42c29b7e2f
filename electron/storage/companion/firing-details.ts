/** What firings tell beyond their outcome, and the line of those that are still to start. */
export const firingDetails = `
-- The moment the trigger named, where quiet hours or a random delay moved it.
ALTER TABLE firings ADD COLUMN moved_from INTEGER;
-- Why it was not answered on time.
ALTER TABLE firings ADD COLUMN cause TEXT;
DROP INDEX firings_unanswered;
CREATE INDEX firings_to_start ON firings (agent_id, due_at)
  WHERE run_id IS NULL AND outcome IN ('ran', 'ranLate', 'waited');
`

/**
 * Which agents were written since their triggers were armed. The mark is set with the agent itself and taken away when its
 * triggers are armed, so that after a crash only those are looked at, however many agents there are.
 */
export const agentsToArrange = `
CREATE TABLE agents_to_arrange (agent_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TRIGGER agent_added AFTER INSERT ON agents BEGIN
  INSERT INTO agents_to_arrange VALUES (new.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER agent_changed AFTER UPDATE ON agents BEGIN
  INSERT INTO agents_to_arrange VALUES (new.id) ON CONFLICT DO NOTHING;
END;
INSERT INTO agents_to_arrange SELECT id FROM agents;
`

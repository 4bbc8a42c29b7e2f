/** An agent named a model or none; from here on it has a policy. Agents, removed ones too, and the plans of runs that go on. */
export const modelPolicies = `${rewritten('agents', 'body', '$')}
${rewritten('runs', 'plan', '$.agent')}`

function rewritten(table: string, column: string, agent: string): string {
  return `
UPDATE ${table} SET ${column} = json_remove(
  json_set(${column}, '${agent}.modelPolicy', json(
    CASE json_type(${column}, '${agent}.model')
      WHEN 'object' THEN json_object('kind', 'named', 'model', json(json_extract(${column}, '${agent}.model')))
      ELSE json_object('kind', 'usual')
    END)),
  '${agent}.model')
WHERE ${column} IS NOT NULL AND json_type(${column}, '${agent}.modelPolicy') IS NULL;`
}

import type { DatabaseSync } from 'node:sqlite'
import { recountDaySums, tokenColumns } from '../../electron/gateway/ledger/day-sums.ts'

const columns = `call, run, agent, model, at, day, charge, pricing, currency, input, cached_read, cache_write,
  image_input, audio_input, output, reasoning, audio_output, micros, pico_rest, estimated, basis`
const marks = `(${Array(21).fill('?').join(', ')})`
export const insertEvent = `INSERT INTO usage_events (${columns}) VALUES ${marks}`

const agents = 20
const models = 6
/** An agent has a model of its own, and two more that stand in or were tried. */
const modelsOfAgent = 3
const callsOfRun = 50
/**
 * A year of usage events, 2026, of 20 agents, each with three of 6 models, every model in its own currency; one in 97 was charged
 * again. With it the rollups and the sums of runs by day, counted in SQL.
 */
export function seedEvents(db: DatabaseSync, count: number): void {
  const numbers = (most: number) =>
    `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${most})`
  const agent = `1 + n % ${agents}`
  const runs = (1 + Math.floor(count / (agents * callsOfRun))) * agents
  const run = `1 + n / ${agents * callsOfRun} * ${agents} + n % ${agents}`
  const model = `1 + (n % ${agents} + n / ${agents} % ${modelsOfAgent}) % ${models}`
  // What millions of rows are checked for is right by construction.
  const { sql } = db.prepare(`SELECT sql FROM sqlite_schema WHERE name = 'usage_events_are_new'`).get() ?? {}
  db.exec(`PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -200000;
    DROP TRIGGER usage_events_are_new`)
  db.exec(`BEGIN;
    ${numbers(agents)} INSERT INTO agents SELECT n, 'agent-' || n FROM numbers;
    ${numbers(models)} INSERT INTO models SELECT n, 'vendor', 'model-' || n FROM numbers;
    ${numbers(runs)} INSERT INTO runs SELECT n, 'run-' || n, 1 + (n - 1) % ${agents}, 'agent' FROM numbers;
    ${numbers(agents)} INSERT INTO model_calls
      SELECT n, n, 'step/item/' || n, '', 1, 1, NULL, 'done', 1, 1, 0, 0, NULL FROM numbers;
    ${numbers(count)} INSERT INTO usage_events (${columns})
      SELECT ${agent}, ${run}, ${agent}, ${model}, 1767225600000 + n * 31536000000 / ${count},
        date('2026-01-01', (n * 365 / (${count} + 1)) || ' days'), 1 + (n % 97 = 0), 'known',
        CASE (${model}) % 3 WHEN 0 THEN 'CNY' ELSE 'USD' END,
        900 + n % 100, n % 50, 0, 0, 0, 120 + n % 7, n % 2, 0, 207 + n % 90, n % 1000000, n % 40 = 0, 'reported' FROM numbers;
    ${rollupsOfEvents};
    ${runDaysOfEvents};
    COMMIT;
    ${String(sql)}`)
  recountDaySums(db, null)
  db.exec('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -2000')
}

/** All money is put to the call itself. */
const rollupsOfEvents = `CREATE TEMP TABLE sums AS SELECT day, agent, model, charge > 1 AS retry, pricing, currency, COUNT(*) AS call,
    ${Object.values(tokenColumns)
      .map((column) => `SUM(${column}) AS ${column}`)
      .join(', ')},
    SUM(estimated) AS unsure_call, ${Object.values(tokenColumns)
      .map((column) => `SUM(estimated * ${column}) AS unsure_${column}`)
      .join(', ')},
    SUM(micros) AS micros, SUM(pico_rest) AS rest, SUM(estimated * micros) AS unsure_micros, SUM(estimated * pico_rest) AS unsure_rest
  FROM usage_events GROUP BY 1, 2, 3, 4, 5, 6;
  INSERT INTO rollups SELECT day, agent, model, retry, pricing, currency, 'call', call, micros + rest / 1000000, rest % 1000000,
    unsure_call, unsure_micros + unsure_rest / 1000000, unsure_rest % 1000000 FROM sums;
  ${Object.entries(tokenColumns)
    .map(
      ([kind, column]) => `INSERT INTO rollups SELECT day, agent, model, retry, pricing, currency, '${kind}',
        ${column}, 0, 0, unsure_${column}, 0, 0 FROM sums WHERE ${column} > 0;`,
    )
    .join('\n')}
  DROP TABLE sums`

/** Nobody can say what a call without a price was spared. */
const runDaysOfEvents = `INSERT INTO run_days SELECT day, run, model, 0, charge > 1, pricing, currency, COUNT(*),
    SUM(micros) + SUM(pico_rest) / 1000000, SUM(pico_rest) % 1000000, 0, 0, 0, 0, COUNT(*)
  FROM usage_events GROUP BY 1, 2, 3, 5, 6, 7`

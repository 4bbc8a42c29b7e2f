import type { DatabaseSync } from 'node:sqlite'
import { findDisagreement, recount } from '../../electron/gateway/ledger/sums.ts'

const columns = `call, run, agent, model, at, day, charge, pricing, currency, input, cached_read, cache_write,
  image_input, audio_input, output, reasoning, audio_output, micros, pico_rest, estimated, basis`
export const insertEvent = `INSERT INTO usage_events (${columns}) VALUES (${Array(21).fill('?').join(', ')})`

const agents = 20
const models = 5

/** A year of usage events, 2026, of 20 agents with 5 models, and the sums that belong to them. */
export function seedEvents(db: DatabaseSync, count: number): void {
  const numbers = (most: number) =>
    `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${most})`
  db.exec('PRAGMA synchronous = OFF')
  db.exec(`BEGIN;
    ${numbers(agents)} INSERT INTO agents SELECT n, 'agent-' || n FROM numbers;
    ${numbers(models)} INSERT INTO models SELECT n, 'vendor', 'model-' || n FROM numbers;
    ${numbers(agents)} INSERT INTO runs SELECT n, 'run-' || n, n, 'agent' FROM numbers;
    ${numbers(agents)} INSERT INTO model_calls
      SELECT n, n, 'step/item/' || n, '', 1, 1, NULL, 'done', 1, 1, 0, 0, NULL FROM numbers;
    ${numbers(count)} INSERT INTO usage_events (${columns})
      SELECT 1 + n % ${agents}, 1 + n % ${agents}, 1 + n % ${agents}, 1 + (n / ${agents}) % ${models},
        1767225600000 + n * 31536000000 / ${count}, date('2026-01-01', (n * 365 / (${count} + 1)) || ' days'), 1, 'known',
        CASE n % 3 WHEN 0 THEN 'CNY' ELSE 'USD' END,
        900 + n % 100, n % 50, 0, 0, 0, 120 + n % 7, n % 2, 0, 207 + n % 90, n % 1000000, n % 40 = 0, 'reported' FROM numbers;
    COMMIT`)
  const wrong = findDisagreement(db)
  recount(db, wrong)
  db.exec('PRAGMA synchronous = FULL')
}

import type { Migration } from '../../storage/migrate.ts'

/**
 * The tables of ledger.db. Money is whole micro-units (`micros`) and the rest below them in pico-units (0 to 999,999), so that
 * sums neither round nor leave SQLite's 64-bit integers. Days are `YYYY-MM-DD` in the PC's zone at the event.
 */
export const ledgerMigrations: readonly Migration[] = [
  {
    version: 1,
    name: 'calls, usage events, rollups and run totals',
    sql: `
CREATE TABLE agents (id INTEGER PRIMARY KEY, agent_id TEXT NOT NULL UNIQUE) STRICT;

CREATE TABLE runs (
  id INTEGER PRIMARY KEY,
  run_id TEXT NOT NULL UNIQUE,
  agent INTEGER NOT NULL REFERENCES agents (id),
  kind TEXT NOT NULL
) STRICT;

CREATE TABLE models (
  id INTEGER PRIMARY KEY,
  provider_id TEXT NOT NULL,
  name TEXT NOT NULL,
  UNIQUE (provider_id, name)
) STRICT;

-- Every price that was ever applied, as it was: old events keep it whatever is corrected later.
CREATE TABLE prices_applied (
  id INTEGER PRIMARY KEY,
  hash TEXT NOT NULL UNIQUE,
  price TEXT NOT NULL,
  first_applied_at INTEGER NOT NULL
) STRICT;

CREATE TABLE model_calls (
  id INTEGER PRIMARY KEY,
  run INTEGER NOT NULL REFERENCES runs (id),
  call_key TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  -- 1, or more where an earlier call of the same key was lost or failed.
  attempt INTEGER NOT NULL,
  model INTEGER NOT NULL REFERENCES models (id),
  price INTEGER REFERENCES prices_applied (id),
  -- open: may be at the provider now. waiting: nothing is at the provider, it will be tried again.
  state TEXT NOT NULL CHECK (state IN ('open', 'waiting', 'done', 'failed', 'cut', 'stopped', 'lost')),
  intended_at INTEGER NOT NULL,
  ended_at INTEGER,
  input_estimate INTEGER NOT NULL,
  -- Tokens received so far, noted now and then: what a lost call is estimated by.
  output_so_far INTEGER NOT NULL DEFAULT 0,
  error TEXT,
  UNIQUE (run, call_key, request_hash, attempt)
) STRICT;
CREATE INDEX model_calls_unsettled ON model_calls (id) WHERE state IN ('open', 'waiting');

-- Kept answers, until their run ends; apart from the calls, whose rows stay small.
CREATE TABLE replies (
  call INTEGER PRIMARY KEY REFERENCES model_calls (id),
  reply TEXT NOT NULL
) STRICT;

CREATE TABLE usage_events (
  id INTEGER PRIMARY KEY,
  call INTEGER NOT NULL REFERENCES model_calls (id),
  run INTEGER NOT NULL REFERENCES runs (id),
  agent INTEGER NOT NULL REFERENCES agents (id),
  model INTEGER NOT NULL REFERENCES models (id),
  price INTEGER REFERENCES prices_applied (id),
  at INTEGER NOT NULL,
  day TEXT NOT NULL,
  -- 1, or more where the same call had been charged before (lost or cut, then asked again).
  charge INTEGER NOT NULL,
  pricing TEXT NOT NULL CHECK (pricing IN ('known', 'free', 'unknown')),
  currency TEXT NOT NULL,
  input INTEGER NOT NULL CHECK (input >= 0),
  cached_read INTEGER NOT NULL CHECK (cached_read >= 0),
  cache_write INTEGER NOT NULL CHECK (cache_write >= 0),
  image_input INTEGER NOT NULL CHECK (image_input >= 0),
  audio_input INTEGER NOT NULL CHECK (audio_input >= 0),
  output INTEGER NOT NULL CHECK (output >= 0),
  reasoning INTEGER NOT NULL CHECK (reasoning >= 0),
  audio_output INTEGER NOT NULL CHECK (audio_output >= 0),
  micros INTEGER NOT NULL CHECK (micros >= 0),
  pico_rest INTEGER NOT NULL CHECK (pico_rest BETWEEN 0 AND 999999),
  estimated INTEGER NOT NULL CHECK (estimated IN (0, 1)),
  -- Why the event says what it says.
  basis TEXT NOT NULL CHECK (basis IN ('reported', 'counted', 'cut', 'failed', 'stopped', 'lost')),
  raw_usage TEXT
) STRICT;
-- Calls are numbered in order, so writing this index touches one page; a run's events are found by its calls.
CREATE INDEX usage_events_by_call ON usage_events (call);

-- Events older than the newest of these may be deleted, and no others.
CREATE TABLE retention (
  id INTEGER PRIMARY KEY,
  declared_at INTEGER NOT NULL,
  delete_before INTEGER NOT NULL
) STRICT;

CREATE TRIGGER usage_events_are_final BEFORE UPDATE ON usage_events
BEGIN SELECT RAISE (ABORT, 'usage events are append-only'); END;

-- REPLACE deletes without asking the trigger below.
CREATE TRIGGER usage_events_are_new BEFORE INSERT ON usage_events
WHEN EXISTS (SELECT 1 FROM usage_events WHERE id = NEW.id)
BEGIN SELECT RAISE (ABORT, 'usage events are append-only'); END;

CREATE TRIGGER usage_events_stay BEFORE DELETE ON usage_events
WHEN NOT EXISTS (SELECT 1 FROM retention WHERE OLD.at < delete_before)
BEGIN SELECT RAISE (ABORT, 'usage events are kept unless retention says otherwise'); END;

-- quantity: tokens of the kind, or calls where the kind is 'call'. currency is '' where nothing is charged or known.
CREATE TABLE rollups (
  day TEXT NOT NULL,
  agent INTEGER NOT NULL REFERENCES agents (id),
  model INTEGER NOT NULL REFERENCES models (id),
  retry INTEGER NOT NULL CHECK (retry IN (0, 1)),
  pricing TEXT NOT NULL,
  currency TEXT NOT NULL,
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  micros INTEGER NOT NULL,
  pico_rest INTEGER NOT NULL,
  estimated_quantity INTEGER NOT NULL,
  estimated_micros INTEGER NOT NULL,
  estimated_pico_rest INTEGER NOT NULL,
  PRIMARY KEY (day, agent, model, retry, pricing, currency, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_totals (
  run INTEGER NOT NULL REFERENCES runs (id),
  pricing TEXT NOT NULL,
  currency TEXT NOT NULL,
  kind TEXT NOT NULL,
  quantity INTEGER NOT NULL,
  micros INTEGER NOT NULL,
  pico_rest INTEGER NOT NULL,
  estimated_quantity INTEGER NOT NULL,
  estimated_micros INTEGER NOT NULL,
  estimated_pico_rest INTEGER NOT NULL,
  PRIMARY KEY (run, pricing, currency, kind)
) STRICT, WITHOUT ROWID;
`,
  },
  {
    version: 2,
    name: 'reservations',
    sql: `
-- Money and tokens set aside for calls, as far as they are under a budget. Written with the intent, before anything is sent.
CREATE TABLE reservations (
  call INTEGER PRIMARY KEY REFERENCES model_calls (id),
  tokens INTEGER NOT NULL CHECK (tokens >= 0),
  -- '' where nothing is charged, or where nobody knows.
  currency TEXT NOT NULL,
  micros INTEGER NOT NULL CHECK (micros >= 0),
  pico_rest INTEGER NOT NULL CHECK (pico_rest BETWEEN 0 AND 999999),
  -- NULL while the call is under way. A day: the call broke off, and this much more may be charged for it.
  day TEXT
) STRICT;
`,
  },
  {
    version: 3,
    name: 'sums of days',
    sql: `
-- What rollups hold, in one row for all kinds of token: a report over a month reads a few thousand rows.
CREATE TABLE day_sums (
  day TEXT NOT NULL,
  agent INTEGER NOT NULL REFERENCES agents (id),
  model INTEGER NOT NULL REFERENCES models (id),
  retry INTEGER NOT NULL CHECK (retry IN (0, 1)),
  pricing TEXT NOT NULL,
  currency TEXT NOT NULL,
  calls INTEGER NOT NULL,
  input INTEGER NOT NULL,
  cached_read INTEGER NOT NULL,
  cache_write INTEGER NOT NULL,
  image_input INTEGER NOT NULL,
  audio_input INTEGER NOT NULL,
  output INTEGER NOT NULL,
  reasoning INTEGER NOT NULL,
  audio_output INTEGER NOT NULL,
  estimated_tokens INTEGER NOT NULL,
  micros INTEGER NOT NULL,
  pico_rest INTEGER NOT NULL,
  estimated_micros INTEGER NOT NULL,
  estimated_pico_rest INTEGER NOT NULL,
  PRIMARY KEY (day, agent, model, retry, pricing, currency)
) STRICT, WITHOUT ROWID;

INSERT INTO day_sums SELECT day, agent, model, retry, pricing, currency,
    SUM(CASE kind WHEN 'call' THEN quantity ELSE 0 END),
    SUM(CASE kind WHEN 'input' THEN quantity ELSE 0 END),
    SUM(CASE kind WHEN 'cachedRead' THEN quantity ELSE 0 END),
    SUM(CASE kind WHEN 'cacheWrite' THEN quantity ELSE 0 END),
    SUM(CASE kind WHEN 'imageInput' THEN quantity ELSE 0 END),
    SUM(CASE kind WHEN 'audioInput' THEN quantity ELSE 0 END),
    SUM(CASE kind WHEN 'output' THEN quantity ELSE 0 END),
    SUM(CASE kind WHEN 'reasoning' THEN quantity ELSE 0 END),
    SUM(CASE kind WHEN 'audioOutput' THEN quantity ELSE 0 END),
    SUM(CASE kind WHEN 'call' THEN 0 ELSE estimated_quantity END),
    SUM(micros) + SUM(pico_rest) / 1000000, SUM(pico_rest) % 1000000,
    SUM(estimated_micros) + SUM(estimated_pico_rest) / 1000000, SUM(estimated_pico_rest) % 1000000
  FROM rollups GROUP BY day, agent, model, retry, pricing, currency;
`,
  },
  {
    version: 4,
    name: 'account readings',
    sql: `
-- What vendors told of the accounts behind their keys, to be compared with what was charged in between.
CREATE TABLE account_readings (
  id INTEGER PRIMARY KEY,
  provider_id TEXT NOT NULL,
  -- The same for the same address and key; no key can be read back from it.
  account TEXT NOT NULL,
  at INTEGER NOT NULL,
  -- The newest usage event when it was read; what is booked is counted from there on.
  last_event INTEGER NOT NULL,
  -- 1: it is compared from here on.
  begins INTEGER NOT NULL CHECK (begins IN (0, 1)),
  unpriced_calls INTEGER NOT NULL CHECK (unpriced_calls >= 0),
  -- Lists, exact amounts as text: 'balances' is empty where the vendor was asked in vain.
  balances TEXT NOT NULL,
  booked TEXT NOT NULL
) STRICT;
CREATE INDEX account_readings_of ON account_readings (provider_id, id);
`,
  },
  {
    version: 5,
    name: 'sums of runs by day',
    sql: `
-- What each run used on a day, by model and by the price that was applied, and what it was spared.
CREATE TABLE run_days (
  day TEXT NOT NULL,
  run INTEGER NOT NULL REFERENCES runs (id),
  model INTEGER NOT NULL REFERENCES models (id),
  -- 0: no price was known.
  price INTEGER NOT NULL,
  retry INTEGER NOT NULL CHECK (retry IN (0, 1)),
  pricing TEXT NOT NULL,
  currency TEXT NOT NULL,
  calls INTEGER NOT NULL,
  micros INTEGER NOT NULL,
  pico_rest INTEGER NOT NULL,
  -- Spared by reading from a cache; below zero where writing to it cost more.
  cache_micros INTEGER NOT NULL,
  cache_rest INTEGER NOT NULL CHECK (cache_rest BETWEEN 0 AND 999999),
  -- Spared by cheaper hours.
  hours_micros INTEGER NOT NULL,
  hours_rest INTEGER NOT NULL CHECK (hours_rest BETWEEN 0 AND 999999),
  -- Calls whose amount their price does not explain: what they were spared is not known.
  unexplained INTEGER NOT NULL,
  PRIMARY KEY (day, run, model, price, retry, pricing, currency)
) STRICT, WITHOUT ROWID;

-- Events up to \`until\` are older than these sums; those up to \`through\` have been counted since.
CREATE TABLE run_days_counted (through INTEGER NOT NULL, until INTEGER NOT NULL) STRICT;
INSERT INTO run_days_counted SELECT 0, coalesce(max(id), 0) FROM usage_events;
`,
  },
]

import { createHash } from 'node:crypto'
import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import type { AppError } from '../../../shared/contract/errors.ts'
import { type Instant, instantSchema, type RunId } from '../../../shared/model/brand.ts'
import { type Price, priceSchema } from '../../../shared/model/price.ts'
import { readOptionalRow, readRow } from '../../storage/read-rows.ts'
import { type KeptReply, keptReplySchema } from '../calls/kept-reply.ts'
import type { CallIntent, RecordedCall } from './ledger.ts'

/** A call that an earlier gateway left without an end. */
export type UnsettledCall = RecordedCall & {
  state: 'open' | 'waiting'
  inputEstimate: number
  outputSoFar: number
  intendedAt: Instant
  appliedPrice: Price | null
}

export type CallRows = {
  intend(intent: CallIntent, at: Instant): RecordedCall
  /** The number of a price in the books; null for one that is not known. */
  priceNumber(price: Price | null, at: Instant): number | null
  setState(id: number, state: 'open' | 'waiting'): void
  note(id: number, outputTokens: number): void
  end(id: number, end: { state: string; reply: KeptReply | null; error: AppError | null; at: Instant }): void
  /** How often the same call has been charged under earlier attempts. */
  chargesBefore(id: number): number
  keptReply(runId: RunId, callKey: string, requestHash: string): KeptReply | null
  dropReplies(runId: RunId): void
  /** `unreadable`: the numbers of those that we cannot have written so. */
  unsettled(): { calls: UnsettledCall[]; unreadable: number[] }
}

/** The rows of model calls and of what they name; writes belong into the caller's transaction. */
export function createCallRows(db: DatabaseSync): CallRows {
  const numberOf = createNumbering(db)
  const nextAttempt = db.prepare(
    'SELECT COALESCE(MAX(attempt), 0) + 1 AS number FROM model_calls WHERE run = ? AND call_key = ? AND request_hash = ?',
  )
  const insertCall = db.prepare(`INSERT INTO model_calls
    (run, call_key, request_hash, attempt, model, price, state, intended_at, input_estimate)
    VALUES (?, ?, ?, ?, ?, ?, 'open', ?, ?) RETURNING id AS number`)
  const updateState = db.prepare(`UPDATE model_calls SET state = ? WHERE id = ? AND ended_at IS NULL`)
  const updateOutput = db.prepare('UPDATE model_calls SET output_so_far = ? WHERE id = ? AND ended_at IS NULL')
  const endCall = db.prepare('UPDATE model_calls SET state = ?, error = ?, ended_at = ? WHERE id = ?')
  const insertReply = db.prepare('INSERT INTO replies (call, reply) VALUES (?, ?)')
  const countCharges = db.prepare(`SELECT COUNT(*) AS number FROM usage_events WHERE call IN (
    SELECT earlier.id FROM model_calls AS earlier JOIN model_calls AS this ON this.id = ?
    WHERE earlier.run = this.run AND earlier.call_key = this.call_key AND earlier.request_hash = this.request_hash
      AND earlier.id <> this.id)`)
  const selectReply = db.prepare(`SELECT reply FROM model_calls JOIN replies ON replies.call = model_calls.id
    WHERE run = (SELECT id FROM runs WHERE run_id = ?) AND call_key = ? AND request_hash = ?
    ORDER BY attempt DESC LIMIT 1`)
  const dropReplies = db.prepare(`DELETE FROM replies WHERE call IN (
    SELECT id FROM model_calls WHERE run = (SELECT id FROM runs WHERE run_id = ?))`)
  const selectUnsettled =
    db.prepare(`SELECT call.id, call.run, runs.agent, call.model, call.price, call.attempt, call.state,
      call.input_estimate AS inputEstimate, call.output_so_far AS outputSoFar, call.intended_at AS intendedAt, prices_applied.price AS priceText
    FROM model_calls AS call JOIN runs ON runs.id = call.run LEFT JOIN prices_applied ON prices_applied.id = call.price
    WHERE call.state IN ('open', 'waiting') ORDER BY call.id`)

  const priceNumber = (price: Price | null, at: Instant) => (price === null ? null : numberOf.price(price, at))

  return {
    priceNumber,
    intend({ pass, callKey, requestHash, reference, price, inputEstimate }, at) {
      const agent = numberOf.agent(pass.agentId)
      const run = numberOf.run(pass.runId, agent, pass.kind)
      const model = numberOf.model(reference.providerId, reference.model)
      const applied = priceNumber(price, at)
      const attempt = numberIn(nextAttempt.get(run, callKey, requestHash))
      const id = numberIn(insertCall.get(run, callKey, requestHash, attempt, model, applied, at, inputEstimate))
      return { id, run, agent, model, price: applied, attempt }
    },
    setState: (id, state) => void updateState.run(state, id),
    note: (id, outputTokens) => void updateOutput.run(outputTokens, id),
    end(id, { state, reply, error, at }) {
      endCall.run(state, error && JSON.stringify(error), at, id)
      if (reply !== null) insertReply.run(id, JSON.stringify(reply))
    },
    chargesBefore: (id) => numberIn(countCharges.get(id)),
    keptReply(runId, callKey, requestHash) {
      const row = readOptionalRow(replyRowSchema, selectReply.get(runId, callKey, requestHash))
      return row === null ? null : readRow(keptReplySchema, JSON.parse(row.reply))
    },
    dropReplies: (runId) => void dropReplies.run(runId),
    unsettled() {
      const calls: UnsettledCall[] = []
      const unreadable: number[] = []
      for (const row of selectUnsettled.all()) {
        const read = unsettledSchema.safeParse(row).data
        if (read === undefined) {
          unreadable.push(readRow(idSchema, row).id)
          continue
        }
        const { priceText, ...call } = read
        calls.push({ ...call, appliedPrice: priceText === null ? null : priceIn(priceText) })
      }
      return { calls, unreadable }
    },
  }
}

/** Gives every agent, run, model and price a short number, the same one each time. */
function createNumbering(db: DatabaseSync) {
  const agents = numbering(db, 'agents', ['agent_id'])
  const runs = numbering(db, 'runs', ['run_id'], ['agent', 'kind'])
  const models = numbering(db, 'models', ['provider_id', 'name'])
  const prices = numbering(db, 'prices_applied', ['hash'], ['price', 'first_applied_at'])
  /** Most calls come with a price that was written before. */
  const writtenPrices = new WeakMap<Price, { hash: string; text: string }>()
  return {
    agent: (agentId: string) => agents([agentId]),
    run: (runId: string, agent: number, kind: string) => runs([runId], [agent, kind]),
    model: (providerId: string, name: string) => models([providerId, name]),
    price(price: Price, at: Instant) {
      const { hash, text } = writtenPrices.get(price) ?? writtenPrice(price)
      writtenPrices.set(price, { hash, text })
      return prices([hash], [text, at])
    },
  }
}

function writtenPrice(price: Price): { hash: string; text: string } {
  const text = JSON.stringify(price)
  return { hash: createHash('sha256').update(text).digest('hex'), text }
}

function numbering(db: DatabaseSync, table: string, keys: string[], others: string[] = []) {
  const columns = [...keys, ...others]
  const find = db.prepare(`SELECT id AS number FROM ${table} WHERE ${keys.map((key) => `${key} = ?`).join(' AND ')}`)
  const add = db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
    RETURNING id AS number`)
  return (keyValues: string[], otherValues: (string | number)[] = []): number =>
    numberIn(find.get(...keyValues) ?? add.get(...keyValues, ...otherValues))
}

const numberRowSchema = z.object({ number: z.number().int() })
function numberIn(row: unknown): number {
  return readRow(numberRowSchema, row).number
}

/** Null for a price that cannot be read: what was charged by it is unknown. */
function priceIn(text: string): Price | null {
  try {
    return priceSchema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

const idSchema = z.object({ id: z.number().int() })
const replyRowSchema = z.object({ reply: z.string() })
const unsettledSchema = z.object({
  id: z.number().int(),
  run: z.number().int(),
  agent: z.number().int(),
  model: z.number().int(),
  price: z.number().int().nullable(),
  attempt: z.number().int(),
  state: z.enum(['open', 'waiting']),
  inputEstimate: z.number().int().nonnegative(),
  outputSoFar: z.number().int().nonnegative(),
  intendedAt: instantSchema,
  priceText: z.string().nullable(),
})

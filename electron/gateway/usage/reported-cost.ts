import { type Currency, type Pico, picoPerMicro } from '../../../shared/model/money.ts'
import type { Cost } from '../../../shared/rules/price/cost.ts'
import { picoOf } from '../providers/exact-decimal.ts'
import type { RawUsage } from '../wire/chat.ts'
import type { UsageRules } from './usage-rules.ts'

/** What the vendor says this one call cost. */
export type ReportedCost = { currency: Currency; pico: Pico }

/**
 * Reads `usage.cost` (OpenRouter, in credits), exactly. Calls on the owner's own key at the upstream vendor cost there as well. Null
 * where the vendor says nothing, or something that cannot be a cost; a cost of zero says nothing either, since what is free is
 * told by its price.
 */
export function readReportedCost(raw: RawUsage | null, { costCurrency }: UsageRules): ReportedCost | null {
  if (raw === null || costCurrency === null || typeof raw.cost !== 'number') return null
  const own = picoOf(raw.cost)
  const details = raw.cost_details
  const isOwnKey = raw.is_byok === true && typeof details === 'object' && details !== null
  const upstream = isOwnKey && 'upstream_inference_cost' in details ? picoOf(details.upstream_inference_cost) : 0n
  if (own === null || own < 0n || upstream === null || upstream < 0n) return null
  const pico = own + upstream
  return pico === 0n || pico > mostPico ? null : { currency: costCurrency, pico }
}

/** The same as the ledger takes it: what the vendor bills is charged to the call as a whole, and needs no price of ours. */
export function costAsReported({ currency, pico }: ReportedCost): Cost {
  const parts = [{ kind: 'request' as const, tokens: 0, rate: 0, pico }]
  return { status: 'known', currency, pico, parts, variant: null, certain: true, doubts: [] }
}

/** No call costs a million; a larger figure is a fault. */
const mostPico = 1_000_000n * 1_000_000n * picoPerMicro

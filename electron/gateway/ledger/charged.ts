import { totalTokens } from '../../../shared/model/usage.ts'
import type { Used } from '../../../shared/rules/budget/amounts.ts'
import type { CallCharge } from './ledger.ts'

export type Charged = Pick<CallCharge, 'tokens' | 'cost' | 'estimated' | 'basis'>

/** What a charge counts for in budgets. */
export function usedBy({ tokens, cost }: Charged): Used {
  const money = cost.status === 'known' ? { currency: cost.currency, pico: cost.pico } : null
  return { tokens: BigInt(totalTokens(tokens)), money }
}

/**
 * Whether the rest of the reservation stays set aside: the answer broke off, or the gateway went away, and the vendor may charge
 * more than we could count. A finished answer is charged as it was read, reported or counted.
 */
export function keepsRest({ estimated, basis }: Charged): boolean {
  return estimated && basis !== 'reported' && basis !== 'counted'
}

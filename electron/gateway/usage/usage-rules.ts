import type { Currency } from '../../../shared/model/money.ts'

/** What a vendor means by the figures of its usage object. */
export type UsageRules = {
  /**
   * Whether cached tokens stand inside the prompt's count or beside it. `byTotal`: inside, unless the total is only reached by
   * adding them.
   */
  cached: 'inside' | 'outside' | 'byTotal'
  /** The currency of `usage.cost`, where the vendor bills each call there; null where it does not. */
  costCurrency: Currency | null
  /** The server may drop what does not fit its context and say nothing. */
  mayCutInput: boolean
}

/** For services nobody knows more of. */
export const plainUsage: UsageRules = { cached: 'byTotal', costCurrency: null, mayCutInput: false }

/** Vendors whose documents count cached tokens within the prompt. */
export const cachedInside: UsageRules = { ...plainUsage, cached: 'inside' }

import type { PriceConditions, Rates } from '../../model/price.ts'
import type { RatedPrice } from './rates.ts'

/** Whether a condition may be met, and whether it may not. Both may be true; never neither. */
export type Chance = { canHold: boolean; canFail: boolean }

export const holds: Chance = { canHold: true, canFail: false }
export const fails: Chance = { canHold: false, canFail: true }
export const either: Chance = { canHold: true, canFail: true }

/** Every set of rates a request may be charged at, when the conditions of each variant are only known that far. */
export function reachableRates(price: RatedPrice, chanceOf: (when: PriceConditions) => Chance): Rates[] {
  const reachable: Rates[] = []
  for (const { when, rates } of price.variants) {
    const { canHold, canFail } = chanceOf(when)
    if (canHold) reachable.push(rates)
    if (!canFail) return reachable
  }
  return [...reachable, price.rates]
}

/** All conditions together: they may hold when each may, and may fail when one may. */
export function together(chances: readonly Chance[]): Chance {
  return {
    canHold: chances.every((chance) => chance.canHold),
    canFail: chances.some((chance) => chance.canFail),
  }
}

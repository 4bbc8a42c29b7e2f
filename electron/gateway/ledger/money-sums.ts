import { currencySchema, type Pico } from '../../../shared/model/money.ts'
import type { Amount, MoneySum } from '../../../shared/model/money-report.ts'
import { noTokens, tokenKinds } from '../../../shared/model/usage.ts'
import type { ReportGroup } from './read-report.ts'

/** Adds exact amounts up, each currency by itself. */
export function createAmounts(): { add(currency: string, pico: Pico): void; list(): Amount[] } {
  const sums = new Map<string, Pico>()
  return {
    add: (currency, pico) => void sums.set(currency, (sums.get(currency) ?? 0n) + pico),
    list: () =>
      [...sums]
        .sort(([left], [right]) => (left < right ? -1 : 1))
        .map(([currency, pico]) => ({ currency: currencySchema.parse(currency), pico: String(pico) })),
  }
}

/** Puts groups of a report together, exactly. */
export function sumOfGroups(groups: readonly ReportGroup[]): MoneySum {
  const calls = { known: 0, free: 0, unknown: 0 }
  const tokens = { ...noTokens }
  const [spent, estimated] = [createAmounts(), createAmounts()]
  for (const group of groups) {
    calls[group.pricing] += group.calls
    for (const kind of tokenKinds) tokens[kind] += group.tokens[kind]
    if (group.pricing !== 'known') continue
    spent.add(group.currency, group.pico)
    estimated.add(group.currency, group.estimatedPico)
  }
  const unsure = new Map(estimated.list().map(({ currency, pico }) => [currency, pico]))
  return {
    calls: calls.known + calls.free + calls.unknown,
    freeCalls: calls.free,
    unpricedCalls: calls.unknown,
    tokens,
    amounts: spent.list().map((amount) => ({ ...amount, estimatedPico: unsure.get(amount.currency) ?? '0' })),
  }
}

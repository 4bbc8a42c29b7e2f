import type { Pico } from '../../../shared/model/money.ts'
import { addTokens, noTokens, type UsageTotals } from '../../../shared/model/usage.ts'
import type { ReportGroup } from './read-report.ts'
import { spentOf } from './usage-lines.ts'

/** Puts a report's groups together as people meet them; only here are amounts rounded. */
export function totalsOfReport(groups: readonly ReportGroup[]): UsageTotals {
  const calls = { known: 0, free: 0, unknown: 0 }
  const money = new Map<string, { pico: Pico; estimatedPico: Pico }>()
  let tokens = noTokens
  let estimatedTokens = 0
  for (const group of groups) {
    calls[group.pricing] += group.calls
    tokens = addTokens(tokens, group.tokens)
    estimatedTokens += group.estimatedTokens
    if (group.pricing !== 'known') continue
    const sum = money.get(group.currency) ?? { pico: 0n, estimatedPico: 0n }
    money.set(group.currency, {
      pico: sum.pico + group.pico,
      estimatedPico: sum.estimatedPico + group.estimatedPico,
    })
  }
  return {
    calls: calls.known + calls.free + calls.unknown,
    tokens,
    estimatedTokens,
    spent: [...money].sort(([left], [right]) => (left < right ? -1 : 1)).map(spentOf),
    freeCalls: calls.free,
    unpricedCalls: calls.unknown,
  }
}

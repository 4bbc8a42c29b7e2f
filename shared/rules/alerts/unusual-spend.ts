import type { SpendReason } from '../../model/alert.ts'
import type { Money } from '../../model/money.ts'
import type { ModelReference } from '../../model/provider.ts'
import { directionOf, tokenKinds, type UsageTotals } from '../../model/usage.ts'

export type SpentRun = { readonly usage: UsageTotals; readonly model: ModelReference }

/** Fewer runs say nothing of what is usual. */
const runsNeeded = 5
const timesUsual = 3
/** In micro-units: nobody is told of less than this above the usual. */
const leastAbove = 50_000

/**
 * Whether a run costs far more than its agent's runs do: three times the middle one of at least five of them in the same currency, and
 * by at least 0.05 of it. The reason is the part that grew most: another model, more calls, more read, more written; else its price.
 */
export function unusualSpend(
  run: SpentRun,
  earlier: readonly SpentRun[],
): { cost: Money; usual: Money; reason: SpendReason } | null {
  for (const { currency, micros } of run.usage.spent) {
    const inIt = earlier.flatMap((each) => {
      const spent = each.usage.spent.find((amount) => amount.currency === currency)
      return spent === undefined ? [] : [{ ...each, micros: spent.micros }]
    })
    if (inIt.length < runsNeeded) continue
    const usual = middleOf(inIt.map((each) => each.micros))
    if (micros < usual * timesUsual || micros - usual < leastAbove) continue
    return { cost: { currency, micros }, usual: { currency, micros: usual }, reason: reasonOf(run, inIt) }
  }
  return null
}

function reasonOf({ usage, model }: SpentRun, earlier: readonly SpentRun[]): SpendReason {
  const same = earlier.filter((each) => each.model.providerId === model.providerId && each.model.model === model.model)
  if (same.length * 2 < earlier.length) return 'model'
  const growth = (measure: (totals: UsageTotals) => number) =>
    measure(usage) / Math.max(1, middleOf(earlier.map((each) => measure(each.usage))))
  const grown: { reason: SpendReason; times: number }[] = [
    { reason: 'calls', times: growth(({ calls }) => calls) },
    { reason: 'read', times: growth((totals) => tokensOf(totals, 'read')) },
    { reason: 'written', times: growth((totals) => tokensOf(totals, 'written')) },
  ]
  const most = grown.reduce((left, right) => (right.times > left.times ? right : left))
  return most.times >= 1.5 ? most.reason : 'price'
}

function tokensOf({ tokens }: UsageTotals, direction: 'read' | 'written'): number {
  return tokenKinds.reduce((sum, kind) => sum + (directionOf(kind) === direction ? tokens[kind] : 0), 0)
}

/** The lower one of the two middle ones where there are two. */
function middleOf(values: readonly number[]): number {
  return values.toSorted((left, right) => left - right)[Math.floor((values.length - 1) / 2)] ?? 0
}

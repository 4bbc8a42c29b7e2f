import type { MoneyReport, Offer } from '../../../shared/model/money-report.ts'

/** So many are listed before the owner asks for all. */
export const fewestShown = 8

export function idOf({ providerId, vendor, model, price }: Offer): string {
  return `${providerId} ${vendor} ${price.currency} ${model}`
}

/** The owner's own first; then by currency, since amounts of two are not compared, the cheapest first. */
export function sortOffers(offers: readonly Offer[]): Offer[] {
  const currency = ({ price }: Offer) => price.currency ?? ''
  return offers.toSorted((left, right) => {
    if ((left.providerId === null) !== (right.providerId === null)) return left.providerId === null ? 1 : -1
    if (currency(left) !== currency(right)) return currency(left) < currency(right) ? -1 : 1
    const [less, more] = [BigInt(left.low), BigInt(right.low)]
    return less === more ? 0 : less < more ? -1 : 1
  })
}

/** What is worth a first look: the cheapest in the currency that was paid in and not what was used already. */
export function nearest(sorted: readonly Offer[], report: MoneyReport): Offer | undefined {
  const paid = report.sum.amounts[0]?.currency ?? null
  const used = new Set(report.models.map(({ providerId, model }) => `${providerId} ${model}`))
  const others = sorted.filter(({ providerId, model }) => !used.has(`${providerId} ${model}`))
  return others.find(({ price }) => price.currency === paid) ?? others[0] ?? sorted[0]
}

/** Whose list it is, as the vendors of the models page are called. */
export function vendorOf(list: string | null): string {
  return dialects.find(([name]) => name === list)?.[1] ?? 'compatible'
}

const dialects = [
  ['openai', 'openai'],
  ['deepseek', 'deepseek'],
  ['volcengine', 'doubao'],
  ['dashscope-cn', 'qwen'],
  ['dashscope-intl', 'qwen'],
  ['moonshot', 'kimi'],
  ['zhipu', 'glm'],
] as const

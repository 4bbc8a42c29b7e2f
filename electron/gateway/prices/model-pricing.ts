import type { Instant } from '../../../shared/model/brand.ts'
import { ownerSource, type Price } from '../../../shared/model/price.ts'
import type { Model } from '../../../shared/model/provider.ts'
import { sameModel } from './find-price.ts'
import type { PriceFinder } from './price-finder.ts'

/**
 * What the calls of one model cost, also when another one answers in its place: vendors bill what their response names (an alias, a
 * newer model behind an old name). What the owner typed holds whatever is named.
 */
export type ModelPricing = {
  /** Resolves when the price book has been read; it may be damaged, then nothing is known by it. */
  ready(): Promise<void>
  /** The price of an answer by the model its response names; null there: it names none. Null: nobody knows it. */
  ofAnswer(named: string | null, at: Instant): Price | null
  /**
   * The prices a call can meet as far as anybody can tell before: its own, the book's for its name, and those of models that have
   * answered for it before. A vendor that puts a dearer model behind a name is met once before it is known.
   */
  foreseen(at: Instant): readonly (Price | null)[]
}

/** `listed`: the owner's models of that provider. `answered` is what has answered so far, and is added to. */
export function createModelPricing(options: {
  model: string
  price: Price | null
  listed: readonly Model[]
  answered: Set<string>
  loadFinder: () => Promise<PriceFinder>
}): ModelPricing {
  const { model, price, listed, answered, loadFinder } = options
  let finder: PriceFinder | null = null
  const byName = (name: string, at: Instant): Price | null =>
    listed.find((one) => one.name.toLowerCase() === name.toLowerCase())?.price ??
    finder?.find({ model: name, responseModel: null, at, corrections: [] })?.price ??
    null
  const isOwners = price?.source === ownerSource

  return {
    async ready() {
      if (isOwners || finder !== null) return
      finder = await loadFinder().catch(() => null)
    },
    ofAnswer(named, at) {
      if (named === null || isOwners || sameModel(named, model)) return price
      const found = byName(named, at)
      if (found === null) return price
      answered.add(named)
      return found
    },
    foreseen(at) {
      if (isOwners) return [price]
      const others = [model, ...answered].flatMap((name) => byName(name, at) ?? [])
      return [price, ...others.filter((other) => JSON.stringify(other) !== JSON.stringify(price))]
    },
  }
}

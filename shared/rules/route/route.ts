import { type Instant, instantSchema } from '../../model/brand.ts'
import type { ModelFacts, ModelNeeds } from '../../model/facts.ts'
import type { DataPlace, RoutedPolicy } from '../../model/policy.ts'
import type { Price } from '../../model/price.ts'
import type { Model, Provider } from '../../model/provider.ts'
import { practiceProviderId } from '../../model/provider.ts'
import { factsOf } from '../facts/model-facts.ts'
import type { ExchangeRate } from '../price/convert.ts'
import { lacks, type NeedName, needNames } from './can-do.ts'
import { mayHaveData, staysHere } from './data-place.ts'
import { type Compared, compareCosts, ownCost } from './expected-cost.ts'
import { gradeRank } from './grade-rank.ts'

const everBefore = instantSchema.parse(0)

/** A model of the owner's list, with what is known of it. */
export type Candidate = { provider: Provider; model: Model; facts: ModelFacts }

export type RouteQuestion = {
  /** The owner's list; no other model is ever chosen. */
  providers: readonly Provider[]
  needs: ModelNeeds
  policy: RoutedPolicy
  dataPlace: DataPlace
  rates: readonly ExchangeRate[]
  /** The moment whose prices hold, and its day (`YYYY-MM-DD`), by which rates are dated. */
  at: Instant
  day: string
}

export type RankedCandidate = Candidate & { compared: Compared }

export type RouteAnswer =
  | {
      kind: 'chosen'
      chosen: RankedCandidate
      /** Everyone who could do the task, the chosen one among them. */
      able: RankedCandidate[]
      models: number
      forbidden: number
    }
  /** Nothing but practice is set up. */
  | { kind: 'onlyPractice' }
  /** The data may go to none of the owner's models. */
  | { kind: 'noneAllowed' }
  /** None can do it: the first need none of them meets, or null where each meets a part. */
  | { kind: 'noneAble'; lacking: NeedName | null }

/**
 * Picks a model by policy. `cheapest`: the cheapest that can do the task. `balanced`: the cheapest of middle grade or better, else
 * the best below. `best`: the strongest grade, and the cheapest of it. The practice model is none to pick.
 */
export function route(question: RouteQuestion): RouteAnswer {
  const { providers, needs, policy, dataPlace, rates, at, day } = question
  const listed = candidatesOf(providers)
  if (listed.length === 0) return { kind: 'onlyPractice' }
  const allowed = listed.filter(({ provider, model }) => mayHaveData(dataPlace, provider, model.name))
  if (allowed.length === 0) return { kind: 'noneAllowed' }
  const able = allowed.filter(({ facts }) => lacks(facts, needs).length === 0)
  const compared = compareCosts(
    able.map((each) => ownCost(priceOf(each), needs.work, at)),
    rates,
    day,
  )
  const ranked = able.flatMap((each, index) => {
    const own = compared[index]
    return own === undefined ? [] : [{ ...each, compared: own }]
  })
  const chosen = pool(policy, ranked).toSorted(byCost)[0]
  if (chosen === undefined) return { kind: 'noneAble', lacking: commonLack(allowed, needs) }
  return { kind: 'chosen', chosen, able: ranked, models: listed.length, forbidden: listed.length - allowed.length }
}

/** The owner's models, practice aside. */
export function candidatesOf(providers: readonly Provider[]): Candidate[] {
  return providers
    .filter(({ id }) => id !== practiceProviderId)
    .flatMap((provider) =>
      provider.models.map((model) => ({ provider, model, facts: factsOf(provider.dialect, model) })),
    )
}

/** A model that runs on this computer costs nothing, said or not. */
function priceOf({ provider, model }: Candidate): Price | null {
  if (model.price !== null || !staysHere(provider, model.name)) return model.price
  return { kind: 'free', validFrom: everBefore, source: 'runs on this computer' }
}

/** Those of a policy's grade. */
function pool(policy: RoutedPolicy, able: readonly RankedCandidate[]): readonly RankedCandidate[] {
  if (policy === 'cheapest') return able
  const middle = able.filter(({ facts }) => gradeRank(facts.grade) >= gradeRank('middle'))
  if (policy === 'balanced' && middle.length > 0) return middle
  const strongest = Math.max(...able.map(({ facts }) => gradeRank(facts.grade)))
  return able.filter(({ facts }) => gradeRank(facts.grade) === strongest)
}

/** What can be compared comes first, by its cost; of the rest, and of equals, the stronger, then the earlier in the owner's list. */
function byCost(left: RankedCandidate, right: RankedCandidate): number {
  const [mine, other] = [left.compared.pico, right.compared.pico]
  if (mine !== null && other !== null && mine !== other) return mine < other ? -1 : 1
  if ((mine === null) !== (other === null)) return mine === null ? 1 : -1
  return gradeRank(right.facts.grade) - gradeRank(left.facts.grade)
}

function commonLack(allowed: readonly Candidate[], needs: ModelNeeds): NeedName | null {
  return needNames.find((name) => allowed.every(({ facts }) => lacks(facts, needs).includes(name))) ?? null
}

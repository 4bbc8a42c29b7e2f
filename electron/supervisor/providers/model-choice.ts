import { CodedError } from '../../../shared/contract/errors.ts'
import type { Price } from '../../../shared/model/price.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { ModelChoice } from '../../../shared/model/policy.ts'
import { isPractice, type ModelReference, type Provider } from '../../../shared/model/provider.ts'
import type { Language, Settings } from '../../../shared/model/settings.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import { factsOf } from '../../../shared/rules/facts/model-facts.ts'
import { usualContextTokens } from '../../../shared/rules/route/can-do.ts'
import { chooseModel } from '../../../shared/rules/route/choose-model.ts'
import { mayHaveData } from '../../../shared/rules/route/data-place.ts'
import type { RunPlan } from '../../storage/companion/runs.ts'

/** The model a run will use, as it is known now. */
export type ResolvedModel = {
  reference: ModelReference
  label: string
  contextTokens: number
  price?: Price | null
  practice: boolean
  fallbacks: ModelReference[]
  choice: ModelChoice | null
}

export type ModelChooser = {
  /** The model of an agent's next run, and why. Throws the `model.*` code that says why there is none. */
  resolve(agent: Agent): ResolvedModel
  /**
   * What a run's pass lets in, as things are now: its model, and those of its stand-ins that are still there and may have the
   * data. Throws `model.notAllowed` when its own model may not have it any more.
   */
  forPass(plan: Pick<RunPlan, 'agent' | 'model'>): ModelReference[]
}

/** Chooses by the owner's policy from the owner's list; where data may go is asked when a run is planned and at every pass. */
export function createModelChooser(dependencies: {
  providers: () => readonly Provider[]
  settings: () => Pick<Settings, 'usualModel' | 'exchangeRates'>
  language: () => Language
  clock: Clock
}): ModelChooser {
  const { providers, settings, language, clock } = dependencies
  const find = (reference: ModelReference) => {
    const provider = providers().find(({ id }) => id === reference.providerId)
    const model = provider?.models.find(({ name }) => name === reference.model)
    return provider === undefined || model === undefined ? null : { provider, model }
  }
  const contextOf = (reference: ModelReference): number => {
    const found = find(reference)
    const known = found === null ? null : factsOf(found.provider.dialect, found.model).contextTokens
    return known ?? usualContextTokens
  }
  return {
    resolve(agent) {
      const at = clock.now()
      const { usualModel: usual, exchangeRates: rates } = settings()
      const day = dayOf(at, clock.zone())
      const answer = chooseModel(agent, { providers: providers(), usual, rates, language: language(), at, day })
      if (!answer.ok) throw new CodedError(answer.code, answer.params)
      const { model: reference, fallbacks, choice } = answer
      const service = find(reference)?.provider.name ?? ''
      const practice = isPractice(reference)
      return {
        reference,
        label: practice ? service : `${service} · ${reference.model}`,
        // Whoever stands in gets the same parts of documents, so they must fit into each.
        contextTokens: Math.min(...[reference, ...fallbacks].map(contextOf)),
        practice,
        price: find(reference)?.model.price ?? null,
        fallbacks,
        choice,
      }
    },
    forPass({ agent, model: { reference, fallbacks } }) {
      const may = (each: ModelReference) => {
        const found = find(each)
        return found !== null && mayHaveData(agent.dataPlace, found.provider, each.model)
      }
      // A model that is gone is for the gateway to refuse; one whose address was changed may be elsewhere now.
      if (find(reference) !== null && !may(reference)) {
        const service = find(reference)?.provider.name ?? ''
        throw new CodedError('model.notAllowed', { model: reference.model, service })
      }
      return [reference, ...fallbacks.filter(may)]
    },
  }
}

import type { ErrorCode } from '../../contract/errors.ts'
import type { AgentDraft } from '../../model/agent.ts'
import type { Instant } from '../../model/brand.ts'
import type { ModelChoice, RoutedPolicy } from '../../model/policy.ts'
import {
  isPractice,
  type ModelReference,
  practiceModelName,
  practiceProviderId,
  type Provider,
} from '../../model/provider.ts'
import { microsOf } from '../../model/money.ts'
import type { Language } from '../../model/settings.ts'
import { factsOf } from '../facts/model-facts.ts'
import type { ExchangeRate } from '../price/convert.ts'
import { type NeedName, surelyLacks } from './can-do.ts'
import { mayHaveData } from './data-place.ts'
import { route, type RouteAnswer } from './route.ts'
import { taskNeeds } from './task-needs.ts'
import { sameModel, wantedModel } from './wanted-model.ts'

/** What an agent's choice of model depends on, besides the agent. */
export type ModelSetting = {
  /** Practice among them. */
  providers: readonly Provider[]
  usual: ModelReference
  rates: readonly ExchangeRate[]
  language: Language
  at: Instant
  /** The day of that moment where the owner is, `YYYY-MM-DD`. */
  day: string
}

export type ModelAnswer =
  | { ok: true; model: ModelReference; fallbacks: ModelReference[]; choice: ModelChoice }
  | { ok: false; code: ErrorCode; params: Record<string, string> }

type Chooser = Pick<AgentDraft, 'modelPolicy' | 'fallbacks' | 'dataPlace' | 'steps'>

/**
 * The model an agent's next run thinks with, those that may stand in for it, and why: from the owner's list alone, only where the
 * data may go, and only what can do the task.
 */
export function chooseModel(agent: Chooser, setting: ModelSetting): ModelAnswer {
  const { modelPolicy } = agent
  const wanted = wantedModel(modelPolicy, setting.usual)
  if (modelPolicy.kind === 'usual' || modelPolicy.kind === 'named') {
    const model = wanted ?? setting.usual
    const refused = refusal(agent, model, setting)
    return (
      refused ?? { ok: true, model, fallbacks: standIns(agent, model, setting), choice: { kind: modelPolicy.kind } }
    )
  }
  const answer = ask(agent, modelPolicy.kind, setting)
  if (answer.kind === 'onlyPractice')
    return { ok: true, model: practice, fallbacks: [], choice: { kind: 'onlyPractice' } }
  if (answer.kind === 'noneAllowed') return { ok: false, code: 'model.noneAllowed', params: {} }
  if (answer.kind === 'noneAble') return { ok: false, code: noneCode(answer.lacking), params: {} }
  const model = { providerId: answer.chosen.provider.id, model: answer.chosen.model.name }
  return { ok: true, model, fallbacks: standIns(agent, model, setting), choice: reasons(modelPolicy.kind, answer) }
}

const practice: ModelReference = { providerId: practiceProviderId, model: practiceModelName }

function ask({ steps, dataPlace }: Chooser, policy: RoutedPolicy, setting: ModelSetting): RouteAnswer {
  const { providers, rates, at, day, language } = setting
  return route({ providers, needs: taskNeeds(steps, language), policy, dataPlace, rates, at, day })
}

/** Why a model the owner named cannot be used; null when it can. */
function refusal(agent: Chooser, reference: ModelReference, setting: ModelSetting): ModelAnswer | null {
  const provider = setting.providers.find(({ id }) => id === reference.providerId)
  const model = provider?.models.find(({ name }) => name === reference.model)
  const params = { model: reference.model, service: provider?.name ?? '' }
  if (provider === undefined || model === undefined) return { ok: false, code: 'model.missing', params }
  if (!mayHaveData(agent.dataPlace, provider, model.name)) return { ok: false, code: 'model.notAllowed', params }
  if (isPractice(reference)) return null
  const [lack] = surelyLacks(factsOf(provider.dialect, model), taskNeeds(agent.steps, setting.language))
  return lack === undefined ? null : { ok: false, code: namedCodes[lack], params }
}

/** The agent's fallbacks that may take over: known, allowed, able, and real. */
function standIns(agent: Chooser, own: ModelReference, setting: ModelSetting): ModelReference[] {
  return agent.fallbacks.filter(
    (each, index) =>
      !sameModel(each, own) &&
      !isPractice(each) &&
      agent.fallbacks.findIndex((other) => sameModel(other, each)) === index &&
      refusal(agent, each, setting) === null,
  )
}

function reasons(policy: RoutedPolicy, answer: Extract<RouteAnswer, { kind: 'chosen' }>): ModelChoice {
  const { chosen, able, models, forbidden } = answer
  const compared = able.flatMap(({ compared: { pico } }) => (pico === null ? [] : [pico]))
  const currency = able.flatMap(({ compared: { cost, pico } }) =>
    cost.kind === 'known' && pico === cost.amount.pico ? [cost.amount.currency] : [],
  )[0]
  const dearest = compared.reduce((most, pico) => (pico > most ? pico : most), 0n)
  const { cost } = chosen.compared
  return {
    kind: 'routed',
    policy,
    models,
    able: able.length,
    grade: chosen.facts.grade,
    cost:
      cost.kind === 'known'
        ? { kind: 'known', money: { currency: cost.amount.currency, micros: microsOf(cost.amount.pico) } }
        : { kind: cost.kind },
    dearest: currency === undefined || compared.length < 2 ? null : { currency, micros: microsOf(dearest) },
    unpriced: able.filter(({ compared: { reason } }) => reason === 'unpriced').length,
    withoutRate: able.filter(({ compared: { reason } }) => reason === 'withoutRate').length,
    forbidden,
  }
}

const namedCodes = {
  context: 'model.contextTooSmall',
  tools: 'model.noTools',
  vision: 'model.noVision',
  language: 'model.noLanguage',
  grade: 'model.noneAble',
} as const satisfies Record<NeedName, ErrorCode>

function noneCode(lacking: NeedName | null): ErrorCode {
  return lacking === null ? 'model.noneAble' : noneCodes[lacking]
}

const noneCodes = {
  context: 'model.noneTakesIn',
  tools: 'model.noneTools',
  vision: 'model.noneVision',
  language: 'model.noneLanguage',
  grade: 'model.noneGrade',
} as const satisfies Record<NeedName, ErrorCode>

import type { Agent } from '../../../shared/model/agent.ts'
import { type Language, languageSchema } from '../../../shared/model/settings.ts'
import { type Step, stepSchema } from '../../../shared/steps/step.ts'
import { stepsOf, type Template } from './template.ts'

/**
 * The agent with every text that is still its template's own said in `language`; what the owner wrote stays. Null when
 * nothing changes.
 */
export function inLanguage(agent: Agent, template: Template, language: Language): Agent | null {
  const others = languageSchema.options.filter((other) => other !== language)
  const spoken = new Map(stepsOf(template, language).map((step) => [step.id, step]))
  const name = others.some((other) => template.name[other] === agent.name) ? template.name[language] : agent.name
  const steps = agent.steps.map((step) => {
    const wanted = spoken.get(step.id)
    if (wanted === undefined) return step
    const foreign = others.flatMap((other) => stepsOf(template, other).filter((each) => each.id === step.id))
    return translated(step, wanted, foreign)
  })
  const changed = name !== agent.name || steps.some((step, index) => step !== agent.steps[index])
  return changed ? { ...agent, name, steps } : null
}

function translated(step: Step, wanted: Step, foreign: readonly Step[]): Step {
  const spoken = new Map(Object.entries(wanted))
  const changes = Object.entries(step).flatMap(([field, value]) => {
    const own = spoken.get(field)
    const untouched = foreign.some((each) => new Map(Object.entries(each)).get(field) === value)
    return isSpoken(field, value) && own !== undefined && own !== value && untouched ? [[field, own]] : []
  })
  return changes.length === 0 ? step : stepSchema.parse({ ...step, ...Object.fromEntries(changes) })
}

const spokenFields = ['title', 'focus', 'instruction', 'goal', 'question']

/** Names of columns stay: the steps before, and the owner's tables, have them in the language they were made in. */
function isSpoken(field: string, value: unknown): boolean {
  return typeof value === 'string' && spokenFields.includes(field) && !value.includes('{')
}

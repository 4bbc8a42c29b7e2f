import { z } from 'zod'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import { triggerIdSchema, type Zone } from '../../../shared/model/brand.ts'
import type { Language } from '../../../shared/model/settings.ts'
import { supervisionSchema } from '../../../shared/model/supervision.ts'
import { type Trigger, triggerSchema } from '../../../shared/model/trigger.ts'
import { type Step, stepSchema } from '../../../shared/steps/step.ts'

const textSchema = z.strictObject({ en: z.string().min(1), 'zh-CN': z.string().min(1) })

/** An agent ready to be made: one file in assets/templates. Texts are given in each language, folders are left open. */
export const templateSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  version: z.number().int().positive(),
  name: textSchema,
  description: textSchema,
  /** Minutes the work takes a person, as a first guess the owner can correct. */
  estimatedMinutes: z.number().int().positive(),
  steps: z.array(z.record(z.string(), z.union([z.string(), z.boolean(), z.number(), z.null(), textSchema]))).min(1),
  /** A calendar trigger without its id and zone; null when it makes no sense to run by itself. */
  trigger: z.record(z.string(), z.json()).nullable(),
})
export type Template = z.infer<typeof templateSchema>

/** The agent a template describes, in one language; switched off, since its folders are still to be chosen. */
export function draftOf(
  template: Template,
  setting: { language: Language; zone: Zone; newId: () => string },
): AgentDraft {
  return {
    name: template.name[setting.language],
    enabled: false,
    steps: stepsOf(template, setting.language),
    switchedOff: [],
    triggers: triggersOf(template, setting),
    modelPolicy: { kind: 'usual' },
    fallbacks: [],
    dataPlace: { kind: 'anywhere' },
    missedRunPolicy: { kind: 'runOnce', ageLimit: null },
    overlapPolicy: { kind: 'skip' },
    budgets: [],
    supervision: supervisionSchema.parse({}),
    asksAgain: false,
    keepAwake: false,
  }
}

/** The steps of a template in one language. */
export function stepsOf(template: Template, language: Language): Step[] {
  return template.steps.map((step) => {
    const spoken = Object.entries(step).map(([field, value]) => [field, spokenIn(value, language)])
    return stepSchema.parse(Object.fromEntries(spoken))
  })
}

type FieldValue = Template['steps'][number][string]

function spokenIn(value: FieldValue, language: Language): string | boolean | number | null {
  return typeof value === 'object' && value !== null ? value[language] : value
}

function triggersOf(template: Template, setting: { zone: Zone; newId: () => string }): Trigger[] {
  if (template.trigger === null) return []
  const id = triggerIdSchema.parse(setting.newId())
  return [triggerSchema.parse({ ...template.trigger, id, zone: setting.zone })]
}

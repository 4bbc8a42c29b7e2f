import { z } from 'zod'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import { triggerIdSchema, type Zone } from '../../../shared/model/brand.ts'
import type { Language } from '../../../shared/model/settings.ts'
import { supervisionSchema } from '../../../shared/model/supervision.ts'
import { type OfferedTemplate, templateJobSchema, templateNeedSchema } from '../../../shared/model/template.ts'
import { type Trigger, triggerSchema } from '../../../shared/model/trigger.ts'
import { type Step, stepSchema } from '../../../shared/steps/step.ts'

const textSchema = z.strictObject({ en: z.string().min(1), 'zh-CN': z.string().min(1) })

/** An agent ready to be made: one file in assets/templates. Texts are given in each language, folders are left open. */
export const templateSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
  version: z.number().int().positive(),
  job: templateJobSchema,
  name: textSchema,
  description: textSchema,
  /** Minutes the work takes a person, as a first guess the owner can correct. */
  estimatedMinutes: z.number().int().positive(),
  setupMinutes: z.number().int().positive(),
  needs: z.array(templateNeedSchema),
  /** The practice model can honestly do it. */
  practice: z.boolean(),
  /** Jobs nobody did before count as results, not as hours. */
  newPossibility: z.boolean(),
  /** Steps whose texts, at any depth, are given in each language. */
  steps: z.array(z.record(z.string(), z.json())).min(1),
  /** A calendar trigger without its id and zone; null when it makes no sense to run by itself. */
  trigger: z.record(z.string(), z.json()).nullable(),
  /** A recorded result in Markdown. */
  example: textSchema,
  /** Small inputs to try it on, as text files. */
  samples: z.array(z.strictObject({ name: z.string().regex(/^[\w-]+\.(?:txt|md|csv|log)$/), text: textSchema })),
})
export type Template = z.infer<typeof templateSchema>

/** The agent a template describes, in one language; switched off, since its folders are still to be chosen. */
export function draftOf(
  template: Template,
  setting: { language: Language; zone: Zone; newId: () => string },
): AgentDraft {
  return {
    ...blankDraft(template.name[setting.language]),
    steps: stepsOf(template, setting.language),
    triggers: triggersOf(template, setting),
  }
}

/** An agent that does nothing yet. */
export function blankDraft(name: string): AgentDraft {
  return {
    name,
    enabled: false,
    steps: [],
    switchedOff: [],
    triggers: [],
    modelPolicy: { kind: 'usual' },
    fallbacks: [],
    dataPlace: { kind: 'anywhere' },
    readyBy: null,
    missedRunPolicy: { kind: 'runOnce', ageLimit: null },
    overlapPolicy: { kind: 'skip' },
    budgets: [],
    supervision: supervisionSchema.parse({}),
    asksAgain: false,
    keepAwake: false,
  }
}

/** A template as it is offered in one language. */
export function offered(template: Template, language: Language): OfferedTemplate {
  const { id, job, needs, practice, setupMinutes } = template
  return {
    id,
    job,
    needs,
    practice,
    setupMinutes,
    name: template.name[language],
    about: template.description[language],
    savesMinutes: template.estimatedMinutes,
    isNew: template.newPossibility,
    steps: stepsOf(template, language),
    example: template.example[language],
    hasSamples: template.samples.length > 0,
  }
}

/** The steps of a template in one language. */
export function stepsOf(template: Template, language: Language): Step[] {
  return template.steps.map((step) => stepSchema.parse(spokenIn(step, language)))
}

type Value = z.infer<ReturnType<typeof z.json>>

function spokenIn(value: Value, language: Language): Value {
  if (Array.isArray(value)) return value.map((each) => spokenIn(each, language))
  if (value === null || typeof value !== 'object') return value
  const text = textSchema.safeParse(value)
  if (text.success) return text.data[language]
  return Object.fromEntries(Object.entries(value).map(([field, each]) => [field, spokenIn(each, language)]))
}

function triggersOf(template: Template, setting: { zone: Zone; newId: () => string }): Trigger[] {
  if (template.trigger === null) return []
  const id = triggerIdSchema.parse(setting.newId())
  return [triggerSchema.parse({ ...template.trigger, id, zone: setting.zone })]
}

import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { askForecast } from '../rules/forecast/ask-forecast.ts'
import { nothingExposed, type StepDefinition } from './definition.ts'
import { noGrants } from './grants.ts'

/** Languages that can be asked for by a click. */
export const targetLanguages = ['en', 'zh', 'ja', 'ko', 'de', 'fr', 'es', 'pt', 'ru', 'ar'] as const

export const translateSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('translate'),
  /** The step whose texts are translated. */
  from: stepIdSchema,
  language: z.enum(targetLanguages),
})
export type TranslateStep = z.infer<typeof translateSchema>

export const translate: StepDefinition<typeof translateSchema> = {
  schema: translateSchema,
  group: 'ask',
  fields: [
    { name: 'from', control: 'step', mayBeNone: false },
    { name: 'language', control: 'choice', choices: targetLanguages },
  ],
  unit: 'documents',
  leaves: 'result',
  needs: () => ({
    contextTokens: 4_000,
    tools: false,
    vision: false,
    writes: true,
    grade: 'light',
    work: { calls: 20, input: 2000, output: 2000 },
  }),
  exposes: () => nothingExposed,
  grants: noGrants,
  problems: () => [],
  forecast: (_step, outlook) => askForecast(outlook, { own: 110, answer: 'asLong', isTogether: false }),
}

import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { askForecast } from '../rules/forecast/ask-forecast.ts'
import { nothingExposed, type StepDefinition } from './definition.ts'
import { noGrants } from './grants.ts'

export const draftSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('draft'),
  /** The step whose result is written about, or answered. */
  from: stepIdSchema,
  /** `each`: one text for every thing. `all`: one text made of all of them. */
  mode: z.enum(['each', 'all']),
  sort: z.enum(['reply', 'article', 'post', 'description', 'other']),
  tone: z.enum(['plain', 'friendly', 'formal', 'lively']),
  /** `same`: the language of what it is written from. */
  language: z.enum(['same', 'en', 'zh']),
  /** What must be in it, in the owner's words. */
  instruction: z.string().trim().max(4000),
})
export type DraftStep = z.infer<typeof draftSchema>

export const draft: StepDefinition<typeof draftSchema> = {
  schema: draftSchema,
  group: 'ask',
  fields: [
    { name: 'sort', control: 'choice', choices: ['reply', 'article', 'post', 'description', 'other'] },
    { name: 'mode', control: 'choice', choices: ['each', 'all'] },
    { name: 'from', control: 'step', mayBeNone: false },
    { name: 'tone', control: 'choice', choices: ['plain', 'friendly', 'formal', 'lively'] },
    { name: 'language', control: 'choice', choices: ['same', 'en', 'zh'] },
    { name: 'instruction', control: 'text', maxLength: 4000, lines: 5, mayBeEmpty: true },
  ],
  unit: 'documents',
  leaves: 'result',
  needs: () => ({
    contextTokens: 4_000,
    tools: false,
    vision: false,
    writes: true,
    grade: 'middle',
    work: { calls: 10, input: 2000, output: 600 },
  }),
  exposes: () => nothingExposed,
  grants: noGrants,
  problems: (step) =>
    step.sort === 'other' && step.instruction === '' ? [{ field: 'instruction', code: 'text.empty' }] : [],
  forecast: (step, outlook) =>
    askForecast(outlook, {
      own: 140 + Math.ceil(step.instruction.length / 2),
      answer: step.sort === 'article' ? 1200 : 300,
      isTogether: step.mode === 'all',
    }),
}

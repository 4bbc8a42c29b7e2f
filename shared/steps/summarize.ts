import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { mergeCalls, partsOf } from '../rules/forecast/map-reduce.ts'
import { divideContext, leastContext } from '../rules/forecast/room.ts'
import {
  nothingExposed,
  type Scenario,
  type StepDefinition,
  type StepForecast,
  type StepOutlook,
  type Texts,
} from './definition.ts'
import { noGrants } from './grants.ts'

export const summarizeSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('summarize'),
  /** The step whose documents are summarized. */
  from: stepIdSchema,
  length: z.enum(['short', 'medium', 'long']),
  /** What the owner cares about most, in their own words; empty for a plain summary. */
  focus: z.string().max(1000),
})
export type SummarizeStep = z.infer<typeof summarizeSchema>

export const summarize: StepDefinition<typeof summarizeSchema> = {
  schema: summarizeSchema,
  group: 'ask',
  fields: [
    { name: 'from', control: 'step', mayBeNone: false },
    { name: 'length', control: 'choice', choices: ['short', 'medium', 'long'] },
    { name: 'focus', control: 'text', maxLength: 1000, lines: 3 },
  ],
  unit: 'documents',
  // Long documents are summarized in parts; a usual run has twenty documents.
  needs: ({ length }) => ({
    contextTokens: leastContext,
    tools: false,
    vision: false,
    writes: true,
    grade: 'light',
    work: { calls: 20, input: 3_000, output: { short: 150, medium: 300, long: 700 }[length] },
  }),
  exposes: () => nothingExposed,
  leaves: 'result',
  grants: noGrants,
  problems: () => [],
  forecast: forecastSummaries,
}

/** Our own words around the material of a question, in tokens; a test holds them to the prompts. */
export const promptTokens = 125
/** The tag around a summary, with its name. */
const tagTokens = 30
/** What an answer of each length may have at most, in tokens: 80, 180 or 400 words, and more characters in Chinese. */
const answerTokens: Record<SummarizeStep['length'], number> = { short: 115, medium: 260, long: 580 }
/** What of it is written: models are briefer than they may be, or think aloud and go far beyond it. */
const written: Record<Scenario, number> = { low: 0.25, expected: 0.75, high: 2.5 }
/** Texts in other languages than English and Chinese take more tokens for the same words. */
const otherLanguage = 1.5
/** Nothing is summarized in fewer. */
const leastAnswer = 40

/** One question for each part of each document, the parts merged where there are several, then one overview of all where one does not say it all. */
function forecastSummaries(step: SummarizeStep, outlook: StepOutlook): StepForecast {
  const own = promptTokens + Math.ceil(step.focus.length / 2)
  const room = divideContext(outlook.contextTokens, own)
  if (room === null || outlook.given.length === 0) return { calls: [], gives: [] }
  const merge = (total: number, answer: number) =>
    mergeCalls(total, { material: room.material, own, answer, around: tagTokens })
  const calls: StepForecast['calls'][number][] = []
  const summaries: Texts[number][] = []
  for (const { tokens, count, language } of outlook.given) {
    const answer = Math.min(room.answer, answerTo(step, tokens, language, outlook.scenario))
    const parts = partsOf(tokens, room.material)
    for (const part of parts) {
      calls.push({ calls: part.calls * count, input: part.tokens + own, output: answer, language })
    }
    const pieces = parts.reduce((sum, part) => sum + part.calls, 0)
    if (pieces > 1) {
      for (const each of merge(pieces * (answer + tagTokens), answer)) {
        calls.push({ ...each, calls: each.calls * count, language })
      }
    }
    summaries.push({ tokens: answer, count, language })
  }
  const [only, ...others] = outlook.given
  const saysItAll = others.length === 0 && only?.count === 1 && only.language === outlook.language
  if (saysItAll) return { calls, gives: summaries }
  const all = summaries.reduce((sum, { tokens, count }) => sum + count * (tokens + tagTokens), 0)
  const overview = Math.min(room.answer, answerTo(step, all, outlook.language, outlook.scenario))
  const merged = merge(all, overview).map((group) => ({ ...group, language: outlook.language }))
  return { calls: [...calls, ...merged], gives: summaries }
}

/** A short text has a shorter summary, if the model is not too talkative. */
function answerTo(
  step: SummarizeStep,
  tokens: number,
  language: Texts[number]['language'],
  scenario: Scenario,
): number {
  const asked = answerTokens[step.length] * written[scenario] * (language === 'other' ? otherLanguage : 1)
  return Math.round(scenario === 'high' ? asked : Math.min(asked, leastAnswer + tokens * 0.8))
}

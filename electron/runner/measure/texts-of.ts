import type { MeasuredTexts } from '../../../shared/model/forecast.ts'

/** One document; without a precision it was counted. */
export type MeasuredFile = Pick<MeasuredTexts, 'tokens' | 'language'> & { precision?: 'rough' }

/** More documents than this are put together by their size. */
const mostSingle = 500
/** Sizes put together differ by at most so much. */
const stepOfSize = 1.1

/** Documents as a forecast takes them: each by itself, or many of about one size together with their mean. Empty ones count nothing. */
export function textsOf(files: readonly MeasuredFile[]): MeasuredTexts[] {
  const texts = files
    .filter(({ tokens }) => tokens > 0)
    .map(({ tokens, language, precision = 'counted' as const }) => ({ tokens, language, precision, count: 1 }))
  if (texts.length <= mostSingle) return texts
  const groups = new Map<string, MeasuredTexts & { sum: number }>()
  for (const text of texts) {
    const key = `${text.language} ${text.precision} ${Math.round(Math.log(text.tokens) / Math.log(stepOfSize))}`
    const group = groups.get(key) ?? { ...text, count: 0, sum: 0 }
    groups.set(key, { ...group, count: group.count + 1, sum: group.sum + text.tokens })
  }
  return [...groups.values()].map(({ sum, ...group }) => ({ ...group, tokens: Math.round(sum / group.count) }))
}

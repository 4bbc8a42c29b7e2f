import type { OfferedTemplate } from '../../../shared/model/template.ts'

/** Templates that have to do with every word typed, by their names, what they are about, and their examples. */
export function findTemplates(templates: readonly OfferedTemplate[], typed: string): readonly OfferedTemplate[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return templates
  const rankOf = (template: OfferedTemplate) => {
    const said = saidOf(template)
    const ranks = words.map((word) => said.findIndex((text) => text.includes(word)))
    return ranks.includes(-1) ? null : ranks.reduce((sum, rank) => sum + rank, 0)
  }
  return templates
    .flatMap((template) => {
      const rank = rankOf(template)
      return rank === null ? [] : [{ template, rank }]
    })
    .toSorted((left, right) => left.rank - right.rank)
    .map(({ template }) => template)
}

/** How much a word counts in a name, in what it is about, and in an example. */
const weights = [4, 2, 1]
/** So many are near enough to be offered. */
const mostNear = 6

/** Templates a job described in whole sentences comes near to, the nearest first: those with most of its words, rare words before common ones. */
export function nearTemplates(
  templates: readonly OfferedTemplate[],
  job: string,
  language: string,
): readonly OfferedTemplate[] {
  const texts = templates.map(saidOf)
  const words = [...new Set(wordsOf(job, language))].map((word) => {
    const holding = texts.filter((said) => said.some((text) => text.includes(word))).length
    return { word, worth: holding === 0 ? 0 : Math.log(1 + templates.length / holding) }
  })
  const scoreOf = (said: readonly string[]) =>
    words.reduce((sum, { word, worth }) => {
      const at = said.findIndex((text) => text.includes(word))
      return at === -1 ? sum : sum + worth * (weights[at] ?? 0)
    }, 0)
  return templates
    .map((template, index) => ({ template, score: scoreOf(texts[index] ?? []) }))
    .filter(({ score }) => score > 0)
    .toSorted((left, right) => right.score - left.score)
    .slice(0, mostNear)
    .map(({ template }) => template)
}

function saidOf({ name, about, example }: OfferedTemplate): string[] {
  return [name, about, example].map((text) => text.toLowerCase())
}

/** Words as people of that language part them; a single Latin letter says nothing. */
function wordsOf(text: string, language: string): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' })
  return [...segmenter.segment(text.toLowerCase())]
    .filter(({ isWordLike, segment }) => isWordLike === true && !/^[a-z0-9]{1,2}$/.test(segment))
    .map(({ segment }) => (/^[a-z]{5,}s$/.test(segment) ? segment.slice(0, -1) : segment))
}

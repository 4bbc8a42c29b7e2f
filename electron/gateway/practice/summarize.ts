import { type FigureLine, findFigures } from './figures.ts'
import type { NamedText } from './find-task.ts'
import { type PracticeLanguage, practiceLanguage } from './language.ts'
import { type PlacedSentence, pickSentences, type RankedSentence, rankSentences } from './rank-sentences.ts'
import { type Sentence, splitRow, splitSentences } from './sentences.ts'
import { figureHeadings, wording } from './wording.ts'

const longestSentence = 500

type SourcedSentence = PlacedSentence & { source: string }

/** Markdown: the most central sentence, then the key points and the key figures; every sentence is one of the text's own. */
export function summarizeText(text: string, points: number, focus: string): string {
  const sentences = splitSentences(text)
  return writeSummary(
    usable(sentences),
    sentences.map((sentence) => sentence.text),
    {
      points,
      focus,
      language: practiceLanguage(text),
    },
  )
}

/**
 * One summary out of several: their sentences and figures, without repetitions, ranked anew against each other. With `naming` every
 * point is followed by the name of the summary it comes from.
 */
export function mergeSummaries(
  summaries: readonly NamedText[],
  wish: { points: number; focus: string; language: PracticeLanguage; naming: boolean },
): string {
  const parts = summaries.map(takeSummaryApart)
  const sentences = unique(parts.flatMap((part) => part.sentences))
  const sources = new Map(sentences.map(({ text, source }) => [text, source]))
  const figureLines = [...new Set(parts.flatMap((part) => part.figureLines))]
  const figureSources = [...figureLines, ...sentences.map((sentence) => sentence.text)]
  return writeSummary(sentences, figureSources, wish.naming ? { ...wish, sources } : wish)
}

function writeSummary(
  sentences: readonly PlacedSentence[],
  figureSources: readonly string[],
  wish: { points: number; focus: string; language: PracticeLanguage; sources?: ReadonlyMap<string, string> },
): string {
  const words = wording[wish.language]
  if (figureSources.length === 0) return words.emptyText
  const ranked = rankSentences(sentences, wish.focus)
  const picked = pickSentences(ranked, wish.points + 1)
  const lead = picked.length > 1 ? bestOf(picked) : null
  const bullets = picked.filter((sentence) => sentence !== lead)
  const figures = pickFigures(figureSources, ranked, wish.points)
  const say = (text: string): string => {
    const source = wish.sources?.get(text) ?? ''
    return source === '' ? text : `${text} (*${source}*)`
  }
  const sections = [
    lead === null ? '' : say(lead.text),
    bullets.length === 0
      ? ''
      : `## ${words.keyPoints}\n\n${bullets.map((bullet) => `- ${say(bullet.text)}`).join('\n')}`,
    figures.length === 0 ? '' : `## ${words.keyFigures}\n\n${figures.map(figureBullet).join('\n')}`,
  ]
  return sections.filter((section) => section !== '').join('\n\n')
}

function bestOf(sentences: readonly RankedSentence[]): RankedSentence | null {
  return sentences.reduce<RankedSentence | null>(
    (best, one) => (best === null || one.score > best.score ? one : best),
    null,
  )
}

function figureBullet(line: FigureLine): string {
  return `- ${line.figures.map((figure) => `**${figure}**`).join(' · ')}: ${line.fragment}`
}

/** The weightiest lines with figures, in the order of the text; a sentence that ranks high lifts its figures. */
function pickFigures(sources: readonly string[], ranked: readonly RankedSentence[], points: number): FigureLine[] {
  const scores = new Map(ranked.map((sentence) => [sentence.text, sentence.score]))
  const seen = new Set<string>()
  const lines = sources.flatMap((source) => {
    if (source.length > 20_000) return []
    return findFigures(source).map((line) => ({ ...line, weight: line.weight * (1 + (scores.get(source) ?? 0)) }))
  })
  const fresh = lines.filter((line) => {
    const known = line.figures.every((figure) => seen.has(figure))
    for (const figure of line.figures) seen.add(figure)
    return !known
  })
  const chosen = new Set([...fresh].sort((left, right) => right.weight - left.weight).slice(0, Math.max(3, points)))
  return fresh.filter((line) => chosen.has(line))
}

/** Whole sentences of a readable length, those in the cells of a table too; where a text has none, whatever it has, cut at a word. */
function usable(sentences: readonly Sentence[]): PlacedSentence[] {
  const candidates = sentences.flatMap(({ kind, text }) => {
    if (kind === 'heading') return []
    return (kind === 'row' ? splitRow(text) : [text]).filter(isSentence)
  })
  const texts = candidates.length > 0 ? candidates : sentences.map((sentence) => shorten(sentence.text))
  return unique(texts.map((text, position) => ({ text, position })))
}

function isSentence(text: string): boolean {
  if (text.length > longestSentence || /[:：,，]$|\b(?:and|or)$/.test(text)) return false
  const han = text.match(/\p{Script=Han}/gu)?.length ?? 0
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return letters > text.length / 2 && (han >= 6 || words >= 4)
}

function shorten(text: string): string {
  if (text.length <= longestSentence) return text
  const cut = text.slice(0, longestSentence).replace(/[\uD800-\uDBFF]$/, '')
  const space = cut.lastIndexOf(' ')
  return space > longestSentence / 2 ? cut.slice(0, space) : cut
}

/** A sentence with the name of the summary it was taken from behind it, as a merge before this one wrote it. */
const namedLine = /^(?:- )?(.+) \(\*([^*\n]+)\*\)$/gm

/** Reads back a summary as it is written above; any other text counts by its sentences. */
function takeSummaryApart({ name, text }: NamedText): { sentences: SourcedSentence[]; figureLines: string[] } {
  const sections = text.split(/^##[ \t]+(?=\S)/m)
  const isFigures = (section: string): boolean => figureHeadings.some((heading) => section.startsWith(`${heading}\n`))
  const figureLines = sections
    .filter(isFigures)
    .flatMap((section) => [...section.matchAll(/^- \*\*.+?\*\*: (.+)$/gm)].map((match) => match[1]?.trim() ?? ''))
  const rest = sections
    .filter((section) => !isFigures(section))
    .map((section, index) => (index === 0 ? section : `## ${section}`))
    .join('\n')
  const named = [...rest.matchAll(namedLine)].map(([, sentence = '', source = '']) => ({ text: sentence, source }))
  const others = splitSentences(rest.replace(namedLine, ''))
    .filter((sentence) => sentence.kind !== 'heading')
    .map((sentence) => ({ text: sentence.text, source: name ?? '' }))
  return {
    sentences: [...named, ...others].map((one, position) => ({ ...one, text: shorten(one.text), position })),
    figureLines: figureLines.filter((line) => line !== ''),
  }
}

function unique<Kind extends PlacedSentence>(sentences: readonly Kind[]): Kind[] {
  const byText = new Map<string, Kind>()
  for (const sentence of sentences) {
    if (sentence.text !== '' && !byText.has(sentence.text)) byText.set(sentence.text, sentence)
  }
  return [...byText.values()]
}

import { type FigureLine, findFigures } from './figures.ts'
import { practiceLanguage } from './language.ts'
import { pickSentences, type RankedSentence, rankSentences } from './rank-sentences.ts'
import { type Sentence, splitSentences } from './sentences.ts'
import { figureHeadings, wording } from './wording.ts'

const longestSentence = 500

/** Markdown: the most central sentence, then the key points and the key figures; every sentence is one of the text's own. */
export function summarizeText(text: string, points: number, focus: string): string {
  const sentences = splitSentences(text)
  return writeSummary(
    text,
    usable(sentences),
    sentences.map((sentence) => sentence.text),
    points,
    focus,
  )
}

/** One summary out of several: their sentences and figures, without repetitions, ranked anew against each other. */
export function mergeSummaries(summaries: readonly string[], points: number, focus: string): string {
  const parts = summaries.map(takeSummaryApart)
  const sentences = unique(parts.flatMap((part) => part.sentences))
  const figureLines = unique(parts.flatMap((part) => part.figureLines))
  return writeSummary(summaries.join('\n'), sentences, [...figureLines, ...sentences], points, focus)
}

function writeSummary(
  text: string,
  sentences: readonly string[],
  figureSources: readonly string[],
  points: number,
  focus: string,
): string {
  const words = wording[practiceLanguage(text)]
  if (text.trim() === '' || figureSources.length === 0) return words.emptyText
  const ranked = rankSentences(sentences, focus)
  const picked = pickSentences(ranked, points + 1)
  const lead = picked.reduce<RankedSentence | null>(
    (best, one) => (best === null || one.score > best.score ? one : best),
    null,
  )
  const bullets = picked.length === 1 ? picked : picked.filter((sentence) => sentence !== lead)
  const figures = pickFigures(figureSources, ranked, points)
  const sections = [
    picked.length > 1 ? (lead?.text ?? '') : '',
    bullets.length === 0 ? '' : `## ${words.keyPoints}\n\n${bullets.map((bullet) => `- ${bullet.text}`).join('\n')}`,
    figures.length === 0 ? '' : `## ${words.keyFigures}\n\n${figures.map(figureBullet).join('\n')}`,
  ]
  return sections.filter((section) => section !== '').join('\n\n')
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

/** Whole sentences of a readable length; where a text has none, whatever it has, cut at a word. */
function usable(sentences: readonly Sentence[]): string[] {
  const whole = sentences.filter((sentence) => !sentence.isHeading && isSentence(sentence.text)).map((one) => one.text)
  if (whole.length > 0) return unique(whole)
  return unique(sentences.map((sentence) => shorten(sentence.text)))
}

function isSentence(text: string): boolean {
  if (text.length > longestSentence || text.startsWith('|')) return false
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

/** Reads back a summary as it is written above; any other text counts by its sentences. */
function takeSummaryApart(summary: string): { sentences: string[]; figureLines: string[] } {
  const sections = summary.split(/^##[ \t]+(?=\S)/m)
  const isFigures = (section: string): boolean => figureHeadings.some((heading) => section.startsWith(`${heading}\n`))
  const figureLines = sections
    .filter(isFigures)
    .flatMap((section) => [...section.matchAll(/^- \*\*.+?\*\*: (.+)$/gm)].map((match) => match[1]?.trim() ?? ''))
  const rest = sections
    .filter((section) => !isFigures(section))
    .map((section, index) => (index === 0 ? section : `## ${section}`))
  const sentences = splitSentences(rest.join('\n')).filter((sentence) => !sentence.isHeading)
  return { sentences: sentences.map((sentence) => shorten(sentence.text)), figureLines }
}

function unique(texts: readonly string[]): string[] {
  return [...new Set(texts)].filter((text) => text !== '')
}

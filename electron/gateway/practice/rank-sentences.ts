import { endsAsSentence } from './sentences.ts'
import { meaningfulWords } from './words.ts'

/** `position` counts from 0 within the text the sentence comes from. */
export type PlacedSentence = { text: string; position: number }
export type RankedSentence = PlacedSentence & { order: number; score: number; words: ReadonlySet<string> }

const damping = 0.85
const rounds = 30

/**
 * Ranks sentences by TextRank (Mihalcea and Tarau, 2004): a sentence counts as much as the sentences it shares words with. The
 * beginning of a text counts more and a sentence of few words, or one that does not end as sentences do, less; a sentence that speaks of the focus is lifted up to above all that do not. Deterministic.
 */
export function rankSentences(sentences: readonly PlacedSentence[], focus: string): RankedSentence[] {
  const words = sentences.map(({ text }) => new Set(meaningfulWords(text)))
  const scores = centrality(neighbours(words))
  const focusWords = new Set(meaningfulWords(focus))
  const lift = 3 * Math.max(0, ...scores)
  return sentences.map((sentence, order) => {
    const own = words[order] ?? new Set<string>()
    const early = 1 + 1 / (1 + sentence.position / 2)
    const substance = Math.min(1, 0.3 + own.size / 10)
    const whole = endsAsSentence(sentence.text) ? 1 : 0.5
    const score = (scores[order] ?? 0) * early * substance * whole + lift * share(focusWords, own)
    return { ...sentence, order, score, words: own }
  })
}

/** The best sentences in the order of the text; one that mostly repeats a better one is left out. */
export function pickSentences(ranked: readonly RankedSentence[], count: number): RankedSentence[] {
  const picked: RankedSentence[] = []
  const byScore = [...ranked].sort((left, right) => right.score - left.score || left.order - right.order)
  for (const sentence of byScore) {
    if (picked.length >= count) break
    if (!picked.some((other) => isRepetition(sentence, other))) picked.push(sentence)
  }
  return picked.sort((left, right) => left.order - right.order)
}

/** The part of `wanted` that `words` holds: 0 when nothing is wanted. */
export function share(wanted: ReadonlySet<string>, words: ReadonlySet<string>): number {
  if (wanted.size === 0) return 0
  let common = 0
  for (const word of wanted) if (words.has(word)) common += 1
  return common / wanted.size
}

function isRepetition(sentence: RankedSentence, other: RankedSentence): boolean {
  if (sentence.text === other.text) return true
  const smaller = sentence.words.size <= other.words.size ? sentence.words : other.words
  const larger = smaller === sentence.words ? other.words : sentence.words
  return smaller.size >= 3 && share(smaller, larger) > 0.75 && smaller.size > larger.size / 2
}

type Link = { to: number; weight: number }

/** Sentences that share words, found through the words; a word that very many sentences hold tells none of them apart. */
function neighbours(words: readonly ReadonlySet<string>[]): Link[][] {
  const sentencesByWord = new Map<string, number[]>()
  words.forEach((own, index) => {
    for (const word of own) {
      const holders = sentencesByWord.get(word)
      if (holders === undefined) sentencesByWord.set(word, [index])
      else holders.push(index)
    }
  })
  const common = words.map(() => new Map<number, number>())
  const mostHolders = Math.min(100, Math.max(10, words.length / 5))
  for (const holders of sentencesByWord.values()) {
    if (holders.length > mostHolders) continue
    for (const from of holders) {
      const row = common[from]
      for (const to of holders) if (row !== undefined && to !== from) row.set(to, (row.get(to) ?? 0) + 1)
    }
  }
  const size = (index: number): number => Math.log(1 + (words[index]?.size ?? 0))
  return common.map((row, from) => [...row].map(([to, shared]) => ({ to, weight: shared / (size(from) + size(to)) })))
}

function centrality(links: readonly Link[][]): number[] {
  const strength = links.map((row) => row.reduce((sum, link) => sum + link.weight, 0))
  let scores = links.map(() => 1)
  for (let round = 0; round < rounds; round++) {
    const next = links.map(() => 1 - damping)
    links.forEach((row, from) => {
      const given = (damping * (scores[from] ?? 0)) / (strength[from] || 1)
      for (const { to, weight } of row) next[to] = (next[to] ?? 0) + given * weight
    })
    scores = next
  }
  return scores
}

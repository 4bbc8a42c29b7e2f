import type { GuideChapter } from '../../../shared/model/guide.ts'

/** One chapter as it is written: its first line is its title. */
export type ChapterText = { readonly name: GuideChapter; readonly text: string }

/** A part of a chapter under one heading; the first part stands under the chapter's title. */
type Section = {
  readonly chapter: GuideChapter
  readonly title: string
  readonly heading: string
  readonly plain: string
}

export type Hit = Section & {
  /** The words around the first place that fits. */
  readonly around: string
}

const mostHits = 30
const aroundLength = 90

export function titleOf({ text }: ChapterText): string {
  return (/^#\s+(.+)/.exec(text)?.[1] ?? '').trim()
}

/** Parts of the guide that have to do with every word typed, the nearest first: titles before headings before text. */
export function findSections(chapters: readonly ChapterText[], typed: string, language: string): readonly Hit[] {
  const sections = chapters.flatMap(sectionsOf)
  const asTyped = typed.toLowerCase().split(/\s+/).filter(Boolean)
  if (asTyped.length === 0) return []
  const exact = fitting(sections, asTyped.map(singular))
  if (exact.length > 0) return exact
  // Nobody leaves gaps in Chinese, and few people type the very words of a page.
  const parted = wordsOf(typed, language)
  return parted.length === 0 ? [] : fitting(sections, parted)
}

function fitting(sections: readonly Section[], words: readonly string[]): readonly Hit[] {
  return sections
    .flatMap((section) => {
      const places = [section.title, section.heading, section.plain].map((place) => place.toLowerCase())
      const ranks = words.map((word) => places.findIndex((place) => place.includes(word)))
      if (ranks.includes(-1)) return []
      return [
        { hit: { ...section, around: around(section.plain, words) }, rank: ranks.reduce((sum, rank) => sum + rank, 0) },
      ]
    })
    .toSorted((left, right) => left.rank - right.rank)
    .slice(0, mostHits)
    .map(({ hit }) => hit)
}

function sectionsOf(chapter: ChapterText): Section[] {
  const title = titleOf(chapter)
  return chapter.text
    .split(/^(?=##?\s)/m)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [first = '', ...rest] = part.split('\n')
      const heading = first.replace(/^#+\s*/, '').trim()
      return { chapter: chapter.name, title, heading, plain: plainText(rest.join('\n')) }
    })
}

/** What a reader sees of Markdown: no marks, no addresses, no pictures. */
function plainText(markdown: string): string {
  return markdown
    .replace(/!\[[^\]]*\]\([^)]*\)/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[*_`|]|^[>#-]+\s/gm, '')
    .replace(/\s+/g, ' ')
    .trim()
}

function around(plain: string, words: readonly string[]): string {
  const lower = plain.toLowerCase()
  const found = words.map((word) => lower.indexOf(word)).filter((place) => place >= 0)
  const first = found.length === 0 ? 0 : Math.min(...found)
  const start = Math.max(0, first - aroundLength / 3)
  const text = plain.slice(start, start + aroundLength)
  return `${start > 0 ? '…' : ''}${text.trim()}${start + aroundLength < plain.length ? '…' : ''}`
}

function wordsOf(text: string, language: string): string[] {
  const segmenter = new Intl.Segmenter(language, { granularity: 'word' })
  return [...segmenter.segment(text.toLowerCase())]
    .filter(({ isWordLike, segment }) => isWordLike === true && saysSomething(segment))
    .map(({ segment }) => singular(segment))
}

/** Single characters and little words are everywhere, so they tell nothing. */
function saysSomething(word: string): boolean {
  if (/^\p{Script=Han}+$/u.test(word)) return word.length > 1 && !/^(怎么|什么|如何|可以|为什么|一个|这个)$/.test(word)
  return word.length > 2 && !/^(the|and|for|how|what|why|does|can|are|not|you|with|when)$/.test(word)
}

const singular = (word: string): string => (/^[a-z]{4,}[^s\W]s$/.test(word) ? word.slice(0, -1) : word)

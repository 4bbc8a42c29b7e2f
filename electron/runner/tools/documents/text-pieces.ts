import { CodedError } from '../../../../shared/contract/errors.ts'

/** A stretch of a text that fits, with what it counts. Pieces follow each other without gaps. */
export interface Piece {
  from: number
  to: number
  tokens: number
}

interface Range {
  from: number
  to: number
}

type Language = 'en' | 'zh' | 'other'

/**
 * Breaks the ranges that are too large into smaller and smaller units, until every piece fits. White space belongs to
 * the piece before it, so that no piece is blank unless the whole text is.
 *
 * @throws CodedError model.contextTooSmall when not even one character fits
 */
export function cutToFit(
  text: string,
  ranges: readonly Range[],
  language: Language,
  maxTokens: number,
  countTokens: (text: string) => number,
): Piece[] {
  const pieces: Piece[] = []
  const cut = (range: Range, level: number): void => {
    const own = text.slice(range.from, range.to).trim()
    const previous = pieces.at(-1)
    if (own === '' && previous !== undefined) {
      previous.to = range.to
      return
    }
    const tokens = countTokens(own)
    if (tokens <= maxTokens) {
      pieces.push({ ...range, tokens })
      return
    }
    const split = levels[level] ?? halves
    for (const smaller of split(text, range, language)) cut(smaller, level + 1)
  }
  for (const range of ranges) cut(range, 0)
  return pieces.filter(({ from, to }) => text.slice(from, to).trim() !== '')
}

type Level = (text: string, range: Range, language: Language) => Iterable<Range>

const levels: readonly Level[] = [
  (text, range) => after(/\n{2,}/g, text, range),
  (text, range) => after(/\n/g, text, range),
  (text, range, language) => segments('sentence', text, range, language),
  (text, range, language) => segments('word', text, range, language),
]

function* after(separator: RegExp, text: string, { from, to }: Range): Iterable<Range> {
  let start = from
  for (const match of text.slice(from, to).matchAll(separator)) {
    const end = from + match.index + match[0].length
    yield { from: start, to: end }
    start = end
  }
  if (start < to) yield { from: start, to }
}

function* segments(
  granularity: 'sentence' | 'word',
  text: string,
  { from, to }: Range,
  language: Language,
): Iterable<Range> {
  const segmenter = new Intl.Segmenter(language === 'other' ? 'und' : language, { granularity })
  for (const { index, segment } of segmenter.segment(text.slice(from, to))) {
    yield { from: from + index, to: from + index + segment.length }
  }
}

/** Never between the halves of one character. */
function halves(text: string, { from, to }: Range): Range[] {
  const isOne = to - from === 1 || (to - from === 2 && isLowSurrogate(text, from + 1))
  if (isOne) throw new CodedError('model.contextTooSmall', {}, 'a single character is larger than a part may be')
  const middle = Math.floor((from + to) / 2)
  const at = isLowSurrogate(text, middle) ? middle + 1 : middle
  return [
    { from, to: at },
    { from: at, to },
  ]
}

function isLowSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index)
  return unit >= 0xdc00 && unit <= 0xdfff && index > 0 && text.charCodeAt(index - 1) >>> 10 === 0x36
}

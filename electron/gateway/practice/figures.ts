import { isRow } from './sentences.ts'

/** Figures found together in one piece of a sentence: the money, dates, percentages and quantities, and the words around them. */
export type FigureLine = { figures: string[]; fragment: string; weight: number }

// Lengths are bounded, so that a text made of digits costs no more than any other.
const number = String.raw`\d{1,15}(?:[,，]\d{3}){0,5}(?:\.\d{1,10})?`
const scale = String.raw`(?:\s?(?:thousand|million|billion|trillion|bn|[kKmM](?![A-Za-z])|百万|千万|[十百千]?[万亿]))?`
const month = String.raw`(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan\.?|Feb\.?|Mar\.?|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)`

const dateWeight = 2

/** What is looked for, the weightier first; a place that one kind has taken is not looked at by the next. */
const kinds = [
  {
    // Money.
    weight: 4,
    pattern: new RegExp(
      String.raw`(?:US|HK|A|C|S)?[$€£¥￥]\s?${number}${scale}|(?:USD|CNY|RMB|EUR|GBP|JPY|HKD)\s?${number}${scale}|人民币\s?${number}${scale}元?|${number}${scale}\s?(?:dollars?|euros?|pounds|yuan|cents|USD|CNY|RMB|EUR|GBP|JPY|HKD)(?![A-Za-z])|${number}${scale}\s?(?:[美欧港日]?元|英镑|人民币)`,
      'gu',
    ),
  },
  {
    // Percentages.
    weight: 3,
    pattern: new RegExp(
      String.raw`[-+−]?${number}\s?(?:%|％|percent(?:age points?)?|per cent|个百分点)|百分之[零〇一二三四五六七八九十百点\d.]{1,12}`,
      'gu',
    ),
  },
  {
    // Dates.
    weight: dateWeight,
    pattern: new RegExp(
      String.raw`(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}(?:st|nd|rd|th)?\s${month}(?:,?\s\d{4})?|${month}\s\d{1,2}(?:st|nd|rd|th)?(?:,?\s\d{4})?(?!\d)|${month}\s\d{4}|Q[1-4]\s\d{4}|\d{4}\s?年(?:\s?\d{1,2}\s?月(?:\s?\d{1,2}\s?[日号])?|第?[一二三四1-4]季度)?|\d{1,2}\s?月\s?\d{1,2}\s?[日号]`,
      'gu',
    ),
  },
  {
    // Quantities.
    weight: 1,
    pattern: new RegExp(
      String.raw`(?<![\d.,A-Za-z$€£¥￥-])${number}${scale}\s?(?:kg|km|cm|mm|GB|MB|TB|kWh|MWh|°C|m²|(?!and\b|or\b|to\b|of\b|in\b|on\b|at\b|by\b|for\b|the\b|is\b|are\b|was\b|were\b|as\b|from\b|with\b)[a-z]{3,})(?![A-Za-z])|(?<![\d.,])${number}${scale}(?:多|余)?\s?(?:公里|公斤|千克|平方米|小时|分钟|工作日|[个名人位台件吨天周月家次份套辆页条项例户米号楼层倍])`,
      'gu',
    ),
  },
] as const

/** A row of a table is shown whole if it can be; a Chinese character says about as much as two Latin ones. */
function longestFragment(sentence: string): number {
  if (isRow(sentence)) return 160
  return /\p{Script=Han}/u.test(sentence) ? 48 : 96
}

/** The figures of a sentence, grouped by the piece of it they stand in; each piece is a part of the sentence. */
export function findFigures(sentence: string): FigureLine[] {
  const lines: (FigureLine & { from: number; to: number })[] = []
  for (const { start, end, weight } of locate(sentence)) {
    const last = lines.at(-1)
    const figure = sentence.slice(start, end).trim()
    if (last !== undefined && start >= last.from && end <= last.to) {
      if (!last.figures.includes(figure)) last.figures.push(figure)
      last.weight += weight
    } else {
      const piece = pieceAround(sentence, start, end)
      lines.push({ ...piece, figures: [figure], fragment: sentence.slice(piece.from, piece.to), weight })
    }
  }
  // The date of a row is its key, not what it says.
  const telling = isRow(sentence) ? lines.filter((line) => line.weight !== dateWeight) : lines
  return telling.map(({ figures, fragment, weight }) => ({ figures, fragment, weight }))
}

type Place = { start: number; end: number; weight: number }

function locate(sentence: string): Place[] {
  const places: Place[] = []
  for (const { pattern, weight } of kinds) {
    for (const match of sentence.matchAll(pattern)) {
      const start = match.index
      const end = start + match[0].length
      if (!places.some((place) => start < place.end && end > place.start)) places.push({ start, end, weight })
    }
  }
  return places.sort((left, right) => left.start - right.start)
}

type Piece = { from: number; to: number }

/** The whole sentence when it is short, else the clauses around the figure, else the words around it. */
function pieceAround(sentence: string, start: number, end: number): Piece {
  const longest = longestFragment(sentence)
  if (sentence.length <= longest) return trimmed(sentence, 0, sentence.length)
  const breaks = [...sentence.matchAll(/[;；，、]\s*|[,:]\s+|[：]/gu)].map((match) => match.index + match[0].length)
  const from = breaks.findLast((at) => at <= start) ?? 0
  const clauseEnd = breaks.find((at) => at >= end) ?? sentence.length
  const saysMore = clauseEnd - from > end - start + 6
  const to = saysMore ? clauseEnd : (breaks.find((at) => at > clauseEnd) ?? sentence.length)
  if (to - from <= longest) return trimmed(sentence, from, to)
  return wordsAround(sentence, start, end, longest)
}

function wordsAround(sentence: string, start: number, end: number, longest: number): Piece {
  const room = Math.max(0, longest - (end - start)) >> 1
  const left = Math.max(0, start - room)
  const right = Math.min(sentence.length, end + room)
  const firstGap = left === 0 ? 0 : sentence.slice(left, start).search(/\s/)
  const lastGap = right === sentence.length ? -1 : sentence.lastIndexOf(' ', right)
  return trimmed(sentence, left + Math.max(0, firstGap), lastGap >= end ? lastGap : right)
}

/** Leaves out space and punctuation around a piece, and never cuts a surrogate pair in two. */
function trimmed(text: string, from: number, to: number): Piece {
  const isSecondHalf = (at: number): boolean => /^[\uDC00-\uDFFF]/.test(text.slice(at, at + 1))
  const start = isSecondHalf(from) ? from + 1 : from
  const piece = text.slice(start, isSecondHalf(to) ? to - 1 : to)
  const end = to === text.length ? piece.trimEnd().length : piece.replace(/[\s,;:，；、：]+$/u, '').length
  return { from: start + (piece.length - piece.trimStart().length), to: start + end }
}

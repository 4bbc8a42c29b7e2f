import { withoutRadicals } from './chinese-radicals.ts'

/** A run of glyphs as pdf.js gives it: `transform` ends in the x and y of its baseline, y growing upwards. */
export interface PdfTextItem {
  str: string
  transform: readonly number[]
  width: number
  height: number
  hasEOL: boolean
}

interface Line {
  text: string
  left: number
  right: number
  baseline: number
  size: number
  /** Held together from runs that stand apart, as the cells of a table row do. */
  hasGaps: boolean
}

/**
 * The text of one page in the order it was drawn, as a person would copy it: lines that only wrap become one
 * paragraph again, wider gaps between lines become an empty line, wider gaps within a line become ` | `.
 */
export function layOutPage(items: Iterable<PdfTextItem>): string {
  const lines = toLines(items)
  let text = ''
  lines.forEach((line, index) => {
    const previous = lines[index - 1]
    if (previous === undefined) text = line.text
    else if (continues(previous, line, rightEdge(lines, index))) text = joinWrapped(text, line.text)
    else text += (isFarBelow(previous, line) ? '\n\n' : '\n') + line.text
  })
  return text
}

function toLines(items: Iterable<PdfTextItem>): Line[] {
  const lines: Line[] = []
  let line: Line | null = null
  const endLine = (): void => {
    if (line !== null && line.text.trim() !== '') lines.push({ ...line, text: line.text.trim() })
    line = null
  }
  for (const { str, ...place } of items) {
    const item = { ...place, str: withoutRadicals(str) }
    const [, , , , x = 0, y = 0] = item.transform
    if (item.str.trim() !== '') {
      const size = item.height || 1
      if (line !== null && Math.abs(y - line.baseline) > Math.max(size, line.size) * 0.6) endLine()
      line = line === null ? startLine(item, x, y, size) : extendLine(line, item, x, size)
    } else if (line !== null && item.str !== '' && !line.text.endsWith(' ')) {
      line.text += ' '
    }
    if (item.hasEOL) endLine()
  }
  endLine()
  return lines
}

/** In heights of a line; spaces in justified text stay below. */
const widestSpace = 1.2

function startLine(item: PdfTextItem, x: number, y: number, size: number): Line {
  return { text: item.str, left: x, right: x + item.width, baseline: y, size, hasGaps: false }
}

function extendLine(line: Line, item: PdfTextItem, x: number, size: number): Line {
  const gap = x - line.right
  const isWide = gap > size * widestSpace
  const text = isWide ? `${line.text.trimEnd()} | ${item.str.trimStart()}` : line.text + item.str
  const right = Math.max(line.right, x + item.width)
  return { ...line, text, right, size: Math.max(line.size, size), hasGaps: line.hasGaps || isWide }
}

/** The furthest right that text of this column reaches nearby. */
function rightEdge(lines: readonly Line[], index: number): number {
  const line = lines[index]
  let edge = 0
  for (let near = Math.max(0, index - 12); near < Math.min(lines.length, index + 12); near++) {
    const other = lines[near]
    if (line !== undefined && other !== undefined && Math.abs(other.left - line.left) < line.size * 3) {
      edge = Math.max(edge, other.right)
    }
  }
  return edge
}

/** A line was only wrapped if what comes first in the next one would not have fitted on it any more. */
function continues(previous: Line, line: Line, edge: number): boolean {
  if (previous.hasGaps || line.hasGaps || isFarBelow(previous, line) || startsItem.test(line.text)) return false
  const sameSize = Math.abs(previous.size - line.size) <= previous.size * 0.12
  const sameColumn = Math.abs(previous.left - line.left) <= line.size * 2.5
  const isColumnOfText = edge - line.left >= line.size * narrowestColumn
  return sameSize && sameColumn && isColumnOfText && previous.right + firstUnitWidth(line) >= edge
}

/** In heights of a line: narrower blocks are addresses, lists and captions, whose lines stand for themselves. */
const narrowestColumn = 16

/** A Chinese line may end one character early, so that the next does not begin with a full stop. */
function firstUnitWidth({ text, size, left, right }: Line): number {
  if (isChinese(text[0])) return size * 2.1
  const word = /^[^\s\u3000-\u9fff\uff00-\uffef]*/.exec(text)?.[0] ?? ''
  return ((right - left) * (word.length + 1)) / text.length + size * 0.3
}

const startsItem =
  /^(?:[-\u2022\u25cf\u25e6*\u2013]|\(?\d{1,3}[.)\u3001]|[\u2460-\u2473]|[\u4e00-\u5341]{1,3}\u3001)\s*\S/

function isFarBelow(previous: Line, line: Line): boolean {
  const drop = previous.baseline - line.baseline
  const areRows = previous.hasGaps && line.hasGaps
  return drop < 0 || drop > Math.max(previous.size, line.size) * (areRows ? 3.5 : 1.9)
}

/** Between Chinese characters no space was lost at the line's end; a hyphen within a Latin word was added there. */
function joinWrapped(text: string, next: string): string {
  const end = /[,.;:!?)%]$/.test(text) ? text.at(-2) : text.at(-1)
  if (isChinese(end) && isChinese(next[0])) return text + next
  if (/\p{Ll}-$/u.test(text.slice(-3)) && /^\p{Ll}/u.test(next)) return text.slice(0, -1) + next
  return `${text} ${next}`
}

function isChinese(character: string | undefined): boolean {
  return character !== undefined && /[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/.test(character)
}

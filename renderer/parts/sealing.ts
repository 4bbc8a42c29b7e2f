/**
 * A finished piece of Markdown: it will not change, so it is drawn once. `start` is its place in the whole text; `drawn` is
 * its text so that it stands by itself: a piece of a long table or of long code has the beginning and the end of one, too.
 */
export type SealedBlock = { readonly start: number; readonly text: string; readonly drawn: string }
/** Neighbouring blocks, shown and skipped together; a full one is never changed again. */
export type Stretch = { readonly start: number; readonly length: number; readonly blocks: readonly SealedBlock[] }
export type Sealed = {
  readonly stretches: readonly Stretch[]
  readonly end: number
  /** What has to stand before the unfinished rest: the opening of the code, or the head of the table, it is in. */
  readonly opening: string
}

export const nothingSealed: Sealed = { stretches: [], end: 0, opening: '' }

/** A tail longer than this is cut at a line even without a blank one, so that one update never draws a long text. */
export const longTail = 4_000
/** A line longer than this is cut inside. */
const longLine = 16_000
/** From this length on the next block begins a new stretch. */
const fullStretch = 6_000

/**
 * Seals what is finished of a text that grows at its end, so that a new word costs only the unfinished tail. `text` is the
 * part still held, `dropped` the number of characters let go at its front. A text that began anew is sealed anew.
 */
export function seal(known: Sealed, text: string, dropped: number): Sealed {
  const before = continues(known, text, dropped) ? letGo(known, dropped) : { ...nothingSealed, end: dropped }
  const tail = text.slice(before.end - dropped)
  const cuts = findCuts(tail, before.opening)
  if (cuts.length === 0) return before
  const stretches = [...before.stretches]
  let from = 0
  let { opening } = before
  for (const cut of cuts) {
    const piece = tail.slice(from, cut.at)
    add(stretches, { start: before.end + from, text: piece, drawn: opening + piece + cut.closing })
    from = cut.at
    opening = cut.opening
  }
  return { stretches, end: before.end + from, opening }
}

export const isFull = (stretch: Stretch | undefined): boolean => stretch === undefined || stretch.length >= fullStretch

/** Definitions of links that may stand anywhere in a text and count for all of it. */
export function definitionsOf(text: string): string {
  return (text.match(/^ {0,3}\[[^\]^\n]+\]:[ \t]+\S.*$/gm) ?? []).slice(0, 200).join('\n')
}

function add(stretches: Stretch[], block: SealedBlock): void {
  const last = stretches.at(-1)
  if (last === undefined || isFull(last)) {
    stretches.push({ start: block.start, length: block.text.length, blocks: [block] })
    return
  }
  stretches[stretches.length - 1] = {
    start: last.start,
    length: last.length + block.text.length,
    blocks: [...last.blocks, block],
  }
}

function continues(known: Sealed, text: string, dropped: number): boolean {
  if (known.end > dropped + text.length) return false
  const last = known.stretches.at(-1)?.blocks.at(-1)
  if (last === undefined) return known.end === 0 || known.end >= dropped
  const at = last.start - dropped
  if (at >= 0) return text.startsWith(last.text, at)
  return text.startsWith(last.text.slice(-at))
}

function letGo(known: Sealed, dropped: number): Sealed {
  const first = known.stretches[0]?.start ?? dropped
  if (known.end < dropped) return { ...nothingSealed, end: dropped }
  if (dropped === 0 || first >= dropped) return known
  return { ...known, stretches: known.stretches.filter((stretch) => stretch.start >= dropped) }
}

/** A place where a block is finished, what ends it there, and what the rest begins with. */
type Cut = { readonly at: number; readonly closing: string; readonly opening: string }

/**
 * A blank line outside of code, followed by text at the margin, surely ends a block. A stretch that goes on for long without
 * one is cut at a line: code is closed and opened again, a table gets its head once more.
 */
function findCuts(tail: string, opening: string): Cut[] {
  const cuts: Cut[] = []
  let fence = fenceOf(opening)
  /** The line that opened the code, or the two lines that head the table. */
  let head = opening
  let rows = opening !== '' && fence === '' ? 2 : 0
  let blank = false
  let at = 0
  const since = () => at - (cuts.at(-1)?.at ?? 0)
  const cut = (place: number, closing = '', next = '') => cuts.push({ at: place, closing, opening: next })
  while (at < tail.length) {
    const newline = tail.indexOf('\n', at)
    const lineEnd = newline === -1 ? tail.length : newline
    if (lineEnd - at > longLine && !isRow(tail.charAt(at))) {
      at = placeInside(tail, at)
      if (fence === '') cut(at)
      else cut(at, `\n${fence}\n`, head)
      blank = false
      continue
    }
    if (newline === -1) {
      if (blank && fence === '' && startsBlock(tail, at)) cut(at)
      break
    }
    const line = tail.slice(at, newline)
    const mark = fenceOf(line)
    if (fence !== '') {
      if (mark.startsWith(fence)) fence = ''
      else if (since() > longTail) cut(at, `${fence}\n`, head)
    } else {
      const row = isRow(line)
      if (line !== '' && at > 0) {
        if (blank && startsBlock(tail, at)) cut(at)
        else if (row && rows >= 3 && isHead(head) && since() > longTail) cut(at, '', head)
        else if (!row && since() > longTail && mayBegin(line, since())) cut(at)
      }
      rows = row ? rows + 1 : 0
      if (rows === 1) head = `${line}\n`
      if (rows === 2) head += `${line}\n`
      if (mark !== '') {
        fence = mark
        head = `${line}\n`
      }
    }
    blank = line.trim() === ''
    at = newline + 1
  }
  return cuts
}

const fenceOf = (line: string): string => /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? ''
/** Indented text after a blank line may still belong to the list above it. */
const startsBlock = (tail: string, at: number): boolean => at > 0 && /\S/.test(tail.charAt(at))
const isRow = (line: string): boolean => line.trimStart().startsWith('|')
const isHead = (head: string): boolean => /^[\s|:-]*-[\s|:-]*$/.test(head.split('\n')[1] ?? '')

/** Not a line that is under another, and not one that makes a heading of the line above, unless it cannot be helped. */
const mayBegin = (line: string, since: number): boolean =>
  (/^\S/.test(line) && !/^[-=\s|:]+$/.test(line)) || since > 4 * longTail

/** After a space if there is one near, and never between the halves of a character. */
function placeInside(tail: string, at: number): number {
  const space = tail.lastIndexOf(' ', at + longLine)
  if (space > at + longLine / 2) return space + 1
  const code = tail.charCodeAt(at + longLine)
  return code >= 0xdc00 && code <= 0xdfff ? at + longLine + 1 : at + longLine
}

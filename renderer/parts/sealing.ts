/** A finished stretch of Markdown: it will not change, so it is drawn once. `start` is its place in the whole text. */
export type SealedBlock = { readonly start: number; readonly text: string }
export type Sealed = { readonly blocks: readonly SealedBlock[]; readonly end: number }

export const nothingSealed: Sealed = { blocks: [], end: 0 }

/** A tail longer than this is cut at a line even without a blank one, so that one update never draws a long text. */
const longTail = 4_000

/**
 * Seals what is finished of a text that grows at its end, so that a new word costs only the unfinished tail. `text` is the
 * part still held, `dropped` the number of characters let go at its front. A text that began anew is sealed anew.
 */
export function seal(known: Sealed, text: string, dropped: number): Sealed {
  const before = continues(known, text, dropped) ? letGo(known, dropped) : { blocks: [], end: dropped }
  const tail = text.slice(before.end - dropped)
  const cuts = findCuts(tail)
  if (cuts.length === 0) return before === known ? known : before
  const blocks = [...before.blocks]
  let from = 0
  for (const cut of cuts) {
    blocks.push({ start: before.end + from, text: tail.slice(from, cut) })
    from = cut
  }
  return { blocks, end: before.end + from }
}

function continues(known: Sealed, text: string, dropped: number): boolean {
  if (known.end > dropped + text.length) return false
  const last = known.blocks.at(-1)
  if (last === undefined) return known.end === 0 || known.end >= dropped
  const at = last.start - dropped
  if (at >= 0) return text.startsWith(last.text, at)
  return text.startsWith(last.text.slice(-at))
}

function letGo(known: Sealed, dropped: number): Sealed {
  if (dropped === 0 || (known.blocks[0]?.start ?? dropped) >= dropped) {
    return known.end >= dropped ? known : { blocks: known.blocks, end: dropped }
  }
  return { blocks: known.blocks.filter((block) => block.start >= dropped), end: Math.max(known.end, dropped) }
}

/** Places in the tail where a block is surely finished: a blank line outside a code fence, followed by text at the margin. */
function findCuts(tail: string): number[] {
  const cuts: number[] = []
  let fence = ''
  let blank = false
  let lastLine = 0
  let at = 0
  while (at < tail.length) {
    const newline = tail.indexOf('\n', at)
    if (newline === -1) {
      if (blank && fence === '' && startsBlock(tail, at)) cuts.push(at)
      break
    }
    const line = tail.slice(at, newline)
    if (fence === '' && line !== '' && at > 0) {
      if (blank && startsBlock(tail, at)) cuts.push(at)
      lastLine = at
    }
    const mark = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (mark !== undefined) {
      if (fence === '') fence = mark
      else if (mark.startsWith(fence)) fence = ''
    }
    blank = line.trim() === ''
    at = newline + 1
  }
  const end = cuts.at(-1) ?? 0
  if (fence === '' && tail.length - end > longTail && lastLine > end && !isTable(tail.slice(lastLine))) {
    cuts.push(lastLine)
  }
  return cuts
}

/** Indented text after a blank line may still belong to the list above it. */
const startsBlock = (tail: string, at: number): boolean => at > 0 && /\S/.test(tail.charAt(at))
const isTable = (line: string): boolean => line.trimStart().startsWith('|')

/** A sentence, a heading or a row of a table as it stands in the text, line breaks inside it aside. */
export type Sentence = { kind: 'sentence' | 'heading' | 'row'; text: string }

const han = /\p{Script=Han}/u
const listMark =
  /^\s*(?:(?:[-*+•·▪◦‣–—>]\s+|\d{1,3}[.)、](?!\d)|[(（]?[一二三四五六七八九十]{1,3}[)）、])\s*)(?:\[[ xX]\]\s+)?/
const rowMark = /(?:^|\s)\|(?:\s|$)/
/** A list item, or a label in bold such as `**Present:**`. */
const startMark = new RegExp(String.raw`${listMark.source}|^\s*\*\*\S`)
const headingMark = /^\s{0,3}#{1,6}\s+/
const sentenceEnd = /[.!?。！？…；;:：]["'”’」』)）]*$/
const abbreviation =
  /(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|St|Inc|Ltd|Co|Corp|No|Nos|vs|etc|Fig|approx|e\.g|i\.e|[A-Z]|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.\s*$/
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

/**
 * Cuts a text into its sentences. Lines that a page layout broke are joined again; list items, headings and rows of a table stand
 * for themselves. Every sentence is a part of the text, but for white space.
 */
export function splitSentences(text: string): Sentence[] {
  return paragraphs(text).flatMap((paragraph): Sentence[] =>
    paragraph.kind === 'sentence'
      ? sentencesOf(paragraph.text).map((one) => ({ kind: 'sentence', text: one }))
      : [paragraph],
  )
}

/** True for a text that ends as a sentence does, not as a title, a label or an item of a list. */
export function endsAsSentence(text: string): boolean {
  return /[.!?。！？…]["'”’」』)）*_]*$/.test(text)
}

/** True for a row of a table: its cells are parted by bars. */
export function isRow(line: string): boolean {
  return rowMark.test(line)
}

/** The sentences in the cells of a row. */
export function splitRow(row: string): string[] {
  return row
    .split(/\s*\|\s*/)
    .filter((cell) => cell !== '')
    .flatMap(sentencesOf)
}

function sentencesOf(paragraph: string): string[] {
  const sentences: string[] = []
  let held = ''
  for (const { segment } of segmenter.segment(paragraph)) {
    held += segment
    if (abbreviation.test(held.slice(-12))) continue
    if (held.trim() !== '') sentences.push(held.trim())
    held = ''
  }
  if (held.trim() !== '') sentences.push(held.trim())
  return sentences
}

function paragraphs(text: string): Sentence[] {
  const found: Sentence[] = []
  let held = ''
  let lastLine = ''
  let isItem = false
  const close = (): void => {
    if (held !== '') found.push({ kind: !isItem && isTitle(held) ? 'heading' : 'sentence', text: held })
    held = ''
  }
  for (const raw of text.split(/\r\n|\r|\n|\u2028|\u2029|\f/)) {
    const line = raw.trim()
    if (line === '' || /^(?:[-=_*|:\s]{3,}|```.*)$/.test(line)) {
      close()
    } else if (headingMark.test(line)) {
      close()
      const title = line.replace(headingMark, '').trim()
      if (title !== '') found.push({ kind: 'heading', text: title })
    } else if (isRow(line)) {
      close()
      found.push({ kind: 'row', text: line.replace(listMark, '') })
    } else {
      const startsAnew = startMark.test(line) || isRow(lastLine) || !goesOn(lastLine, line)
      if (startsAnew) {
        close()
        isItem = startMark.test(line)
      }
      const plain = startsAnew ? line.replace(listMark, '').trim() : line
      held = held === '' ? plain : `${held}${joint(held, plain)}${plain}`
    }
    lastLine = line
  }
  close()
  return found
}

/** A short paragraph that does not end as a sentence does. */
function isTitle(paragraph: string): boolean {
  return paragraph.length <= (han.test(paragraph) ? 25 : 60) && !sentenceEnd.test(paragraph)
}

/** True when a line was only broken by the page's width: it is long, and does not end as a sentence does. */
function goesOn(previous: string, next: string): boolean {
  if (previous === '' || sentenceEnd.test(previous)) return previous !== '' && /^\p{Ll}/u.test(next)
  return previous.length >= (han.test(previous) ? 18 : 40) || /^\p{Ll}/u.test(next)
}

function joint(left: string, right: string): string {
  return han.test(left.at(-1) ?? '') || han.test(right.at(0) ?? '') ? '' : ' '
}

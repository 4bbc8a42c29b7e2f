/** A sentence as it stands in the text, line breaks inside it aside. */
export type Sentence = { text: string; isHeading: boolean }

const han = /\p{Script=Han}/u
const listMark = /^\s*(?:[-*+•·▪◦‣–—]|\d{1,3}[.)、](?!\d)|[(（]?[一二三四五六七八九十]{1,3}[)）、]|>)\s*/
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
    paragraph.isHeading ? [paragraph] : sentencesOf(paragraph.text).map((one) => ({ text: one, isHeading: false })),
  )
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
    if (held !== '') found.push({ text: held, isHeading: !isItem && isTitle(held) })
    held = ''
  }
  for (const raw of text.split(/\r\n|\r|\n|\u2028|\u2029|\f/)) {
    const line = raw.trim()
    if (line === '' || /^(?:[-=_*|:\s]{3,}|```.*)$/.test(line)) {
      close()
    } else if (headingMark.test(line)) {
      close()
      const title = line.replace(headingMark, '').trim()
      if (title !== '') found.push({ text: title, isHeading: true })
    } else {
      const startsAnew = listMark.test(line) || line.startsWith('|') || !goesOn(lastLine, line)
      if (startsAnew) {
        close()
        isItem = listMark.test(line) || line.startsWith('|')
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

import { type DocumentSection, type DocumentText, type SectionLabel, sectionSeparator } from './document.ts'
import { cutToFit, type Piece } from './text-pieces.ts'

export interface DocumentPart {
  /** From 1. */
  index: number
  of: number
  /** Ready to be read on its own: the lead of its table where it was cut out of one, then its piece of the text. */
  text: string
  tokens: number
  /** The piece is `document.text.slice(from, to)`; the pieces of all parts, in order, are the whole text. */
  from: number
  to: number
  /** Where the piece begins and ends, for citing; equal when it lies within one section. */
  first: SectionLabel | null
  last: SectionLabel | null
}

/**
 * Cuts a document into parts of at most `maxTokens` each, at its sections where that is enough, then at paragraphs,
 * lines, sentences, words, and at last between characters. Pure: the same document gives the same parts.
 *
 * @param maxTokens for the text of one part; at least 1
 * @param countTokens an estimate will do; what fits is what it says fits
 * @throws CodedError model.contextTooSmall when not even one character fits
 */
export function splitDocument(
  document: Pick<DocumentText, 'text' | 'sections' | 'language'>,
  maxTokens: number,
  countTokens: (text: string) => number,
): DocumentPart[] {
  const { text } = document
  const places = placeSections(document.sections, text.length)
  const pieces = cutToFit(text, places, document.language, maxTokens, countTokens)
  const parts: Omit<DocumentPart, 'index' | 'of'>[] = []

  /** A header that would fill half of every part is not worth repeating. */
  const leadAt = (from: number): { lead: string; tokens: number } => {
    const lead = leadFor(places, from)
    const tokens = lead === '' ? 0 : countTokens(lead)
    return tokens <= maxTokens / 2 ? { lead, tokens } : { lead: '', tokens: 0 }
  }

  /** Closes a part over the given pieces, or over fewer of them where the whole counts more than its pieces did. */
  const closePart = (group: readonly Piece[]): void => {
    const from = group[0]?.from ?? 0
    const to = group.at(-1)?.to ?? 0
    const own = text.slice(from, to).trim()
    const candidates = [leadAt(from).lead + own, own].map((whole) => ({ whole, tokens: countTokens(whole) }))
    const fitting = candidates.find(({ tokens }) => tokens <= maxTokens)
    if (fitting !== undefined) {
      const first = labelAt(places, from)
      const last = labelAt(places, to - 1)
      parts.push({ text: fitting.whole, tokens: fitting.tokens, from, to, first, last })
      return
    }
    const half = Math.ceil(group.length / 2)
    closePart(group.slice(0, half))
    closePart(group.slice(half))
  }

  let group: Piece[] = []
  let room = maxTokens
  for (const piece of pieces) {
    if (group.length > 0 && piece.tokens > room) {
      closePart(group)
      group = []
    }
    if (group.length === 0) room = maxTokens - leadAt(piece.from).tokens
    group.push(piece)
    room -= piece.tokens
  }
  if (group.length > 0) closePart(group)
  return parts.map((part, index) => ({ index: index + 1, of: parts.length, ...part }))
}

interface Place {
  section: DocumentSection
  from: number
  /** The separator after a section counts as its own. */
  to: number
}

function placeSections(sections: readonly DocumentSection[], length: number): Place[] {
  let from = 0
  return sections.map((section, index) => {
    const to = index === sections.length - 1 ? length : from + section.text.length + sectionSeparator.length
    const place = { section, from, to }
    from = to
    return place
  })
}

function placeAt(places: readonly Place[], offset: number): Place | undefined {
  let low = 0
  let high = places.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((places[middle]?.from ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return places[low]
}

/** What a part that begins here needs in front of it: nothing at the start of a section, whose text brings its lead. */
function leadFor(places: readonly Place[], from: number): string {
  const place = placeAt(places, from)
  const lead = place?.section.lead ?? ''
  return place !== undefined && from >= place.from + lead.length ? lead : ''
}

/** Rows are narrowed to the one that stands here, if every line of the section is one row. */
function labelAt(places: readonly Place[], offset: number): SectionLabel | null {
  const place = placeAt(places, offset)
  const label = place?.section.label ?? null
  if (place === undefined || label === null || !('rows' in label)) return label
  const { text, lead = '' } = place.section
  const [first, last] = label.rows
  const lineAt = (end: number): number => text.slice(lead.length, end).trimEnd().split('\n').length - 1
  if (lineAt(text.length) !== last - first) return label
  const row = first + lineAt(offset - place.from + 1)
  return { rows: [row, row] }
}

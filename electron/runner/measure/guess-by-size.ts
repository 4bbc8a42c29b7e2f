import type { DocumentKind } from '../tools/documents/document.ts'
import type { ListedFile } from '../tools/documents/list-folder.ts'
import { formatByName } from '../tools/documents/formats.ts'
import type { MeasuredFile } from './texts-of.ts'

/** Bytes of a file for one token of its text; half or a third of that is as common. */
const bytesPerToken: Record<DocumentKind, number> = {
  txt: 4,
  md: 4,
  csv: 3,
  html: 10,
  docx: 25,
  pdf: 40,
  xlsx: 8,
  pptx: 150,
  eml: 12,
  zip: 6,
  image: Number.POSITIVE_INFINITY,
}
/** A text longer than this is refused by the readers anyway. */
const mostTokens = 5_000_000

/** How many tokens a document may have, by nothing but its size and its kind. */
export function guessBySize({ path, bytes }: Pick<ListedFile, 'path' | 'bytes'>): MeasuredFile {
  const kind = formatByName(path)?.kind ?? 'txt'
  return {
    tokens: Math.min(mostTokens, Math.ceil(bytes / bytesPerToken[kind])),
    language: 'en',
    precision: 'rough',
  }
}

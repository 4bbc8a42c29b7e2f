import type { z } from 'zod'
import type { documentKindSchema } from '../../../../shared/model/document.ts'

export type DocumentKind = z.infer<typeof documentKindSchema>

/** Where a piece of text stands, in the words a person would look it up by. Pages and rows count from 1. */
export type SectionLabel = { page: number } | { heading: string } | { rows: readonly [first: number, last: number] }

export interface DocumentSection {
  /** Null where the document has no pages, headings or rows to point at. */
  label: SectionLabel | null
  text: string
  /** The beginning of `text` that every part cut out of this section needs again, such as a table's header. */
  lead?: string
}

/** What a reader of the result should know although the document could be read. */
export const documentWarningCodes = [
  /** The encoding was assumed, since nothing in the bytes proves it. `encoding` */
  'encoding.guessed',
  /** Some bytes are not valid in the encoding; they read as U+FFFD. `encoding` `count` */
  'encoding.damaged',
  /** The content is of another kind than the name says; the content was followed. `named` `found` */
  'kind.mislabelled',
  /** Pages that are pictures only. `count` `first` */
  'pdf.pagesWithoutText',
  /** Pages that could not be read. `count` `first` */
  'pdf.pagesBroken',
  /** The file does not end as a PDF must, so its end may be missing. */
  'pdf.incomplete',
  /** Pictures are not read. `count` */
  'pictures.leftOut',
  /** Rows with more or fewer cells than the header. `count` `first` */
  'csv.unevenRows',
  /** Files inside that could not be read. `count` */
  'zip.unread',
] as const
export type DocumentWarningCode = (typeof documentWarningCodes)[number]

export interface DocumentWarning {
  code: DocumentWarningCode
  params: Record<string, string | number>
}

export interface DocumentText {
  kind: DocumentKind
  /** The file's own name, without folders. */
  name: string
  bytes: number
  /** Of the very bytes that were read, in hex. */
  sha256: string
  /** A WHATWG encoding name; null for kinds that carry their own (pdf, docx). */
  encoding: string | null
  title: string | null
  language: 'en' | 'zh' | 'other'
  sections: DocumentSection[]
  /** The sections' texts with one empty line between them. */
  text: string
  /** Length of `text` in UTF-16 units. */
  characters: number
  warnings: DocumentWarning[]
}

/** What stands between two sections in `DocumentText.text`. */
export const sectionSeparator = '\n\n'

/** How much one document may cost. Anything above is refused as `document.tooLarge` or `document.timedOut`. */
export interface DocumentLimits {
  /** Size of the file in bytes; it is held in memory whole. */
  bytes: number
  /** UTF-16 units of extracted text, separators included. */
  characters: number
  pages: number
  /** Bytes one stream of a PDF may unfold to; the text of the fullest real page takes a few megabytes. */
  streamBytes: number
  /** Pieces of text on one PDF page; a dense one has some thousand. */
  pageItems: number
  /** UTF-16 units of HTML source. */
  markupCharacters: number
  /** Tags in HTML source or in the XML of a container: each element costs up to a kilobyte of memory. */
  tags: number
  /** Elements within elements in HTML source; real pages stay below a few hundred. */
  markupDepth: number
  /** Bytes of XML taken out of a zip container, together. */
  expandedBytes: number
  /** How much larger than its compressed form one entry above a megabyte may be. Deflate can reach 1,032. */
  expansionRatio: number
  zipEntries: number
  milliseconds: number
}

export const defaultDocumentLimits: DocumentLimits = {
  bytes: 200 * 1024 * 1024,
  characters: 20_000_000,
  pages: 5_000,
  streamBytes: 64 * 1024 * 1024,
  pageItems: 400_000,
  markupCharacters: 16_000_000,
  tags: 1_500_000,
  markupDepth: 5_000,
  expandedBytes: 48 * 1024 * 1024,
  expansionRatio: 250,
  zipEntries: 10_000,
  milliseconds: 60_000,
}

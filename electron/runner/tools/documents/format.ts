import type { DocumentKind, DocumentLimits, DocumentWarning } from './document.ts'
import type { SectionCollector } from './sections.ts'
import type { ZipListing } from './open-zip.ts'

/** What a file's content shows of itself before any parser has run. */
export type Content =
  | { container: 'pdf' }
  | { container: 'zip'; listing: ZipListing }
  | { container: 'text'; looksLikeHtml: boolean }
  | { container: 'picture' }

export interface DocumentSource {
  name: string
  bytes: Buffer
  content: Content
  limits: DocumentLimits
  /** Aborted when time is up or the run is stopped. */
  signal: AbortSignal
  /** Receives the text, in reading order. */
  collector: SectionCollector
  /**
   * The texts of a document inside this one, such as an attachment; none where it cannot be read. One inside another inside this is
   * not opened.
   */
  inner(name: string, bytes: Buffer): Promise<string[]>
  /** Lets timers and messages through, then throws if the reading was aborted. Call it once per page or so. */
  breathe(): Promise<void>
}

export interface ReadResult {
  encoding: string | null
  title: string | null
  warnings: DocumentWarning[]
}

/** One kind of document: how it is told apart and how it is read. One file per kind in `kinds/`. */
export interface DocumentFormat {
  kind: DocumentKind
  /** Lower case, without the dot. */
  extensions: readonly string[]
  /** Whether the content proves this kind whatever the file is called. Plain text proves nothing. */
  recognizes(content: Content): boolean
  /** Whether content that proves no kind may be read as this one when the file is called so. */
  trustsName: boolean
  /**
   * @throws DocumentError anything but the errors of opening a file; other errors count as a broken document
   */
  read(source: DocumentSource): Promise<ReadResult>
}

import { DocumentError, describe } from '../document-error.ts'
import type { DocumentWarning, DocumentWarningCode } from '../document.ts'
import type { DocumentFormat, DocumentSource } from '../format.ts'
import { layOutPage, type PdfTextItem } from '../pdf-layout.ts'
import { hasUnfoldingStream } from '../pdf-streams.ts'

/** A PDF, page by page, so that its length costs time but little memory. Pictures are not read. */
export const pdf: DocumentFormat = {
  kind: 'pdf',
  extensions: ['pdf'],
  recognizes: (content) => content.container === 'pdf',
  trustsName: false,
  read: async (source) => {
    const { name, bytes, limits, breathe } = source
    if (await hasUnfoldingStream(bytes, limits.streamBytes, breathe)) throw tooLarge(source, 'streamBytes')
    const [{ getResolvedPDFJS }, { CharacterMaps }] = await Promise.all([
      import('unpdf'),
      import('../pdf-character-maps.ts'),
    ])
    const { getDocument } = await getResolvedPDFJS()
    const task = getDocument({
      // pdf.js takes the memory over for good, and a small Buffer shares its memory with others.
      data: new Uint8Array(bytes),
      verbosity: 0,
      disableFontFace: true,
      useSystemFonts: false,
      useWorkerFetch: false,
      BinaryDataFactory: CharacterMaps,
      isOffscreenCanvasSupported: false,
    })
    const stop = (): void => void task.destroy()
    source.signal.addEventListener('abort', stop, { once: true })
    try {
      return await readPages(await task.promise, source)
    } catch (error) {
      source.signal.throwIfAborted()
      throw asDocumentError(name, error)
    } finally {
      source.signal.removeEventListener('abort', stop)
      await task.destroy()
    }
  },
}

type PdfDocument = Awaited<ReturnType<typeof import('unpdf').getDocumentProxy>>

async function readPages(pages: PdfDocument, source: DocumentSource) {
  const { name, limits, collector } = source
  if (pages.numPages > limits.pages) throw tooLarge(source, 'pages')
  const withoutText: number[] = []
  const broken: number[] = []
  for (let number = 1; number <= pages.numPages; number++) {
    await source.breathe()
    const text = await readPage(pages, number, source)
    if (text === null) broken.push(number)
    else if (text.trim() === '') withoutText.push(number)
    else collector.add({ page: number }, text)
  }
  if (broken.length === pages.numPages) throw new DocumentError('document.broken', { name }, 'no page can be read')
  const warnings: DocumentWarning[] = [
    ...warnAbout('pdf.pagesWithoutText', withoutText),
    ...warnAbout('pdf.pagesBroken', broken),
    ...(endsProperly(source.bytes) ? [] : [{ code: 'pdf.incomplete', params: {} } as const]),
  ]
  return { encoding: null, title: await titleOf(pages), warnings }
}

/** Null where the page itself is damaged; the others are still read. */
async function readPage(pages: PdfDocument, number: number, source: DocumentSource): Promise<string | null> {
  try {
    const page = await pages.getPage(number)
    const text: PdfTextItem[] = []
    // Read by hand: leaving a loop over the stream would cancel it, and pdf.js then rejects where nobody can catch it.
    const reader: ReadableStreamDefaultReader<TextChunk> = page.streamTextContent().getReader()
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      for (const item of chunk.value.items) if ('str' in item) text.push(item)
      if (text.length > source.limits.pageItems) throw tooLarge(source, 'pageItems')
      await source.breathe()
    }
    page.cleanup()
    return layOutPage(text)
  } catch (error) {
    source.signal.throwIfAborted()
    if (error instanceof DocumentError) throw error
    return null // Told as a broken page.
  }
}

type TextChunk = Awaited<ReturnType<Awaited<ReturnType<PdfDocument['getPage']>>['getTextContent']>>

function tooLarge({ name, limits }: DocumentSource, limit: 'pages' | 'pageItems' | 'streamBytes'): DocumentError {
  return new DocumentError('document.tooLarge', { name, limit, max: limits[limit] })
}

function warnAbout(code: DocumentWarningCode, pages: readonly number[]): DocumentWarning[] {
  const [first] = pages
  return first === undefined ? [] : [{ code, params: { count: pages.length, first } }]
}

/** A PDF ends in `%%EOF`; one that was cut off does not, and pdf.js then reads what it can find. */
function endsProperly(bytes: Buffer): boolean {
  return bytes.subarray(-2048).includes('%%EOF')
}

async function titleOf(pages: PdfDocument): Promise<string | null> {
  const { info } = await pages.getMetadata()
  const title: unknown = 'Title' in info ? info.Title : null
  return typeof title === 'string' && !nameOfOrigin.test(title) ? title.trim() || null : null
}

/** What programs write for want of a title, such as `Microsoft Word - letter.doc` or `untitled`. */
const nameOfOrigin =
  /^(?:microsoft (?:word|excel|powerpoint)\b|untitled|\u65e0\u6807\u9898)|\.(?:docx?|xlsx?|pptx?|pdf|indd|tex|dvi)$/i

/** pdf.js tells its errors apart by name. */
function asDocumentError(name: string, error: unknown): Error {
  if (error instanceof DocumentError) return error
  const isLocked = error instanceof Error && error.name === 'PasswordException'
  return new DocumentError(isLocked ? 'document.encrypted' : 'document.broken', { name }, describe(error), error)
}

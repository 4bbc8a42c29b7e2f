import { DocumentError, describe } from '../document-error.ts'
import type { DocumentWarning, DocumentWarningCode } from '../document.ts'
import type { DocumentFormat, DocumentSource } from '../format.ts'
import { CharacterMaps } from '../pdf-character-maps.ts'
import { layOutPage } from '../pdf-layout.ts'

/** A PDF, page by page, so that its length costs time but little memory. Pictures are not read. */
export const pdf: DocumentFormat = {
  kind: 'pdf',
  extensions: ['pdf'],
  recognizes: (content) => content.container === 'pdf',
  trustsName: false,
  read: async (source) => {
    const { getResolvedPDFJS } = await import('unpdf')
    const { getDocument } = await getResolvedPDFJS()
    const task = getDocument({
      // pdf.js takes the memory over for good, and a small Buffer shares its memory with others.
      data: new Uint8Array(source.bytes),
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
      throw asDocumentError(source.name, error)
    } finally {
      source.signal.removeEventListener('abort', stop)
      await task.destroy()
    }
  },
}

type PdfDocument = Awaited<ReturnType<typeof import('unpdf').getDocumentProxy>>

async function readPages(pages: PdfDocument, source: DocumentSource) {
  const { name, limits, collector } = source
  if (pages.numPages > limits.pages) {
    throw new DocumentError('document.tooLarge', { name, limit: 'pages', max: limits.pages }, `${pages.numPages} pages`)
  }
  const withoutText: number[] = []
  const broken: number[] = []
  for (let number = 1; number <= pages.numPages; number++) {
    await source.breathe()
    const text = await readPage(pages, number)
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
async function readPage(pages: PdfDocument, number: number): Promise<string | null> {
  try {
    const page = await pages.getPage(number)
    const { items } = await page.getTextContent()
    page.cleanup()
    return layOutPage(items.filter((item) => 'str' in item))
  } catch {
    return null // Counted as a broken page; a reading that was stopped fails at its next breath.
  }
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

import { DocumentError } from './document-error.ts'
import type { DocumentLimits, DocumentWarning } from './document.ts'
import type { Content, DocumentFormat } from './format.ts'
import { extensionOf, formatByName, formats } from './formats.ts'
import { listZip } from './open-zip.ts'

export interface DetectedKind {
  format: DocumentFormat
  content: Content
  warnings: DocumentWarning[]
}

/**
 * Decides what a file is: by its content first, by its name where the content proves nothing.
 *
 * @throws DocumentError empty, encrypted, broken, unsupported (with the `format` that was found), tooLarge
 */
export async function detectKind(name: string, bytes: Buffer, limits: DocumentLimits): Promise<DetectedKind> {
  if (bytes.length === 0) throw new DocumentError('document.empty', { name })
  const foreign = foreignFormat(bytes)
  if (foreign === 'encrypted') throw new DocumentError('document.encrypted', { name })
  if (foreign !== null) throw new DocumentError('document.unsupported', { name, format: foreign })
  const content = await contentOf(name, bytes, limits)
  const named = formatByName(name)
  const proven = Object.values(formats).find((format) => format.recognizes(content))
  if (proven !== undefined) return { format: proven, content, warnings: mislabelled(name, proven) }
  if (content.container === 'zip')
    return { format: zipFormat(name, content.listing.names, named), content, warnings: [] }
  if (named !== null && !named.trustsName) {
    throw new DocumentError('document.broken', { name }, `nothing of the content is ${named.kind}`)
  }
  return { format: named ?? formats.txt, content, warnings: [] }
}

async function contentOf(name: string, bytes: Buffer, limits: DocumentLimits): Promise<Content> {
  // Readers accept up to a kilobyte of anything before a PDF's first line.
  if (bytes.subarray(0, 1024).includes('%PDF-')) return { container: 'pdf' }
  if (startsWith(bytes, 'PK\u0003\u0004') || startsWith(bytes, 'PK\u0005\u0006')) {
    return { container: 'zip', listing: await listZip(name, bytes, limits) }
  }
  if (pictures.some((start) => startsWith(bytes, start)) || isWebp(bytes)) return { container: 'picture' }
  const opening = bytes.subarray(0, 2048).toString('latin1').replaceAll('\u0000', '')
  return { container: 'text', looksLikeHtml: htmlOpening.test(opening) }
}

/** Byte order mark, XML declaration and comments may stand before the first tag. */
const htmlOpening =
  /^[^<]{0,8}(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^]{0,1000}?-->\s*)?<(?:!doctype\s+html|html|head|body)[\s>]/i

/** A zip container of another kind, or a damaged one that by its name should be readable. */
function zipFormat(name: string, names: ReadonlySet<string> | null, named: DocumentFormat | null): DocumentFormat {
  if (names === null && named !== null && !named.trustsName) return named
  const inside = officeFolders.find(({ folder }) => names?.has(folder) ?? false)
  if (inside === undefined && extensionOf(name) === 'zip') return formats.zip
  throw new DocumentError('document.unsupported', { name, format: inside?.format ?? (extensionOf(name) || 'zip') })
}

const officeFolders = [
  { folder: 'META-INF/container.xml', format: 'epub' },
  { folder: 'content.xml', format: 'odt' },
]

const signatures: readonly { format: string; start: string }[] = [
  { format: 'rtf', start: '{\\rtf' },
  { format: 'tiff', start: 'II*\u0000' },
  { format: 'tiff', start: 'MM\u0000*' },
  { format: 'gzip', start: '\u001f\u008b' },
  { format: 'rar', start: 'Rar!\u001a' },
  { format: '7z', start: '7z\u00bc\u00af' },
  { format: 'program', start: 'MZ\u0090\u0000' },
  { format: 'program', start: '\u007fELF' },
]

const pictures = ['\u0089PNG\r\n', '\u00ff\u00d8\u00ff', 'GIF87a', 'GIF89a']

function isWebp(bytes: Buffer): boolean {
  return startsWith(bytes, 'RIFF') && bytes.subarray(8, 12).toString('latin1') === 'WEBP'
}

/** Kinds that are known not to be readable, by how they begin; null for everything else. */
function foreignFormat(bytes: Buffer): string | null {
  if (startsWith(bytes, '\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1')) return oldOfficeFormat(bytes)
  return signatures.find(({ start }) => startsWith(bytes, start))?.format ?? null
}

/** The container of Office files before 2007 is today also the safe around a protected docx or xlsx. */
function oldOfficeFormat(bytes: Buffer): string {
  const holds = (entry: string): boolean => bytes.includes(Buffer.from(entry, 'utf16le'))
  if (holds('EncryptedPackage')) return 'encrypted'
  if (holds('WordDocument')) return 'doc'
  if (holds('Workbook')) return 'xls'
  return holds('PowerPoint Document') ? 'ppt' : 'ole'
}

function startsWith(bytes: Buffer, start: string): boolean {
  return bytes.subarray(0, start.length).toString('latin1') === start
}

function mislabelled(name: string, found: DocumentFormat): DocumentWarning[] {
  const extension = extensionOf(name)
  if (extension === '' || found.extensions.includes(extension)) return []
  return [{ code: 'kind.mislabelled', params: { named: extension, found: found.kind } }]
}

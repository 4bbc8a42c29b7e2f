import { createHash } from 'node:crypto'
import type { FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { detectKind } from './detect-kind.ts'
import { detectLanguage } from './detect-language.ts'
import { DocumentError, describe } from './document-error.ts'
import {
  defaultDocumentLimits,
  type DocumentLimits,
  type DocumentText,
  type DocumentWarning,
  sectionSeparator,
} from './document.ts'
import type { DocumentFormat, DocumentSource, ReadResult } from './format.ts'
import { readOpenFile, readRegularFile } from './open-file.ts'
import { collectSections } from './sections.ts'

/**
 * Reads one document into text, with where each piece stands in it. The kind is decided by the content, then by the
 * name. Time, memory and length are bounded by `limits`; a parser that never yields is bounded only by whoever owns
 * this process (see README.md).
 *
 * @param options.signal stops the reading; its reason is thrown as it is
 * @param options.open opens and judges the file in place of this; what it throws is thrown as it is
 * @throws DocumentError with one of the `document.*` codes
 */
export async function readDocument(
  path: string,
  options: { limits?: Partial<DocumentLimits>; signal?: AbortSignal; open?: () => Promise<FileHandle> } = {},
): Promise<DocumentText> {
  const limits = { ...defaultDocumentLimits, ...options.limits }
  const name = basename(path)
  const timeUp = AbortSignal.timeout(limits.milliseconds)
  const signal = options.signal === undefined ? timeUp : AbortSignal.any([options.signal, timeUp])
  try {
    return await orAborted(signal, readWithin({ path, name, open: options.open }, limits, signal))
  } catch (error) {
    options.signal?.throwIfAborted()
    if (timeUp.aborted) {
      throw new DocumentError('document.timedOut', { name, limit: 'milliseconds', max: limits.milliseconds })
    }
    throw error
  }
}

/**
 * The same for bytes that are there already, such as those of a mail.
 *
 * @throws DocumentError with one of the `document.*` codes
 */
export async function readDocumentBytes(name: string, bytes: Buffer, signal: AbortSignal): Promise<DocumentText> {
  const hash = createHash('sha256').update(bytes).digest('hex')
  return readBytes({ name, bytes, sha256: hash }, defaultDocumentLimits, signal, mostInside)
}

async function readWithin(
  { path, name, open }: { path: string; name: string; open: (() => Promise<FileHandle>) | undefined },
  limits: DocumentLimits,
  signal: AbortSignal,
): Promise<DocumentText> {
  const { bytes, sha256 } =
    open === undefined
      ? await readRegularFile(path, limits.bytes, signal)
      : await readOpenFile(await open(), name, limits.bytes, signal)
  return readBytes({ name, bytes, sha256 }, limits, signal, mostInside)
}

/** How many documents deep one inside another is opened. */
const mostInside = 1

async function readBytes(
  { name, bytes, sha256 }: { name: string; bytes: Buffer; sha256: string },
  limits: DocumentLimits,
  signal: AbortSignal,
  inside: number,
): Promise<DocumentText> {
  const size = bytes.length
  const { format, content, warnings } = await detectKind(name, bytes, limits)
  const collector = collectSections(name, limits)
  const breathe = async (): Promise<void> => {
    await setImmediate()
    signal.throwIfAborted()
  }
  let innerBytes = 0
  const inner = async (innerName: string, content: Buffer): Promise<string[]> => {
    innerBytes += content.length
    if (inside === 0 || innerBytes > limits.bytes) return []
    try {
      const read = await readBytes({ name: innerName, bytes: content, sha256: '' }, limits, signal, inside - 1)
      return read.sections.map((section) => section.text)
    } catch (error) {
      signal.throwIfAborted()
      if (error instanceof DocumentError) return []
      throw error
    }
  }
  const source = { name, bytes, content, limits, signal, collector, inner, breathe }
  const result = await readAs(format, source)
  const { sections } = collector
  if (sections.length === 0 && format.kind !== 'image')
    throw new DocumentError(format.recognizes(content) ? 'document.noText' : 'document.empty', { name })
  const text = sections.map((section) => section.text).join(sectionSeparator)
  return {
    kind: format.kind,
    name,
    bytes: size,
    sha256,
    encoding: result.encoding,
    title: result.title,
    language: detectLanguage(text),
    sections,
    text,
    characters: text.length,
    warnings: [...warnings, ...result.warnings] satisfies DocumentWarning[],
  }
}

/** Parsers throw whatever they like at a document they cannot follow, a stack overflow included. */
async function readAs(format: DocumentFormat, source: DocumentSource): Promise<ReadResult> {
  try {
    return await format.read(source)
  } catch (error) {
    source.signal.throwIfAborted()
    if (error instanceof DocumentError) throw error
    throw new DocumentError('document.broken', { name: source.name }, describe(error), error)
  }
}

/** Settles as soon as the signal aborts, even while a parser does not answer. */
function orAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const abort = (): void => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

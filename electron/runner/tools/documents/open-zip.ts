import type { ZipFile } from 'yauzl'
import { DocumentError, describe } from './document-error.ts'
import type { DocumentLimits } from './document.ts'

export interface ZipListing {
  /** Null where the central directory is damaged or the container is cut. */
  names: ReadonlySet<string> | null
  detail: string
}

/** The names in a zip container, at most `limits.zipEntries`, without unpacking anything. */
export async function listZip(name: string, bytes: Buffer, limits: DocumentLimits): Promise<ZipListing> {
  const names = new Set<string>()
  try {
    await withZip(bytes, async (zip) => {
      refuseTooMany(name, zip, limits)
      for await (const entry of zip.eachEntry()) names.add(entry.fileName)
    })
  } catch (error) {
    if (error instanceof DocumentError) throw error
    return { names: null, detail: describe(error) }
  }
  return { names, detail: '' }
}

/**
 * Unpacks the wanted entries into memory. Sizes are checked as declared before unpacking and as real while unpacking
 * (yauzl stops an entry that grows past its declared size), so a zip bomb costs no more than `limits.expandedBytes`.
 *
 * @throws DocumentError tooLarge, encrypted; other errors mean a broken container
 */
export async function readZipEntries(
  name: string,
  bytes: Buffer,
  isWanted: (entryName: string) => boolean,
  limits: DocumentLimits,
  signal: AbortSignal,
): Promise<Map<string, Buffer>> {
  const entries = new Map<string, Buffer>()
  let expanded = 0
  await withZip(bytes, async (zip) => {
    refuseTooMany(name, zip, limits)
    for await (const entry of zip.eachEntry()) {
      signal.throwIfAborted()
      if (!isWanted(entry.fileName) || entry.fileName.endsWith('/')) continue
      if (entry.isEncrypted()) throw new DocumentError('document.encrypted', { name })
      expanded += entry.uncompressedSize
      const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize)
      if (expanded > limits.expandedBytes) throw tooLarge(name, 'expandedBytes', limits, `${expanded} bytes of XML`)
      if (entry.uncompressedSize > smallEntry && ratio > limits.expansionRatio) {
        throw tooLarge(name, 'expansionRatio', limits, `${entry.fileName} grows ${Math.round(ratio)} times`)
      }
      const chunks: Buffer[] = []
      for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk)
      entries.set(entry.fileName, Buffer.concat(chunks))
    }
  })
  return entries
}

const smallEntry = 1024 * 1024

async function withZip(bytes: Buffer, read: (zip: ZipFile) => Promise<void>): Promise<void> {
  const { default: yauzl } = await import('yauzl')
  await read(await yauzl.fromBufferPromise(bytes, { lazyEntries: true, validateEntrySizes: true }))
}

function refuseTooMany(name: string, zip: ZipFile, limits: DocumentLimits): void {
  if (zip.entryCount > limits.zipEntries) throw tooLarge(name, 'zipEntries', limits, `${zip.entryCount} entries`)
}

function tooLarge(
  name: string,
  limit: 'expandedBytes' | 'expansionRatio' | 'zipEntries',
  limits: DocumentLimits,
  detail: string,
): DocumentError {
  return new DocumentError('document.tooLarge', { name, limit, max: limits[limit] }, detail)
}

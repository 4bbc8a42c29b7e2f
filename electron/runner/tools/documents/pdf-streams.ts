import { createInflate } from 'node:zlib'

const nestedDeepest = 3

/**
 * Whether any compressed stream of a PDF unfolds beyond the given size, streams within streams included. pdf.js
 * unpacks a page's stream whole and without a pause, so this has to be known before. Only Deflate is looked into:
 * nothing else in a PDF unfolds more than a few times, LZW aside, which nobody writes any more.
 *
 * @param breathe awaited for every stream; may throw to stop
 */
export async function hasUnfoldingStream(
  bytes: Buffer,
  maxBytes: number,
  breathe: () => Promise<void>,
): Promise<boolean> {
  for (let at = bytes.indexOf('stream'); at !== -1; at = bytes.indexOf('stream', at + 1)) {
    const start = startOfData(bytes, at)
    if (start === null || !isDeflated(bytes, start)) continue
    await breathe()
    // Up to the end of the file: the length a stream declares can lie, and inflating stops where the data ends.
    if (await unfoldsBeyond(bytes.subarray(start), maxBytes, nestedDeepest)) return true
  }
  return false
}

/** The byte after the keyword and its line end; null where the word is something else, such as `endstream`. */
function startOfData(bytes: Buffer, keyword: number): number | null {
  const after = keyword + 'stream'.length
  if (bytes.subarray(Math.max(0, keyword - 3), keyword).toString('latin1') === 'end') return null
  if (bytes[after] === 0x0a) return after + 1
  return bytes[after] === 0x0d ? after + (bytes[after + 1] === 0x0a ? 2 : 1) : null
}

/** The two-byte header of zlib data (RFC 1950): method 8, and a multiple of 31. */
function isDeflated(bytes: Uint8Array, at: number): boolean {
  const method = bytes[at] ?? 0
  const flags = bytes[at + 1] ?? 0
  return (method & 0x0f) === 8 && (method * 256 + flags) % 31 === 0
}

async function unfoldsBeyond(data: Uint8Array, maxBytes: number, levels: number): Promise<boolean> {
  const inflate = createInflate()
  inflate.end(data)
  let size = 0
  let isNested = false
  const inner: Buffer[] = []
  try {
    for await (const chunk of inflate) {
      if (!(chunk instanceof Buffer)) continue
      if (size === 0) isNested = levels > 0 && isDeflated(chunk, 0)
      size += chunk.length
      if (size > maxBytes) return true
      if (isNested) inner.push(chunk)
    }
  } catch {
    // Damaged data unfolds as far as it did; what pdf.js makes of it shows when the page is read.
  }
  return isNested && (await unfoldsBeyond(Buffer.concat(inner), maxBytes, levels - 1))
}

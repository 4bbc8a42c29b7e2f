import fc from 'fast-check'

/** A body cut into chunks at any bytes: sizes from 1 byte to 64 KB, repeated as needed until nothing is left. */
export function cutBytes(body: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = []
  for (let at = 0, turn = 0; at < body.length; turn++) {
    const size = sizes[turn % sizes.length] ?? body.length
    chunks.push(body.slice(at, at + size))
    at += size
  }
  return chunks
}

export const chunkSizes = fc.array(
  fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 65_536 })),
  { minLength: 1, maxLength: 12 },
)

export const lineEnds = ['\n', '\r\n', '\r'] as const

/** Lines joined with line ends taken in turn, so that kinds mix within one stream. */
export function joinLines(lines: readonly string[], ends: readonly string[]): string {
  return lines.map((line, index) => `${line}${ends[index % ends.length] ?? '\n'}`).join('')
}

export const toBytes = (text: string): Uint8Array => new TextEncoder().encode(text)

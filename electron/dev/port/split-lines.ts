import { createByteBuffer } from '../../gateway/sse/byte-buffer.ts'

/** A line, or the news that one was longer than may be held. */
export type Line = { text: string } | { refused: string }

/**
 * Cuts bytes into lines at LF only (other line separators may stand inside JSON text), each at most `maxBytes` long. The last line
 * needs no end. Blank lines are left out.
 */
export async function* splitLines(input: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const held = createByteBuffer()
  let isTooLong = false

  const take = (rest: Uint8Array): Line | null => {
    if (isTooLong || held.length + rest.length > maxBytes) {
      isTooLong = false
      held.clear()
      return { refused: `a line is longer than ${maxBytes} bytes` }
    }
    const bytes = held.join(rest)
    try {
      const text = decoder.decode(bytes).trim()
      return text === '' ? null : { text }
    } catch {
      return { refused: 'a line is not UTF-8' }
    } finally {
      held.clear()
    }
  }

  for await (const bytes of input) {
    let start = 0
    for (let end = bytes.indexOf(0x0a); end !== -1; end = bytes.indexOf(0x0a, start)) {
      const line = take(bytes.subarray(start, end))
      start = end + 1
      if (line !== null) yield line
    }
    const rest = bytes.subarray(start)
    if (isTooLong || held.length + rest.length > maxBytes) isTooLong = true
    else held.push(rest)
  }
  const last = take(new Uint8Array())
  if (last !== null) yield last
}

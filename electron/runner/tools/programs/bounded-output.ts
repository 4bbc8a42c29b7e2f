import { stripVTControlCharacters } from 'node:util'
import { decodeText } from '../documents/decode-text.ts'

/** Keeps the first and the last of what a program says, so that neither its beginning nor its last words are lost. */
export type BoundedOutput = {
  add(bytes: Uint8Array): void
  /** What was said, without colours and other marks for terminals; where something was left out, it says how much. */
  text(): string
  readonly wasCut: () => boolean
}

/** @param most bytes that are kept in all */
export function boundOutput(most: number): BoundedOutput {
  const half = Math.floor(most / 2)
  const first: Uint8Array[] = []
  let firstBytes = 0
  let last: Uint8Array[] = []
  let lastBytes = 0
  let dropped = 0
  const addLast = (bytes: Uint8Array) => {
    last.push(bytes)
    lastBytes += bytes.length
    if (lastBytes <= 2 * half) return
    const joined = Buffer.concat(last)
    dropped += joined.length - half
    last = [joined.subarray(joined.length - half)]
    lastBytes = half
  }
  const wasCut = () => dropped > 0 || lastBytes > half
  return {
    add(bytes) {
      const room = half - firstBytes
      if (room > 0) {
        first.push(bytes.subarray(0, room))
        firstBytes += Math.min(room, bytes.length)
      }
      if (bytes.length > room) addLast(bytes.subarray(Math.max(0, room)))
    },
    text() {
      const end = Buffer.concat(last)
      if (!wasCut()) return readable(Buffer.concat([...first, end]))
      const left = dropped + end.length - half
      const tail = end.subarray(end.length - half)
      return `${readable(Buffer.concat(first))}\n[... ${left} bytes ...]\n${readable(tail)}`
    },
    wasCut,
  }
}

function readable(bytes: Buffer): string {
  const text = decodeText(bytes)?.text ?? bytes.toString('utf8')
  return stripVTControlCharacters(text)
    .replaceAll('\r\n', '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
}

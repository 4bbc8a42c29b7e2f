import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** The SHA-256 fingerprint of a file, in hexadecimal, read in pieces; `onProgress` hears how many bytes are done. */
export async function hashFile(path: string, onProgress: (doneBytes: number) => void = () => undefined) {
  const hash = createHash('sha256')
  let done = 0
  const pieces: AsyncIterable<Buffer> = createReadStream(path, { highWaterMark: 1024 * 1024 })
  for await (const piece of pieces) {
    hash.update(piece)
    done += piece.length
    onProgress(done)
  }
  return hash.digest('hex')
}

import { CodedError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'

/** A source that says nothing for so long is taken for gone. */
const silenceMilliseconds = 60_000

export type Part = {
  /** The first byte that comes; 0 where the source sends everything anew. */
  from: number
  /** Throws CodedError ownModel.unreachable when the line breaks. */
  pieces: AsyncIterable<Uint8Array>
  close(): void
}

/**
 * Asks for a file from a byte on.
 *
 * @throws CodedError ownModel.unreachable, ownModel.refused, and ownModel.wrongFile for a file of another size
 */
export async function readPart(
  url: string,
  wanted: { from: number; bytes: number },
  { fetch, clock }: { fetch: (url: string, init: RequestInit) => Promise<Response>; clock: Clock },
): Promise<Part> {
  const host = new URL(url).hostname
  const abort = new AbortController()
  let cancel: () => void = () => undefined
  const listen = () => {
    cancel()
    cancel = clock.after(silenceMilliseconds, () => abort.abort(new Error('silence')))
  }
  const close = () => {
    cancel()
    abort.abort()
  }
  const unreachable = (thrown: unknown) => {
    close()
    return new CodedError('ownModel.unreachable', { source: host }, String(thrown))
  }
  listen()
  // Packed on the way, the bytes could not be counted.
  const headers: Record<string, string> = { 'accept-encoding': 'identity' }
  if (wanted.from > 0) headers.range = `bytes=${wanted.from}-`
  let response: Response
  try {
    response = await fetch(url, { headers, credentials: 'omit', signal: abort.signal })
  } catch (thrown) {
    throw unreachable(thrown)
  }
  const from = firstByte(response, wanted)
  if (from === null || response.body === null) {
    close()
    throw wrongAnswer(response, host)
  }
  const { body } = response
  async function* pieces(): AsyncGenerator<Uint8Array> {
    const reader = body.getReader()
    try {
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return
        listen()
        yield value
      }
    } catch (thrown) {
      throw unreachable(thrown)
    } finally {
      cancel()
    }
  }
  return { from, pieces: pieces(), close }
}

/** Where the answer begins; null where it is not the file that was asked for. */
function firstByte({ status, headers }: Response, wanted: { from: number; bytes: number }): number | null {
  if (status === 206) {
    const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '')
    const isMeant = range !== null && Number(range[1]) === wanted.from
    return isMeant && (range[2] === '*' || Number(range[2]) === wanted.bytes) ? wanted.from : null
  }
  if (status !== 200) return null
  const length = headers.get('content-length')
  return length === null || Number(length) === wanted.bytes ? 0 : null
}

function wrongAnswer({ status }: Response, source: string): CodedError {
  // A server that is overloaded, or under repair, is worth another try.
  if (status >= 500 || status === 429) return new CodedError('ownModel.unreachable', { source }, `status ${status}`)
  if (status === 200 || status === 206) return new CodedError('ownModel.wrongFile', { name: source }, 'another size')
  return new CodedError('ownModel.refused', { source, status })
}

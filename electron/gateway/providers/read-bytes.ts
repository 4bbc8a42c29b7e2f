import { CodedError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { networkFailure, timeoutFailure } from './network-failure.ts'
import { ProviderFailure } from './provider.ts'

/** The outgoing `fetch`: Electron's, which honours the system's proxy and certificates, or Node's for this computer itself. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/** One exchange with a server that may fall silent at any moment. */
export type Exchange = {
  response: Response
  /** The body's bytes as they come. Throws ProviderFailure, or the signal's reason. */
  bytes(): AsyncGenerator<Uint8Array, void, undefined>
  /** The whole body as text, cut off at `limit` bytes. */
  text(limit: number): Promise<string>
  /** What matters has come: from now on silence of so many milliseconds ends the exchange. */
  expectEndWithin(milliseconds: number): void
  /** Closes the connection; harmless when it is closed already. */
  close(): void
}

/**
 * Sends a request and watches the line: silence of `silenceMilliseconds`, before the answer or within it, closes the connection
 * and fails with `provider.timedOut`. Redirects are not followed, since they would carry the key elsewhere.
 */
export async function openExchange(
  options: { fetch: Fetch; clock: Clock; signal: AbortSignal; silenceMilliseconds: number },
  url: string,
  init: RequestInit,
): Promise<Exchange> {
  const { clock, signal } = options
  let { silenceMilliseconds } = options
  const host = new URL(url).host
  const line = new AbortController()
  let isSilent = false
  let stopWatching = (): void => {}
  const watch = (): void => {
    stopWatching()
    stopWatching = clock.after(silenceMilliseconds, () => {
      isSilent = true
      line.abort()
    })
  }
  const hangUp = (): void => line.abort()
  signal.throwIfAborted()
  signal.addEventListener('abort', hangUp, { once: true })
  const close = (): void => {
    stopWatching()
    signal.removeEventListener('abort', hangUp)
    line.abort()
  }
  const failure = (thrown: unknown): unknown => {
    close()
    if (signal.aborted) return signal.reason
    if (thrown instanceof ProviderFailure) return thrown
    return isSilent ? timeoutFailure(host, silenceMilliseconds) : networkFailure(thrown, host)
  }

  watch()
  let response: Response
  try {
    response = await options.fetch(url, { ...init, signal: line.signal, redirect: 'error', cache: 'no-store' })
  } catch (thrown) {
    throw failure(thrown)
  }

  // The proxy wants to know who asks; the service never saw the request.
  if (response.status === 407) {
    close()
    throw new ProviderFailure(new CodedError('network.proxySignIn', { host }), {
      retry: { kind: 'never' },
      maybeCharged: false,
    })
  }

  async function* bytes(): AsyncGenerator<Uint8Array, void, undefined> {
    const reader = response.body?.getReader()
    try {
      while (reader !== undefined) {
        watch()
        const { done, value } = await reader.read()
        if (done) return
        yield value
      }
    } catch (thrown) {
      throw failure(thrown)
    } finally {
      close()
    }
  }

  const text = async (limit: number): Promise<string> => {
    const decoder = new TextDecoder()
    let held = ''
    let size = 0
    for await (const piece of bytes()) {
      held += decoder.decode(piece.subarray(0, Math.max(0, limit - size)), { stream: true })
      size += piece.length
      if (size >= limit) break
    }
    return held + decoder.decode()
  }

  return {
    response,
    bytes,
    text,
    close,
    expectEndWithin(milliseconds) {
      silenceMilliseconds = milliseconds
    },
  }
}

import { CodedError } from '../../../../shared/contract/errors.ts'
import type { AskSite } from './ask-site.ts'

/** As much of Electron's `net.request` as is needed. */
type SystemRequest = {
  setHeader(name: string, value: string): void
  abort(): void
  end(): void
  on(event: 'redirect', listener: (status: number, method: string, location: string) => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
  on(event: 'response', listener: (response: SystemResponse) => void): unknown
}
type SystemResponse = {
  statusCode: number
  headers: Record<string, string | string[]>
  on(event: 'data', listener: (chunk: Buffer) => void): unknown
  on(event: 'end', listener: () => void): unknown
  on(event: 'error', listener: (error: Error) => void): unknown
}

/**
 * Asks through the system's own network stack, its proxy and certificates included. The proxy looks the name up, so the address
 * that was checked cannot be pinned there; redirects still come back to be checked.
 */
export function createSystemAsk(
  request: (options: { url: string; method: 'GET'; redirect: 'manual'; useSessionCookies: false }) => SystemRequest,
): AskSite {
  return ({ url, host }, { headers, mostBytes, signal }) =>
    new Promise((resolve, reject) => {
      const asked = request({ url: url.href, method: 'GET', redirect: 'manual', useSessionCookies: false })
      for (const [name, value] of Object.entries(headers)) asked.setHeader(name, value)
      const stop = (reason: unknown) => {
        asked.abort()
        reject(reason instanceof Error ? reason : new CodedError('web.timedOut', { site: host }))
      }
      signal.addEventListener('abort', () => stop(signal.reason), { once: true })
      asked.on('redirect', (status, _method, location) => {
        resolve({ status, headers: { location }, bytes: new Uint8Array() })
        asked.abort()
      })
      asked.on('error', reject)
      asked.on('response', (response) => {
        const chunks: Buffer[] = []
        let bytes = 0
        response.on('data', (chunk: Buffer) => {
          bytes += chunk.length
          chunks.push(chunk)
          if (bytes > mostBytes) stop(new CodedError('web.tooLarge', { site: host, max: mostBytes }))
        })
        response.on('end', () => {
          const plain = Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), String(value)])
          resolve({ status: response.statusCode, headers: Object.fromEntries(plain), bytes: Buffer.concat(chunks) })
        })
        response.on('error', reject)
      })
      asked.end()
    })
}

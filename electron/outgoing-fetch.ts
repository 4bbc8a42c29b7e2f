import { isLoopbackHost } from '../shared/rules/base-url.ts'

type Fetch = (url: string, init: RequestInit) => Promise<Response>

/**
 * Sends requests to other computers through the system's own network stack, with its proxy and certificates, and requests to this
 * computer directly: no proxy stands between, and the system's stack would allow only six connections at once to a local server.
 */
export function createOutgoingFetch(ways: { viaSystem: Fetch; direct: Fetch }): Fetch {
  return (url, init) => (isLoopbackHost(new URL(url).hostname) ? ways.direct(url, init) : ways.viaSystem(url, init))
}

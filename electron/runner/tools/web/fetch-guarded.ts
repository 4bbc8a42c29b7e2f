import { lookup } from 'node:dns/promises'
import { CodedError } from '../../../../shared/contract/errors.ts'
import type { SiteGrant } from '../../../../shared/model/site-grant.ts'
import type { AskSite, SiteAnswer } from './ask-site.ts'
import { hostOf } from './check-way.ts'
import { followRedirects } from './follow-redirects.ts'
import { asWebError } from './web-error.ts'

/** How requests leave this computer. */
export type WebWays = {
  /** Every address of a name. Rejects when there is none. */
  readonly lookUp: (host: string) => Promise<readonly string[]>
  readonly direct: AskSite
  /** Through the system's proxy, which looks names up itself: there only names, and what this computer finds for them, are checked. */
  readonly viaProxy: AskSite
}

export type Fetched = SiteAnswer & { readonly url: string; readonly site: string }

const mostBytes = 5 * 1024 * 1024
const mostMilliseconds = 30_000
const redirects = new Set([301, 302, 303, 307, 308])

/** Fetches what an address holds, over its redirects, from granted sites alone. @throws CodedError of `web.*` */
export async function fetchGuarded(
  url: string,
  grants: readonly SiteGrant[],
  ways: WebWays,
  options: { headers: Readonly<Record<string, string>>; isBehindProxy: boolean },
): Promise<Fetched> {
  const signal = AbortSignal.timeout(mostMilliseconds)
  let site = url.slice(0, 200)
  try {
    const { answer, last } = await followRedirects<SiteAnswer>(url, grants, {
      async resolve(host) {
        site = host
        if (!options.isBehindProxy) return ways.lookUp(host)
        const found = await ways.lookUp(host).catch(() => [])
        return found.length === 0 ? null : found
      },
      async ask(way) {
        const ask = options.isBehindProxy ? ways.viaProxy : ways.direct
        const answered = await ask(way, { headers: options.headers, mostBytes, signal })
        const location = answered.headers.location
        return redirects.has(answered.status) && location !== undefined ? { redirect: location } : { answer: answered }
      },
    })
    return { ...answer, url: last.url.href, site: last.host }
  } catch (thrown) {
    throw signal.aborted ? new CodedError('web.timedOut', { site }) : asWebError(thrown, site)
  }
}

/** The addresses of a name as this computer finds them. */
export async function lookUpName(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true, verbatim: true })).map(({ address }) => address)
}

/**
 * What an address the owner typed opens: its own site with the names below it. One written in numbers means that very device, the
 * owner's own network included.
 */
export function grantsOfAddress(typed: string): SiteGrant[] {
  const url = URL.parse(typed)
  if (url === null) return []
  const host = hostOf(url.hostname)
  const isNumber = /^[\d.]+$|:/.test(host)
  const grant = { host: host.replace(/^www\./, ''), subdomains: !isNumber, privateNetwork: isNumber }
  const ports = url.port === '' ? [null] : [null, Number(url.port)]
  return ports.map((port) => ({ ...grant, port }))
}

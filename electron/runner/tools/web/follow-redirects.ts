import { CodedError } from '../../../../shared/contract/errors.ts'
import type { SiteGrant } from '../../../../shared/model/site-grant.ts'
import { type CheckedUrl, type CheckedWay, checkAnswers, checkUrl } from './check-way.ts'

/** What a site answered: something to read, or another address to ask. */
export type Hop<Answer> = { readonly redirect: string } | { readonly answer: Answer }

const mostRedirects = 8

/**
 * Asks an address and goes where it is sent, checking every address anew: before its name is looked up, and after. Coming back to
 * an address is refused, as is a way back from https to http.
 *
 * @throws CodedError web.addressInvalid, web.notGranted, web.privateAddress, web.notFound, web.tooManyRedirects
 */
export async function followRedirects<Answer>(
  start: string,
  grants: readonly SiteGrant[],
  ways: {
    /** Every address of a name; empty when there is none, null where a proxy looks it up and only the name can be checked. */
    resolve: (host: string) => Promise<readonly string[] | null>
    ask: (way: CheckedWay) => Promise<Hop<Answer>>
  },
): Promise<{ answer: Answer; last: CheckedWay }> {
  let checked: CheckedUrl = checkUrl(start, grants)
  const asked = new Set<string>()
  for (;;) {
    if (asked.has(checked.url.href) || asked.size > mostRedirects) {
      throw new CodedError('web.tooManyRedirects', { site: checked.host }, [...asked].slice(-3).join(' -> '))
    }
    asked.add(checked.url.href)
    const answers = await ways.resolve(checked.host)
    const way = answers === null ? { ...checked, address: checked.host } : checkAnswers(checked, answers)
    const hop = await ways.ask(way)
    if ('answer' in hop) return { answer: hop.answer, last: way }
    const next = checkUrl(hop.redirect, grants, checked.url)
    if (checked.url.protocol === 'https:' && next.url.protocol === 'http:') {
      throw new CodedError('web.addressInvalid', {}, 'a secure page led to one that is not')
    }
    checked = next
  }
}

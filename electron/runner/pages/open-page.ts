import { CodedError } from '../../../shared/contract/errors.ts'
import type { SiteGrant } from '../../../shared/model/site-grant.ts'
import type { ReadPageStep } from '../../../shared/steps/read-page.ts'
import type { StepContext } from '../step-context.ts'
import { checkAnswers, checkUrl } from '../tools/web/check-way.ts'
import { asSignInNeeded, fetchChangedText, type Wanted } from '../tools/web/fetch-changed.ts'
import { grantsOfAddress, type WebWays } from '../tools/web/fetch-guarded.ts'
import { startFilteringProxy } from '../tools/web/filtering-proxy.ts'
import { page } from '../tools/web/page-markup.ts'
import { asWebError, refusalOf } from '../tools/web/web-error.ts'

/** What an address holds, as it came or as it was shown. */
export type OpenedPage = {
  readonly text: string
  /** What the site says it is, such as `text/html`. */
  readonly type: string
  /** Where it was found in the end, and the name of that site. */
  readonly url: string
  readonly site: string
}

/** Asks for what is at an address, and for nothing that it mentions. @throws CodedError of `web.*` */
export async function openPlain(
  address: string,
  context: Pick<StepContext, 'main' | 'ways' | 'clock'>,
  wanted: Wanted = page,
  grants: readonly SiteGrant[] = grantsOfAddress(address),
): Promise<OpenedPage> {
  const { main, ways, clock } = context
  // Main is asked for nothing that was not granted.
  checkUrl(address, grants)
  const { viaProxy } = await main.call('web.way', { address })
  const world = { ways, now: clock.now, isBehindProxy: viaProxy, grants }
  const opened = await fetchChangedText(address, null, wanted, world)
  if (opened === null)
    throw new CodedError('unexpected', {}, 'a site that was asked without conditions says that nothing changed')
  const { answer, text } = opened
  return { text, type: answer.headers['content-type'] ?? '', url: answer.url, site: answer.site }
}

/** What a page is made of may lie anywhere on the public internet. */
export const anySite = { host: '*', subdomains: false, port: null, privateNetwork: false }

/**
 * Has main show a page in a window nobody sees, and reads it once its scripts have filled it. All the window may ask for goes through
 * a proxy in this process: the page's own site as it was granted, and for what the page is made of the public internet.
 *
 * @throws CodedError of `web.*`, `page.notShown`
 */
export async function openShown(step: ReadPageStep, context: StepContext): Promise<OpenedPage> {
  const { main, ways } = context
  const grants = grantsOfAddress(step.address)
  const checked = checkUrl(step.address, grants)
  const { host } = checked
  const { viaProxy, upstream } = await main.call('web.way', { address: step.address })
  if (viaProxy && upstream === null)
    throw new CodedError('page.notShown', { site: host }, 'a proxy of a kind that is not supported')
  // The window would only say that it was let nowhere; here there is a reason.
  if (!viaProxy) checkAnswers(checked, await lookUpOf(ways, host))
  const proxy = await startFilteringProxy({ grants: [...grants, anySite], lookUp: ways.lookUp, upstream })
  try {
    const shown = await main.call('page.render', {
      stepId: step.id,
      address: step.address,
      proxy: { port: proxy.port, secret: proxy.secret },
      signedIn: step.render === 'signedIn',
    })
    try {
      const { url, host: site } = checkUrl(shown.url, grants)
      const refusal = refusalOf(shown.status, site)
      if (refusal !== null) throw refusal
      return { text: shown.html, type: 'text/html', url: url.href, site }
    } catch (thrown) {
      throw asSignInNeeded(thrown)
    }
  } finally {
    await proxy.close()
  }
}

async function lookUpOf({ lookUp }: WebWays, host: string): Promise<readonly string[]> {
  try {
    return await lookUp(host)
  } catch (thrown) {
    throw asWebError(thrown, host)
  }
}

import { CodedError } from '../../../shared/contract/errors.ts'
import type { SiteGrant } from '../../../shared/model/site-grant.ts'
import type { StepContext } from '../step-context.ts'
import { decodeText } from '../tools/documents/decode-text.ts'
import { markdownFromHtml } from '../tools/documents/html-to-markdown.ts'
import { measureMarkup } from '../tools/documents/measure-markup.ts'
import { askSite } from '../tools/web/ask-site.ts'
import { fetchGuarded, lookUpName, type WebWays } from '../tools/web/fetch-guarded.ts'

const ways: WebWays = { lookUp: lookUpName, direct: askSite, viaProxy: askSite }
const mostTags = 200_000
const deepest = 2000

/** The words of a page, from granted sites alone. @throws CodedError of `web.*` */
export async function readWebPage(
  address: string,
  sites: readonly SiteGrant[],
  { signal }: Pick<StepContext, 'signal'>,
): Promise<string> {
  const headers = { accept: 'text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5' }
  const {
    status,
    headers: answered,
    bytes,
    site,
  } = await fetchGuarded(address, sites, ways, {
    headers,
    isBehindProxy: false,
  })
  signal.throwIfAborted()
  if (status === 404 || status === 410) throw new CodedError('web.gone', { site })
  if (status >= 500) throw new CodedError('web.serverError', { site, status })
  if (status >= 400) throw new CodedError('web.refused', { site, status })
  const type = answered['content-type'] ?? ''
  const decoded = decodeText(bytes, /charset=["']?([\w-]+)/i.exec(type)?.[1] ?? null)
  if (decoded === null) throw new CodedError('web.notAPage', { site }, 'it is not text')
  if (!/html/i.test(type) && !/<(?:!doctype html|html|body)[\s>]/i.test(decoded.text.slice(0, 2000)))
    return decoded.text
  const { tags, depth } = measureMarkup(decoded.text)
  if (tags > mostTags || depth > deepest) throw new CodedError('web.tooLarge', { site, max: mostTags })
  const { markdown } = await markdownFromHtml(decoded.text, 'article', async () => signal.throwIfAborted())
  return markdown
}

import type { SiteGrant } from '../../../shared/model/site-grant.ts'
import { openPlain } from '../pages/open-page.ts'
import type { StepContext } from '../step-context.ts'
import { markdownFromHtml } from '../tools/documents/html-to-markdown.ts'
import { checkMarkup, isMarkup, page } from '../tools/web/page-markup.ts'

/** The words of a page, from granted sites alone. @throws CodedError of `web.*` */
export async function readWebPage(
  address: string,
  sites: readonly SiteGrant[],
  context: Pick<StepContext, 'main' | 'ways' | 'clock' | 'signal'>,
): Promise<string> {
  const { text, type, site } = await openPlain(address, context, page, sites)
  context.signal.throwIfAborted()
  if (!isMarkup(text, type)) return text
  checkMarkup(text, site)
  const { markdown } = await markdownFromHtml(text, 'article', async () => context.signal.throwIfAborted())
  return markdown
}

import { markdownFromDom } from './dom-to-markdown.ts'
import { headingOf } from './sections.ts'

export interface HtmlText {
  /** What the page calls itself, or null. */
  title: string | null
  markdown: string
  /** Pictures without a description. */
  pictures: number
}

/**
 * The text of an HTML document as plain Markdown.
 *
 * @param scope `article` drops menus, sidebars and footers where an article can be told apart; `whole` keeps all
 * @param breathe awaited now and then, so that timers are heard; may throw to stop
 */
export async function markdownFromHtml(
  markup: string,
  scope: 'article' | 'whole',
  breathe: () => Promise<void>,
): Promise<HtmlText> {
  const page = await parseMarkup(markup)
  const title = page.querySelector('title')?.textContent.trim() || null
  await breathe()
  const whole = await markdownFromDom(page.body, breathe)
  const canBeArticle = whole.markdown.length > shortestArticle && whole.elements < mostElements && whole.depth < deepest
  if (scope === 'whole' || !canBeArticle) return { title, markdown: whole.markdown, pictures: whole.pictures }
  const { Readability } = await import('@mozilla/readability')
  const article = new Readability(page).parse()
  await breathe()
  if (typeof article?.content === 'string') {
    const text = await markdownFromDom((await parseMarkup(article.content)).body, breathe)
    // Readability takes tables, lists and forms for decoration: a page that is mostly those is no article.
    if (text.markdown.length > whole.markdown.length * leastArticleShare) {
      return { ...withTitle(text.markdown, article.title?.trim() || title), pictures: text.pictures }
    }
  }
  return { title, markdown: whole.markdown, pictures: whole.pictures }
}

/** Readability often takes the page's first heading away, since it is the title too. */
function withTitle(markdown: string, title: string | null): { title: string | null; markdown: string } {
  const opening = headingOf(markdown.split('\n', 1)[0] ?? '')
  if (opening !== null && title?.includes(opening) !== false) return { title: opening, markdown }
  return { title, markdown: title === null ? markdown : `# ${title}\n\n${markdown}` }
}

const shortestArticle = 500
const leastArticleShare = 0.4
/** Readability walks a tree many times over and partly by recursion; larger pages are read whole. */
const mostElements = 30_000
const deepest = 300

/** The tree of a page; no script of it runs. */
export async function parseMarkup(markup: string): Promise<Document> {
  const { parseHTML } = await import('linkedom')
  // linkedom fills the body only where the page has the tags for it.
  return parseHTML(/<body[\s>]/i.test(markup) ? markup : `<html><body>${markup}</body></html>`).document
}

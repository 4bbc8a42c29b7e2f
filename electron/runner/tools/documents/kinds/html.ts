import { DocumentError } from '../document-error.ts'
import type { DocumentFormat } from '../format.ts'
import { markdownFromHtml } from '../html-to-markdown.ts'
import { measureMarkup } from '../measure-markup.ts'
import { addMarkdownSections } from '../sections.ts'
import { decodeOrRefuse } from './text.ts'

/** A web page: its article where one can be told from the menus around it, else everything on it. */
export const html: DocumentFormat = {
  kind: 'html',
  extensions: ['html', 'htm', 'xhtml'],
  recognizes: (content) => content.container === 'text' && content.looksLikeHtml,
  trustsName: true,
  read: async (source) => {
    const { text: markup, encoding, warnings } = decodeOrRefuse(source, declaredCharset(source.bytes))
    const tooLarge = (limit: 'markupCharacters' | 'markupDepth' | 'tags'): DocumentError =>
      new DocumentError('document.tooLarge', { name: source.name, limit, max: source.limits[limit] })
    if (markup.length > source.limits.markupCharacters) throw tooLarge('markupCharacters')
    const { tags, depth } = measureMarkup(markup)
    if (tags > source.limits.tags) throw tooLarge('tags')
    if (depth > source.limits.markupDepth) throw tooLarge('markupDepth')
    await source.breathe()
    const { title, markdown } = await markdownFromHtml(markup, 'article', source.breathe)
    addMarkdownSections(markdown, source.collector)
    return { encoding, title, warnings }
  },
}

/** The `charset` a page's head declares in its first kilobytes: `<meta charset>` or `<meta content="...charset=">`. */
export function declaredCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1')
  return /<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(head)?.[1] ?? null
}

import type { Citation } from '../../../shared/model/item.ts'

/** What the numbers in an answer stand for, from 1. */
export type Source = { readonly name: string; readonly pages: number | null }

const mark = /\s?\[(\d{1,4})(?:\s*[,，;；]?\s*(?:p{1,2}\.?|pages?|第)\s*(\d{1,5})(?:\s*页)?)?\]/gi

/**
 * Puts the sources into words where an answer names them by number, and drops marks that point at nothing: a source or a page that was
 * never shown to the model.
 *
 * @returns the text, and each source once in the order in which it is first named
 */
export function settleCitations(text: string, sources: readonly Source[]): { text: string; cites: Citation[] } {
  const cites: Citation[] = []
  const settled = text.replace(mark, (_whole, number: string, page: string | undefined) => {
    const source = sources[Number(number) - 1]
    if (source === undefined) return ''
    const isPage = page !== undefined && source.pages !== null && Number(page) >= 1 && Number(page) <= source.pages
    if (page !== undefined && !isPage) return ''
    const cite = { name: source.name, page: isPage ? Number(page) : null }
    if (!cites.some((each) => each.name === cite.name && each.page === cite.page)) cites.push(cite)
    return ` (${source.name}${cite.page === null ? '' : `, p. ${cite.page}`})`
  })
  return { text: settled, cites }
}

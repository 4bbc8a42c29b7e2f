import { CodedError } from '../../../../shared/contract/errors.ts'
import type { Wanted } from './fetch-changed.ts'
import { declaredCharset } from '../documents/kinds/html.ts'
import { measureMarkup } from '../documents/measure-markup.ts'

const mostTags = 200_000
const deepest = 2000

/** A page to read. */
export const page: Wanted = {
  accept: 'text/html,application/xhtml+xml,text/plain;q=0.9,*/*;q=0.5',
  otherwise: 'web.notAPage',
  encodingIn: declaredCharset,
}

/** True for a page of the web, false for a text that is read as it is. `type`: what the site says it is. */
export function isMarkup(text: string, type: string): boolean {
  return /html/i.test(type) || /<(?:!doctype html|html|body)[\s>]/i.test(text.slice(0, 2000))
}

/** Refuses what would take a parser too long before one sees it. @throws CodedError web.tooLarge */
export function checkMarkup(markup: string, site: string): void {
  const { tags, depth } = measureMarkup(markup)
  if (tags > mostTags || depth > deepest) throw new CodedError('web.tooLarge', { site, max: mostTags })
}

/** True for a page that asks for a password and says next to nothing else. `text`: what a reader sees of it. */
export function isSignInForm(markup: string, text: string): boolean {
  return text.length < 600 && /<input[^>]{0,300}type\s*=\s*["']?password/i.test(markup)
}

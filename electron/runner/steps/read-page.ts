import { CodedError } from '../../../shared/contract/errors.ts'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import type { ReadPageStep } from '../../../shared/steps/read-page.ts'
import { findNumber } from '../pages/find-number.ts'
import { findPrice } from '../pages/find-price.ts'
import { findTable } from '../pages/find-table.ts'
import { partOf } from '../pages/find-article.ts'
import { compareWithLast } from '../pages/last-number.ts'
import { type OpenedPage, openPlain, openShown } from '../pages/open-page.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, Item, StepResult } from '../step-results.ts'
import { markdownFromDom } from '../tools/documents/dom-to-markdown.ts'
import { markdownFromHtml, parseMarkup } from '../tools/documents/html-to-markdown.ts'
import { checkMarkup, isMarkup, isSignInForm } from '../tools/web/page-markup.ts'
import { asDocument, asItems, emptyItem } from '../values.ts'

/**
 * Reads a page of the web: its text, a table in it or a number in it. Where the page as it comes does not have what is wanted, and the
 * owner lets it, it is shown in a hidden window first.
 *
 * @throws CodedError of `web.*`, `page.partMissing`, `page.notShown`
 */
export async function readPage(step: ReadPageStep, _given: Given | null, context: StepContext): Promise<StepResult> {
  context.progress({ total: 1, item: step.address })
  switch (step.render) {
    case 'plain':
      return find(step, await openPlain(step.address, context), context)
    case 'signedIn':
      return find(step, await openShown(step, context), context)
    case 'asInBrowser':
      try {
        const opened = await openPlain(step.address, context)
        const found = await find(step, opened, context)
        if (!isMarkup(opened.text, opened.type) || !isThin(found)) return found
      } catch (thrown) {
        if (!(thrown instanceof CodedError) || !unfilled.has(thrown.code)) throw thrown
      }
      return find(step, await openShown(step, context), context)
  }
}

/** What a page says that its scripts have yet to fill. */
const unfilled = new Set(['web.notAPage', 'web.signInNeeded', 'page.partMissing'])
const thinText = 400

function isThin(result: StepResult): boolean {
  return result.kind === 'documents' && result.documents.every(({ characters }) => characters < thinText)
}

async function find(step: ReadPageStep, opened: OpenedPage, context: StepContext): Promise<StepResult> {
  const { signal } = context
  if (isMarkup(opened.text, opened.type)) checkMarkup(opened.text, opened.site)
  const breathe = async () => {
    await new Promise((resolve) => void setImmediate(resolve))
    signal.throwIfAborted()
  }
  switch (step.what) {
    case 'article':
      return readArticle(step, opened, context, breathe)
    case 'table':
      return readTable(step, opened, context)
    case 'number':
      return readNumber(step, opened, context, breathe)
  }
}

const mostText = 1_000_000

async function readArticle(
  step: ReadPageStep,
  { text, type, url, site }: OpenedPage,
  context: StepContext,
  breathe: () => Promise<void>,
): Promise<StepResult> {
  // Words may stand anywhere on the page, not only in what looks like its article.
  const scope = step.part === '' ? 'article' : 'whole'
  const { title, markdown } = isMarkup(text, type)
    ? await markdownFromHtml(text, scope, breathe)
    : { title: null, markdown: text }
  if (isSignInForm(text, markdown)) throw new CodedError('web.signInNeeded', { site }, 'the page is a sign-in form')
  if (markdown.trim() === '') throw new CodedError('web.notAPage', { site }, 'there are no words on it')
  const part = partOf(markdown, step.part)
  if (part === null) throw partMissing(step, site)
  const source = {
    name: (title ?? url).slice(0, 300),
    text: part.slice(0, mostText),
    origin: 'web' as const,
    path: url,
  }
  return { kind: 'documents', documents: [await asDocument(source, context.scratch)], leftOut: [] }
}

async function readTable(step: ReadPageStep, opened: OpenedPage, context: StepContext): Promise<StepResult> {
  const { text, type, site } = opened
  const { t } = createTranslator(context.order.language)
  const page = await parseMarkup(text)
  const nameless = (number: number) => t('steps.readPage.nameless', { number })
  const table = isMarkup(text, type) ? findTable(page, step.part, { nameless, language: languageOf(page) }) : null
  if (table === null) throw partMissing(step, site)
  const items = table.rows.map((row, index): Item => {
    const fields = Object.fromEntries(table.columns.map(({ name }, column) => [name, row[column] ?? null]))
    const name = row.find((cell) => typeof cell === 'string' && cell !== '')
    return { ...emptyItem(String(name ?? index + 1)), fields, cites: [{ name: opened.url.slice(0, 500), page: null }] }
  })
  if (items.length === 0) return { kind: 'nothing' }
  return asItems({ columns: table.columns, items, leftOut: [] }, context.scratch)
}

async function readNumber(
  step: ReadPageStep,
  { text, type, url, site }: OpenedPage,
  context: StepContext,
  breathe: () => Promise<void>,
): Promise<StepResult> {
  const page = await parseMarkup(isMarkup(text, type) ? text : '')
  const language = languageOf(page)
  const found =
    (step.part === '' ? findPrice(page) : null) ??
    findNumber(await wordsOf(page, text, type, breathe), step.part, language)
  if (found === null) throw partMissing(step, site)
  const { t } = createTranslator(context.order.language)
  const number = /^[A-Z]{3}$/.test(found.unit) ? 'money' : 'number'
  const types = {
    value: number,
    unit: 'text',
    before: number,
    change: number,
    address: 'text',
    seenAt: 'date',
  } as const
  const names = ['value', 'unit', 'before', 'change', 'address', 'seenAt'] as const
  const columns = names.map((name) => ({ name, type: types[name], meaning: t(`steps.readPage.columns.${name}`) }))
  const { before, change } = await compareWithLast(step, found, context)
  const seenAt = new Date(context.clock.now()).toISOString()
  const title = page.querySelector('title')?.textContent.trim() || url
  const item: Item = {
    ...emptyItem((step.part || title).slice(0, 300)),
    fields: { value: found.value, unit: found.unit, before, change, address: url, seenAt },
    cites: [{ name: url.slice(0, 500), page: null }],
  }
  return asItems({ columns, items: [item], leftOut: [] }, context.scratch)
}

/** The words of a page as its reader sees them; what is struck out, such as an old price, does not count. */
async function wordsOf(page: Document, text: string, type: string, breathe: () => Promise<void>): Promise<string> {
  if (!isMarkup(text, type)) return text.normalize('NFC')
  for (const gone of page.querySelectorAll('del, s, strike')) gone.remove()
  return (await markdownFromDom(page.body, breathe)).markdown.normalize('NFC')
}

function languageOf(page: Document): string {
  return page.documentElement?.getAttribute('lang')?.trim() ?? ''
}

function partMissing({ part }: ReadPageStep, site: string): CodedError {
  return new CodedError('page.partMissing', { site, part })
}

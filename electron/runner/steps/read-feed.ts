import type { ReadFeedStep } from '../../../shared/steps/read-feed.ts'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import { openPlain } from '../pages/open-page.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, Item, StepResult } from '../step-results.ts'
import { markdownFromHtml } from '../tools/documents/html-to-markdown.ts'
import { measureMarkup } from '../tools/documents/measure-markup.ts'
import { sha256 } from '../tools/files/sha256.ts'
import { feed, type FeedEntry, parseFeedText } from '../tools/web/parse-feed.ts'
import { asDocument, asItems, emptyItem } from '../values.ts'

/**
 * Reads the entries of a feed, the newest first. Of what is new since the last run that succeeded, more than wanted wait for the next
 * one; what a feed held before an agent first looked is only news as far as that first run takes it.
 *
 * @throws CodedError of `web.*`
 */
export async function readFeed(step: ReadFeedStep, _given: Given | null, context: StepContext): Promise<StepResult> {
  const { main, signal } = context
  context.progress({ item: step.address })
  const { text, site } = await openPlain(step.address, context, feed)
  const { entries } = await parseFeedText(text, site)
  const source = `feed ${step.address}`
  const known = new Set((await main.call('source.known', { source })).items.map(({ item }) => item))
  const fresh = step.which === 'all' ? entries : entries.filter((entry) => !known.has(nameOf(entry)))
  const taken = newestFirst(fresh).slice(0, step.most)
  const items: Item[] = []
  for (const [index, entry] of taken.entries()) {
    signal.throwIfAborted()
    context.progress({ done: index, total: taken.length, item: entry.title })
    items.push(await itemOf(entry, context))
  }
  const seen = known.size === 0 ? entries : taken
  // A feed brings what it still holds again and again: it is kept anew each time, so that it outlives what has gone.
  await main.call('source.keep', {
    source,
    items: seen.slice(0, 10_000).map((entry) => ({ item: nameOf(entry), version: '' })),
  })
  if (items.length === 0) return { kind: 'nothing' }
  return asItems({ columns: columnsIn(context.order.language), items, leftOut: [] }, context.scratch)
}

function nameOf({ id }: FeedEntry): string {
  return sha256(id).slice(0, 24)
}

/** Feeds mostly are in this order; where all entries say when they are from, that decides. */
function newestFirst(entries: readonly FeedEntry[]): FeedEntry[] {
  if (!entries.every(({ date }) => date !== null)) return [...entries]
  return entries.toSorted((left, right) => (right.date ?? '').localeCompare(left.date ?? ''))
}

async function itemOf(entry: FeedEntry, context: StepContext): Promise<Item> {
  const { title, link, date, author } = entry
  const name = title || link || entry.text.slice(0, 80) || entry.id.slice(0, 80)
  const words = await wordsOf(entry, context.signal)
  const document = await asDocument(
    { name, text: `# ${name}\n\n${words}`, origin: 'feed', path: link ?? '' },
    context.scratch,
  )
  const cites = [{ name: (link ?? name).slice(0, 500), page: null }]
  return { ...emptyItem(name), document, fields: { title, link, date, author }, cites }
}

const mostTags = 20_000
const deepest = 500

/** What an entry says, as plain Markdown where it is markup a parser can take. */
async function wordsOf({ content, text }: FeedEntry, signal: AbortSignal): Promise<string> {
  if (!/<[a-z]/i.test(content)) return content.trim() || text
  const { tags, depth } = measureMarkup(content)
  if (tags > mostTags || depth > deepest) return text
  const { markdown } = await markdownFromHtml(content, 'whole', async () => signal.throwIfAborted())
  return markdown.trim() || text
}

function columnsIn(language: StepContext['order']['language']) {
  const { t } = createTranslator(language)
  const types = { title: 'text', link: 'text', date: 'date', author: 'text' } as const
  return (['title', 'link', 'date', 'author'] as const).map((name) => ({
    name,
    type: types[name],
    meaning: t(`steps.readFeed.columns.${name}`),
  }))
}

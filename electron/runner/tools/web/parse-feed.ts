import { z } from 'zod'
import { CodedError } from '../../../../shared/contract/errors.ts'
import type { Wanted } from './fetch-changed.ts'

export type FeedEntry = {
  readonly id: string
  readonly title: string
  readonly link: string | null
  /** What it says in short, without markup. */
  readonly text: string
  /** The fullest of its texts, as the feed has it: markup, or plain words. */
  readonly content: string
  /** In ISO 8601; null where the feed does not say, or cannot be understood. */
  readonly date: string | null
  readonly author: string | null
}

/** A feed to read. */
export const feed: Wanted = {
  accept: 'application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5',
  otherwise: 'web.notAFeed',
  encodingIn: xmlEncoding,
}

/** Reads a feed, whether RSS, Atom, RDF or JSON. @throws CodedError web.notAFeed */
export async function parseFeedText(
  text: string,
  site: string,
): Promise<{ title: string | null; entries: FeedEntry[] }> {
  const { parseFeed } = await import('feedsmith')
  let read: z.infer<typeof feedSchema>
  try {
    read = feedSchema.parse(parseFeed(text).feed)
  } catch (thrown) {
    throw new CodedError('web.notAFeed', { site }, String(thrown).slice(0, 500))
  }
  const entries = [...read.items, ...read.entries].map((entry): FeedEntry => {
    const link = entry.link || entry.url || entry.links[0]?.href || null
    const title = plain(entry.title).slice(0, 500)
    const id = entry.guid || entry.id || entry.rdf?.about || link || `${title} ${entry.description}`
    const body = entry.summary || entry.description || entry.content_text || entry.content || entry.content_html
    const content = entry.content || entry.content_html || entry.content_text || entry.description || entry.summary
    const author = [...entry.authors, ...entry.dc.creators].find((name) => name !== '')
    return {
      id: id.slice(0, 2000),
      title,
      link: link?.slice(0, 8000) ?? null,
      text: plain(body).slice(0, 4000),
      content: content.slice(0, mostContent),
      date: dateOf(entry.pubDate || entry.published || entry.date_published || entry.updated || entry.dc.date),
      author: author === undefined ? null : plain(author).slice(0, 200),
    }
  })
  return { title: plain(read.title).slice(0, 300) || null, entries }
}

const mostContent = 500_000

function xmlEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  return /^\s*<\?xml[^>]{0,150}?encoding\s*=\s*["']([\w.:-]{1,40})/.exec(head)?.[1] ?? null
}

/** Feeds say the same things under many names; what none of them says is left empty. */
const textSchema = z
  .union([z.string(), z.object({ value: z.string() }).transform(({ value }) => value)])
  .catch('')
  .default('')
const peopleSchema = z
  .array(
    z.union([
      z.string(),
      z.object({ name: textSchema, email: textSchema }).transform(({ name, email }) => name || email),
    ]),
  )
  .catch([])
  .default([])
const entrySchema = z.object({
  id: textSchema,
  guid: textSchema,
  rdf: z.object({ about: textSchema }).optional().catch(undefined),
  title: textSchema,
  link: textSchema,
  url: textSchema,
  links: z
    .array(z.object({ href: z.string().catch('') }))
    .catch([])
    .default([]),
  description: textSchema,
  summary: textSchema,
  content: z.union([z.object({ encoded: z.string() }).transform(({ encoded }) => encoded), textSchema]).default(''),
  content_text: textSchema,
  content_html: textSchema,
  pubDate: textSchema,
  published: textSchema,
  updated: textSchema,
  date_published: textSchema,
  authors: peopleSchema,
  dc: z
    .object({ creators: peopleSchema, date: textSchema, dates: z.array(z.string()).catch([]).default([]) })
    .transform(({ creators, date, dates }) => ({ creators, date: date || (dates[0] ?? '') }))
    .catch({ creators: [], date: '' })
    .default({ creators: [], date: '' }),
})
const feedSchema = z.object({
  title: textSchema,
  items: z.array(entrySchema).catch([]).default([]),
  entries: z.array(entrySchema).catch([]).default([]),
})

function dateOf(text: string): string | null {
  const time = text === '' ? Number.NaN : Date.parse(text)
  return Number.isNaN(time) ? null : new Date(time).toISOString()
}

function plain(markup: string): string {
  return markup
    .slice(0, 100_000)
    .replace(/<(?:script|style)[\s\S]*?<\/(?:script|style)>/gi, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

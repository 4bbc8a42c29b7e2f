import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { FiringFacts } from '../../../shared/model/source.ts'
import type { feedTriggerSchema } from '../../../shared/model/trigger.ts'
import { decodeText } from '../tools/documents/decode-text.ts'
import type { WebWays } from '../tools/web/fetch-guarded.ts'
import { sha256 } from '../tools/files/sha256.ts'
import type { Look } from './look.ts'
import { charsetOf, fetchChanged, validatorsSchema } from './fetch-changed.ts'
import { pack, unpack } from './pack.ts'

const cursorSchema = z.object({ validators: validatorsSchema, known: z.array(z.string()) })
type Item = Extract<FiringFacts, { kind: 'feed' }>['items'][number]

const mostItems = 100
const mostKnown = 5000
const accept = 'application/rss+xml,application/atom+xml,application/feed+json,application/xml;q=0.9,*/*;q=0.5'

/** Looks at a feed (RSS, Atom, RDF or JSON), and says which entries were not in it before. */
export async function checkFeed(
  trigger: z.infer<typeof feedTriggerSchema>,
  cursor: Uint8Array | null,
  world: { ways: WebWays; now: () => number; isBehindProxy: boolean },
): Promise<Look> {
  const before = unpack(cursorSchema, cursor)
  const changed = await fetchChanged(trigger.url, before?.validators ?? null, accept, world)
  if (changed === null) return { cursor, facts: null }
  const { answer, validators } = changed
  const declared = charsetOf(answer) ?? xmlEncoding(answer.bytes)
  const text = decodeText(answer.bytes, declared)?.text
  if (text === undefined) throw new CodedError('web.notAFeed', { site: answer.site }, 'it is not text')
  const { title, items } = await readFeed(text, answer.site)
  const known = new Set(before?.known ?? [])
  const news = items.filter(({ id }) => !known.has(nameOf(id)))
  // Feeds drop their oldest entries; what is remembered must outlive that, or one that comes back would be news.
  const remembered = [...items.map(({ id }) => nameOf(id)), ...known]
  const next = pack({ validators, known: [...new Set(remembered)].slice(0, Math.max(mostKnown, items.length)) })
  if (before === null || news.length === 0) return { cursor: next, facts: null }
  const listed = news.slice(0, mostItems)
  const url = answer.url
  return { cursor: next, facts: { kind: 'feed', url, title, items: listed, more: news.length - listed.length } }
}

function nameOf(id: string): string {
  return sha256(id).slice(0, 24)
}

function xmlEncoding(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 200)).toString('latin1')
  return /^\s*<\?xml[^>]{0,150}?encoding\s*=\s*["']([\w.:-]{1,40})/.exec(head)?.[1] ?? null
}

/** Feeds say the same things under many names; what none of them says is left empty. */
const textSchema = z
  .union([z.string(), z.object({ value: z.string() }).transform(({ value }) => value)])
  .catch('')
  .default('')
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
  content: z
    .union([textSchema, z.object({ encoded: textSchema }).transform(({ encoded }) => encoded)])
    .catch('')
    .default(''),
  content_text: textSchema,
  content_html: textSchema,
})
const feedSchema = z.object({
  title: textSchema,
  items: z.array(entrySchema).catch([]).default([]),
  entries: z.array(entrySchema).catch([]).default([]),
})

async function readFeed(text: string, site: string): Promise<{ title: string | null; items: Item[] }> {
  const { parseFeed } = await import('feedsmith')
  let read: z.infer<typeof feedSchema>
  try {
    const { feed } = parseFeed(text)
    read = feedSchema.parse(feed)
  } catch (thrown) {
    throw new CodedError('web.notAFeed', { site }, String(thrown).slice(0, 500))
  }
  const items = [...read.items, ...read.entries].map((entry): Item => {
    const link = entry.link || entry.url || entry.links[0]?.href || null
    const title = plain(entry.title).slice(0, 500)
    const id = entry.guid || entry.id || entry.rdf?.about || link || `${title} ${entry.description}`
    const body = entry.summary || entry.description || entry.content_text || entry.content || entry.content_html
    return { id: id.slice(0, 2000), title, link: link?.slice(0, 8000) ?? null, text: plain(body).slice(0, 4000) }
  })
  return { title: plain(read.title).slice(0, 300) || null, items }
}

function plain(markup: string): string {
  return markup
    .slice(0, 100_000)
    .replace(/<(?:script|style)[\s\S]*?<\/(?:script|style)>/gi, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

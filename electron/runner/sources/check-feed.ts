import { z } from 'zod'
import type { FiringFacts } from '../../../shared/model/source.ts'
import type { feedTriggerSchema } from '../../../shared/model/trigger.ts'
import { sha256 } from '../tools/files/sha256.ts'
import { feed, parseFeedText } from '../tools/web/parse-feed.ts'
import type { Look } from './look.ts'
import { fetchChangedText, validatorsSchema, type WebWorld } from '../tools/web/fetch-changed.ts'
import { pack, unpack } from './pack.ts'

const cursorSchema = z.object({ validators: validatorsSchema, known: z.array(z.string()) })
type Item = Extract<FiringFacts, { kind: 'feed' }>['items'][number]

const mostItems = 100
const mostKnown = 5000

/** Looks at a feed (RSS, Atom, RDF or JSON), and says which entries were not in it before. */
export async function checkFeed(
  trigger: z.infer<typeof feedTriggerSchema>,
  cursor: Uint8Array | null,
  world: WebWorld,
): Promise<Look> {
  const before = unpack(cursorSchema, cursor)
  const changed = await fetchChangedText(trigger.url, before?.validators ?? null, feed, world)
  if (changed === null) return { cursor, facts: null }
  const { answer, validators, text } = changed
  const { title, entries } = await parseFeedText(text, answer.site)
  const items = entries.map(({ id, title: name, link, text: words }): Item => ({ id, title: name, link, text: words }))
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

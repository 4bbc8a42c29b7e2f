import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { pageTriggerSchema } from '../../../shared/model/trigger.ts'
import { markdownFromHtml } from '../tools/documents/html-to-markdown.ts'
import { checkMarkup, isMarkup, isSignInForm, page } from '../tools/web/page-markup.ts'
import type { Look } from './look.ts'
import { fetchChangedText, validatorsSchema, type WebWorld } from '../tools/web/fetch-changed.ts'
import { pack, unpack } from './pack.ts'

const cursorSchema = z.object({ validators: validatorsSchema, text: z.string() })

const mostText = 500_000
const mostShown = 20_000

/** Looks at a page, and says which lines a reader would find new. Menus, advertisements and dates in the margin do not count. */
export async function checkPage(
  trigger: z.infer<typeof pageTriggerSchema>,
  cursor: Uint8Array | null,
  world: WebWorld,
): Promise<Look> {
  const before = unpack(cursorSchema, cursor)
  const changed = await fetchChangedText(trigger.url, before?.validators ?? null, page, world)
  if (changed === null) return { cursor, facts: null }
  const { answer, validators } = changed
  const { title, text } = await readPage(changed.text, answer.headers['content-type'] ?? '', answer.site)
  const watched = watchedPart(text, trigger)
  if (watched === '') throw new CodedError('web.notAPage', { site: answer.site }, 'what is watched is not on the page')
  const next = pack({ validators, text: watched })
  if (before === null || before.text === watched) return { cursor: next, facts: null }
  const added = linesOnlyIn(watched, before.text)
  const removed = linesOnlyIn(before.text, watched)
  // The same lines in another order are no news.
  if (added === '' && removed === '') return { cursor: next, facts: null }
  return { cursor: next, facts: { kind: 'page', url: answer.url, title: title?.slice(0, 300) ?? null, added, removed } }
}

async function readPage(markup: string, type: string, site: string): Promise<{ title: string | null; text: string }> {
  if (!isMarkup(markup, type)) return { title: null, text: tidy(markup) }
  checkMarkup(markup, site)
  const { title, markdown } = await markdownFromHtml(markup, 'article', async () => undefined)
  const text = tidy(markdown)
  if (isSignInForm(markup, text)) throw new CodedError('web.signInNeeded', { site }, 'the page is a sign-in form')
  return { title, text }
}

function tidy(text: string): string {
  const lines = text
    .normalize('NFC')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
  return lines.filter(Boolean).join('\n').slice(0, mostText)
}

/** The whole page, the lines around some words, or the figure that follows them. */
function watchedPart(text: string, { watch, find }: z.infer<typeof pageTriggerSchema>): string {
  const words = find.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase()
  if (watch === 'number') {
    const at = words === '' ? 0 : text.toLowerCase().indexOf(words)
    return at < 0 ? '' : (/[+-]?\d[\d ,.'’]*(?:\d|%)|\d/.exec(text.slice(at + words.length))?.[0] ?? '')
  }
  if (words === '') return text
  const lines = text.split('\n')
  const near = lines.filter((_, index) =>
    lines.slice(Math.max(0, index - 1), index + 2).some((line) => line.toLowerCase().includes(words)),
  )
  return near.join('\n')
}

function linesOnlyIn(text: string, other: string): string {
  const known = new Set(other.split('\n'))
  return text
    .split('\n')
    .filter((line) => !known.has(line))
    .join('\n')
    .slice(0, mostShown)
}

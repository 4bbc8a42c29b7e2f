import type { ImapFlow } from 'imapflow'
import { z } from 'zod'
import { instantSchema } from '../../../shared/model/brand.ts'
import type { FiringFacts } from '../../../shared/model/source.ts'
import type { mailTriggerSchema } from '../../../shared/model/trigger.ts'
import { openBox, withMailbox } from '../tools/mail/mailbox.ts'
import type { Look } from './look.ts'
import { pack, unpack } from './pack.ts'
import { type MailDoor, noticeMark } from './protocol.ts'

const cursorSchema = z.object({ validity: z.string(), next: z.number().int().nonnegative() })
type Message = Extract<FiringFacts, { kind: 'mail' }>['messages'][number]

const mostListed = 200

/**
 * Looks into a mailbox for messages that came since. Only numbers from the last look on are asked for, so a mailbox of any size costs
 * the same; nothing is opened, marked as read or changed. What the app itself wrote to its owner is no news.
 */
export async function checkMail(
  trigger: z.infer<typeof mailTriggerSchema>,
  cursor: Uint8Array | null,
  door: MailDoor,
): Promise<Look> {
  const before = unpack(cursorSchema, cursor)
  return withMailbox(door, async (client) => {
    const box = await openBox(client, trigger.mailbox)
    const validity = String(box.uidValidity)
    // Another validity means that the server numbers its messages anew: the old numbers say nothing.
    if (before?.validity !== validity) return { cursor: pack({ validity, next: box.uidNext }), facts: null }
    if (box.uidNext <= before.next) return { cursor, facts: null }
    const found = (await client.search({ uid: `${before.next}:*` }, { uid: true })) || []
    // A range up to `*` always has the newest message in it, however old that is.
    const uids = found.filter((uid) => uid >= before.next).toSorted((left, right) => left - right)
    const next = pack({ validity, next: Math.max(box.uidNext, ...uids.slice(-1).map((uid) => uid + 1)) })
    if (uids.length === 0) return { cursor: next, facts: null }
    const listed = uids.slice(-mostListed)
    const messages = await readHeads(client, listed)
    if (messages.length === 0) return { cursor: next, facts: null }
    const { accountId, mailbox } = trigger
    const more = uids.length - listed.length
    return { cursor: next, facts: { kind: 'mail', accountId: accountId ?? '', mailbox, messages, more } }
  })
}

/** Signs in and lists the folders, for the Test button. */
export async function tryMailbox(door: MailDoor): Promise<string[]> {
  return withMailbox(door, async (client) => (await client.list()).map(({ path }) => path).slice(0, 500))
}

async function readHeads(client: ImapFlow, uids: readonly number[]): Promise<Message[]> {
  const messages: Message[] = []
  for await (const { uid, envelope } of client.fetch(uids.join(','), { uid: true, envelope: true }, { uid: true })) {
    if (envelope?.messageId?.endsWith(noticeMark) === true) continue
    const from = envelope?.from?.[0]
    const name = [from?.name, from?.address && `<${from.address}>`].filter(Boolean).join(' ')
    const time = new Date(envelope?.date ?? Number.NaN).getTime()
    messages.push({
      uid,
      from: name.slice(0, 500),
      subject: (envelope?.subject ?? '').slice(0, 1000),
      at: Number.isFinite(time) ? instantSchema.parse(time) : null,
    })
  }
  return messages
}

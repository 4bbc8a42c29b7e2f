import type { ImapFlow } from 'imapflow'
import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import { instantSchema } from '../../../shared/model/brand.ts'
import type { FiringFacts } from '../../../shared/model/source.ts'
import type { mailTriggerSchema } from '../../../shared/model/trigger.ts'
import { describe, systemCode } from '../tools/documents/document-error.ts'
import type { Look } from './look.ts'
import { pack, unpack } from './pack.ts'
import type { MailDoor } from './protocol.ts'

const cursorSchema = z.object({ validity: z.string(), next: z.number().int().nonnegative() })
type Message = Extract<FiringFacts, { kind: 'mail' }>['messages'][number]

const mostListed = 200

/**
 * Looks into a mailbox for messages that came since. Only numbers from the last look on are asked for, so a mailbox of any size costs
 * the same; nothing is opened, marked as read or changed.
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
    const messages = await readHeads(client, uids.slice(-mostListed))
    const { accountId, mailbox } = trigger
    const more = uids.length - messages.length
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

async function openBox(client: ImapFlow, mailbox: string) {
  try {
    return await client.mailboxOpen(mailbox, { readOnly: true })
  } catch (thrown) {
    throw client.usable ? new CodedError('mail.folderMissing', { mailbox }, describe(thrown)) : thrown
  }
}

/** One connection, closed whatever happens. The password is in no log: the library's own is off. */
async function withMailbox<Result>(door: MailDoor, work: (client: ImapFlow) => Promise<Result>): Promise<Result> {
  const { ImapFlow } = await import('imapflow')
  const client = new ImapFlow({
    host: door.host,
    port: door.port,
    secure: door.security === 'tls',
    // Asked for and not offered is an error: the password never goes out unprotected by chance.
    doSTARTTLS: door.security === 'startTls',
    auth: { user: door.user, pass: door.password },
    clientInfo: { name: 'Kaihe Companion' },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 20_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
  })
  // A connection that breaks later also rejects whatever waits for it.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return await work(client)
  } catch (thrown) {
    throw asMailError(thrown, door.host)
  } finally {
    if (client.usable) await client.logout().catch(() => undefined)
    else client.close()
  }
}

const refusalSchema = z.object({ authenticationFailed: z.literal(true) })
const answeredSchema = z.object({ responseText: z.string() })

function asMailError(thrown: unknown, host: string): CodedError {
  if (thrown instanceof CodedError) return thrown
  const answered = answeredSchema.safeParse(thrown)
  const detail = answered.success
    ? `${describe(thrown)}: ${answered.data.responseText}`.slice(0, 500)
    : describe(thrown)
  if (refusalSchema.safeParse(thrown).success) return new CodedError('mail.signInRefused', { host }, detail)
  const code = systemCode(thrown) ?? ''
  if (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO|DEPTH_ZERO/.test(code) || /STARTTLS/i.test(detail)) {
    return new CodedError('mail.insecure', { host }, detail)
  }
  return new CodedError(answered.success ? 'mail.serverError' : 'mail.unreachable', { host }, detail)
}

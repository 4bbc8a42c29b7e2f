import type { ImapFlow } from 'imapflow'
import { CodedError } from '../../../../shared/contract/errors.ts'
import { trustSystemCertificates } from '../../../system-certificates.ts'
import type { MailDoors } from './doors.ts'
import { asMailError, withMailbox } from './mailbox.ts'

/** A mail as it goes out: plain text, with a number of its own for good. */
export type Mail = {
  readonly to: readonly string[]
  readonly subject: string
  readonly body: string
  readonly messageId: string
  /** The number of the mail it answers. */
  readonly inReplyTo: string | null
  /** Nobody wrote it: other programs are told not to answer it (RFC 3834, `Auto-Submitted`). */
  readonly isAutomatic?: boolean
  readonly attachments?: readonly { readonly filename: string; readonly content: Buffer }[]
}

const mostRecipients = 50

/**
 * The addresses in a line, with commas between.
 *
 * @throws CodedError mail.badAddress for one that is none, for none at all, and for more than fifty
 */
export function addressesIn(line: string): string[] {
  const found = line
    .split(/[,;，；]/)
    .map((each) => (/<([^<>]+)>\s*$/.exec(each)?.[1] ?? each).trim())
    .filter((each) => each !== '')
  const wrong = found.find(
    (each) => !/^[^\s@<>()",;:\\[\]\p{Cc}]+@[^\s@<>()",;:\\[\]\p{Cc}]+\.[^\s@<>()",;:\\[\]\p{Cc}]+$/u.test(each),
  )
  if (found.length === 0 || wrong !== undefined || found.length > mostRecipients) {
    throw new CodedError('mail.badAddress', { address: (wrong ?? line).slice(0, 200) })
  }
  return found
}

/** Lays a mail into the drafts folder, once. @throws CodedError of `mail.*` */
export async function layDraft({ reading, address }: Omit<MailDoors, 'sending'>, mail: Mail): Promise<void> {
  const raw = await written(address, mail)
  await withMailbox(reading, async (client) => {
    const drafts = await folderOf(client, '\\Drafts', /^(?:drafts?|entw\u00fcrfe|草稿箱?)$/i)
    if (await isIn(client, drafts, mail.messageId)) return
    await client.append(drafts, raw, ['\\Draft', '\\Seen'])
  })
}

/** Sends a mail. @throws CodedError of `mail.*` */
export async function send({ sending, address }: Omit<MailDoors, 'reading'>, mail: Mail): Promise<void> {
  const { createTransport } = await import('nodemailer')
  if (sending.security !== 'none') trustSystemCertificates()
  const transport = createTransport({
    host: sending.host,
    port: sending.port,
    secure: sending.security === 'tls',
    // Asked for and not offered is an error: neither the password nor the mail goes out unprotected by chance.
    requireTLS: sending.security === 'startTls',
    ignoreTLS: sending.security === 'none',
    auth: { user: sending.user, pass: sending.password },
    connectionTimeout: 20_000,
    greetingTimeout: 15_000,
    socketTimeout: 60_000,
    ...(sending.proxy === undefined ? {} : { proxy: sending.proxy }),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  try {
    await transport.sendMail({ envelope: { from: address, to: [...mail.to] }, raw: await written(address, mail) })
  } catch (thrown) {
    throw asMailError(thrown, sending.host)
  } finally {
    transport.close()
  }
}

/** Whether a mail of that number lies among those that were sent, where the provider keeps them. */
export async function wasSent({ reading }: MailDoors, messageId: string): Promise<boolean> {
  return withMailbox(reading, async (client) => {
    const sent = await folderOf(client, '\\Sent', /^(?:sent|sent (?:items|mail|messages)|gesendet|已发送)$/i)
    return isIn(client, sent, messageId)
  })
}

async function written(from: string, mail: Mail): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer/index.js')
  const { messageId, subject, body, inReplyTo, isAutomatic = false, attachments = [] } = mail
  const threading = inReplyTo === null ? {} : { inReplyTo, references: [inReplyTo] }
  const composer = new MailComposer({
    from,
    to: [...mail.to],
    subject,
    text: body,
    messageId,
    attachments: [...attachments],
    ...(isAutomatic ? { headers: { 'Auto-Submitted': 'auto-generated' } } : {}),
    ...threading,
  })
  return composer.compile().build()
}

async function folderOf(client: ImapFlow, use: string, name: RegExp): Promise<string> {
  const folders = await client.list()
  const found = folders.find(({ specialUse }) => specialUse === use) ?? folders.find((folder) => name.test(folder.name))
  if (found === undefined) throw new CodedError('mail.folderMissing', { mailbox: use.slice(1) })
  return found.path
}

async function isIn(client: ImapFlow, mailbox: string, messageId: string): Promise<boolean> {
  await client.mailboxOpen(mailbox, { readOnly: true })
  const found = await client.search({ header: { 'message-id': messageId } }, { uid: true })
  await client.mailboxClose()
  return (found || []).length > 0
}

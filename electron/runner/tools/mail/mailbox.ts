import type { ImapFlow } from 'imapflow'
import { z } from 'zod'
import { CodedError } from '../../../../shared/contract/errors.ts'
import { trustSystemCertificates } from '../../../system-certificates.ts'
import type { MailDoor } from '../../sources/protocol.ts'
import { describe, systemCode } from '../documents/document-error.ts'

/** @throws CodedError mail.folderMissing */
export async function openBox(client: ImapFlow, mailbox: string) {
  try {
    return await client.mailboxOpen(mailbox, { readOnly: true })
  } catch (thrown) {
    throw client.usable ? new CodedError('mail.folderMissing', { mailbox }, describe(thrown)) : thrown
  }
}

/** One connection, closed whatever happens. The password is in no log: the library's own is off. */
export async function withMailbox<Result>(
  door: MailDoor,
  work: (client: ImapFlow) => Promise<Result>,
): Promise<Result> {
  const { ImapFlow } = await import('imapflow')
  if (door.security !== 'none') trustSystemCertificates()
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
    ...(door.proxy === undefined ? {} : { proxy: door.proxy }),
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

/** What went wrong with a mail server, in our own words. */
export function asMailError(thrown: unknown, host: string): CodedError {
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

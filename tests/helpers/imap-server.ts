import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'

/** The library has no types of its own. */
const serverSchema = z.custom<{
  listen(port: number, host: string, done: () => void): void
  close(done?: () => void): void
  appendMessage(box: string, flags: string[], date: Date | null, raw: string): void
  server: { address(): AddressInfo | string | null }
}>((value) => typeof value === 'object' && value !== null && 'listen' in value)
const makeServer = z.function({ input: [z.unknown()], output: serverSchema })

/**
 * A real IMAP server on this computer, for its test to close, with an inbox and, as providers have them, folders for drafts and sent mails. Its user is
 * `testuser`, the password `testpass`.
 */
export async function startImapServer(messages: number, { withFolders = false } = {}) {
  const hoodiecrow = makeServer.implement(createRequire(import.meta.url)('hoodiecrow-imap'))
  const raw = (subject: string) =>
    `From: Ann <ann@a.example>\r\nSubject: ${subject}\r\nMessage-ID: <${subject}>\r\n\r\nText`
  const inbox = Array.from({ length: messages }, (_, index) => ({ raw: raw(`old ${index}`) }))
  const ofProviders = {
    separator: '/',
    folders: { Drafts: { 'special-use': '\\Drafts' }, Sent: { 'special-use': '\\Sent' } },
  }
  const server = hoodiecrow({
    plugins: ['ID', 'NAMESPACE', 'SPECIAL-USE'],
    storage: { INBOX: { messages: inbox }, ...(withFolders ? { '': ofProviders } : {}) },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  return {
    close: () => server.close(),
    door: {
      host: '127.0.0.1',
      port: typeof address === 'object' && address !== null ? address.port : 0,
      security: 'none' as const,
      user: 'testuser',
      password: 'testpass',
    },
    receive: (subject: string) => server.appendMessage('INBOX', [], null, raw(subject)),
    /** Any mail, as it came over the wire. */
    deliver: (mail: string) => server.appendMessage('INBOX', [], null, Buffer.from(mail).toString('binary')),
  }
}

import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { z } from 'zod'

/** The library has no types of its own. */
const serverSchema = z.custom<{
  listen(port: number, host: string, done: () => void): void
  close(done?: () => void): void
  appendMessage(box: string, flags: string[], date: Date | null, raw: Buffer): void
  server: { address(): AddressInfo | string | null }
}>((value) => typeof value === 'object' && value !== null && 'listen' in value)
const makeServer = z.function({ input: [z.unknown()], output: serverSchema })

/** A real IMAP server on this computer, with an inbox. Its user is `testuser`, the password `testpass`. */
export async function openMailServer(messages: number) {
  const hoodiecrow = makeServer.implement(createRequire(import.meta.url)('hoodiecrow-imap'))
  const raw = (subject: string) =>
    `From: Ann <ann@a.example>\r\nSubject: ${subject}\r\nMessage-ID: <${subject}>\r\n\r\nText`
  const inbox = Array.from({ length: messages }, (_, index) => ({ raw: raw(`old ${index}`) }))
  const server = hoodiecrow({ plugins: ['ID', 'NAMESPACE'], storage: { INBOX: { messages: inbox } } })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => server.close())
  const address = server.server.address()
  return {
    door: {
      host: '127.0.0.1',
      port: typeof address === 'object' && address !== null ? address.port : 0,
      security: 'none' as const,
      user: 'testuser',
      password: 'testpass',
    },
    receive: (subject: string) => server.appendMessage('INBOX', [], null, Buffer.from(raw(subject))),
  }
}

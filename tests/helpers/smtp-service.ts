import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type SentMail = { readonly from: string; readonly to: readonly string[]; readonly raw: string }

/** A real SMTP server on this computer that keeps what it is given. Its user is `testuser`, the password `testpass`. */
export async function startSmtpServer(options: { refuses?: boolean } = {}) {
  const sent: SentMail[] = []
  const server = new SMTPServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth({ username, password }, _session, done) {
      if (username === 'testuser' && password === 'testpass') done(null, { user: username })
      else done(new Error('Invalid username or password'))
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (options.refuses === true) return done(new Error('550 mailbox full'))
        const { mailFrom, rcptTo } = session.envelope
        sent.push({
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        })
        done()
      })
    },
  })
  server.on('error', () => undefined)
  const address = await new Promise<AddressInfo | string | null>((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => resolve(listening.address()))
  })
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  return {
    close,
    sent,
    door: { host: '127.0.0.1', port, security: 'none' as const, user: 'testuser', password: 'testpass' },
  }
}

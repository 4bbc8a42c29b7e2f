import { onTestFinished } from 'vitest'
import { startImapServer } from './imap-server.ts'

/** A real IMAP server that is closed with its test. */
export async function openMailServer(...options: Parameters<typeof startImapServer>) {
  const server = await startImapServer(...options)
  onTestFinished(() => server.close())
  return server
}

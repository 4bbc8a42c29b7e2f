import { onTestFinished } from 'vitest'
import { startSmtpServer } from './smtp-service.ts'

/** A real SMTP server that is closed with its test. */
export async function openSmtpServer(...options: Parameters<typeof startSmtpServer>) {
  const server = await startSmtpServer(...options)
  onTestFinished(() => server.close())
  return server
}

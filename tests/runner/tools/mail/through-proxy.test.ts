import { expect, it, onTestFinished } from 'vitest'
import { withMailbox } from '../../../../electron/runner/tools/mail/mailbox.ts'
import { mailProxy } from '../../../../electron/supervisor/mail/mail-proxy.ts'
import { startImapServer } from '../../../helpers/imap-server.ts'
import { startOfficeProxy } from '../../../helpers/office-proxy.ts'

it('a mailbox is opened through the proxy, which is told who asks', async () => {
  const imap = await startImapServer(2)
  const proxy = await startOfficeProxy({ login: 'wang:geheim@1', routes: { 'mail.example': imap.door.port } })
  onTestFinished(async () => {
    imap.close()
    await proxy.close()
  })
  const login = { host: '127.0.0.1', port: proxy.port, user: 'wang', password: 'geheim@1' }
  const ways = { resolveProxy: async () => `PROXY 127.0.0.1:${proxy.port}`, loginAt: () => login }
  const way = await mailProxy('mail.example', 993, ways)
  const door = { ...imap.door, host: 'mail.example', port: 993, proxy: way ?? '' }
  const count = await withMailbox(
    door,
    async (client) => (await client.mailboxOpen('INBOX', { readOnly: true })).exists,
  )
  expect(count).toBe(2)
  expect(proxy.heard).toEqual(['CONNECT mail.example:993'])
  proxy.ask('wang:another')
  await expect(withMailbox(door, async () => 0)).rejects.toMatchObject({ code: 'mail.unreachable' })
})

it('servers of this house are reached directly, and so is all where no proxy stands', async () => {
  const ways = { resolveProxy: async () => 'PROXY proxy.office:80', loginAt: () => null }
  expect(await mailProxy('nas.local', 993, ways)).toBeNull()
  expect(await mailProxy('mail.example', 993, ways)).toBe('http://proxy.office:80')
  expect(await mailProxy('mail.example', 993, { ...ways, resolveProxy: async () => 'DIRECT' })).toBeNull()
})

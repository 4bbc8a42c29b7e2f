import { describe, expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../../electron/clock.ts'
import { createMailService } from '../../../electron/supervisor/mail/mail-service.ts'
import { createProcessHost } from '../../../electron/supervisor/processes/process-host.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { MailAccountDraft } from '../../../shared/contract/commands/sources.ts'
import { alertSettingsSchema } from '../../../shared/model/alert.ts'
import { defaultSettings, type Settings, settingsSchema } from '../../../shared/model/settings.ts'
import { countingIds } from '../../helpers/agent-database.ts'
import { keepSecretsHere } from '../../helpers/fake-secrets.ts'
import { createForkedProcesses } from '../../helpers/fork-process.ts'
import { openMailServer } from '../../helpers/mail-server.ts'
import { openSmtpServer } from '../../helpers/smtp-server.ts'

/** An account at real servers on this computer; what speaks with them is a real process. */
async function setUp(smtp: Parameters<typeof openSmtpServer>[0] = {}) {
  const outgoing = await openSmtpServer(smtp)
  const incoming = await openMailServer(0)
  const forked = createForkedProcesses()
  let settings = defaultSettings
  const save = (changes: Partial<Settings>) => (settings = settingsSchema.parse({ ...settings, ...changes }))
  const { keeper } = keepSecretsHere()
  const processes = createProcessHost({ spawn: forked.spawn, clock: systemClock })
  onTestFinished(() => expect(forked.alive('sources')).toEqual([]))
  const mail = createMailService({
    settings: { current: () => settings, save },
    keeper,
    processes,
    clock: systemClock,
    newId: countingIds('mail'),
    proxyFor: async () => null,
  })
  const { host, port, security, user, password } = incoming.door
  const { port: sendingPort } = outgoing.door
  const draft: MailAccountDraft = {
    ...{ id: null, name: 'Office', host, port, security, user, password, keyStorage: 'protected' },
    sending: { host: '127.0.0.1', port: sendingPort, security: 'none' },
  }
  return { mail, draft, sent: outgoing.sent, settings: () => settings, save }
}

const codeOf = (work: Promise<unknown>) =>
  work.then(String, (thrown: unknown) => (thrown instanceof CodedError ? thrown.code : String(thrown)))
const notice = { subject: '今天什么都没运行', body: 'Two starts were due.\n.\nNone came about.' }

describe('a notice', () => {
  test('goes to the account’s own address, marked as written by no one, for no agent to start by', async () => {
    const { mail, draft, sent } = await setUp()
    const account = await mail.save(draft)
    expect(await mail.test(draft)).toEqual({ error: null, folders: ['INBOX'] })
    await mail.sendNotice(account.id, notice)
    expect(sent).toHaveLength(1)
    const [{ from, to, raw } = { from: '', to: [''], raw: '' }] = sent
    expect([from, ...to]).toEqual(['testuser@127.0.0.1', 'testuser@127.0.0.1'])
    expect(raw).toContain('Auto-Submitted: auto-generated')
    expect(raw).toMatch(/^Message-ID: <[^<>]+@notice\.kaihe-companion>\r?$/m)
    expect(raw).toContain('None came about.')
  })

  test('that the server refuses says so', async () => {
    const { mail, draft } = await setUp({ refuses: true })
    const account = await mail.save(draft)
    expect(await codeOf(mail.sendNotice(account.id, notice))).toMatch(/^mail\./)
  })

  test('is for accounts that are there, and a removed one is told nothing any more', async () => {
    const { mail, draft, settings, save, sent } = await setUp()
    const account = await mail.save(draft)
    save({ alerts: alertSettingsSchema.parse({ mailAccounts: [account.id, 'other'], robots: ['phone'] }) })
    mail.remove(account.id)
    expect(settings().alerts).toMatchObject({ mailAccounts: ['other'], robots: ['phone'] })
    expect(await codeOf(mail.sendNotice(account.id, notice))).toBe('mail.accountMissing')
    expect(sent).toEqual([])
  })
})

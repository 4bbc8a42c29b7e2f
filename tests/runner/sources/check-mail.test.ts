import { describe, expect, it } from 'vitest'
import { checkMail, tryMailbox } from '../../../electron/runner/sources/check-mail.ts'
import { mailTriggerSchema } from '../../../shared/model/trigger.ts'
import { openMailServer } from '../../helpers/mail-server.ts'

const trigger = mailTriggerSchema.parse({ kind: 'mail', accountId: 'account-1' })

describe('a mailbox', () => {
  it('begins with what is in it, and tells of what comes, from a real server', async () => {
    const { door, receive } = await openMailServer(30)
    const first = await checkMail(trigger, null, door)
    expect(first.facts).toBeNull()
    expect((await checkMail(trigger, first.cursor, door)).facts).toBeNull()
    receive('Offer')
    receive('Invoice')
    const second = await checkMail(trigger, first.cursor, door)
    expect(second.facts).toMatchObject({
      kind: 'mail',
      more: 0,
      messages: [
        { subject: 'Offer', from: 'Ann <ann@a.example>' },
        { subject: 'Invoice', from: 'Ann <ann@a.example>' },
      ],
    })
    expect((await checkMail(trigger, second.cursor, door)).facts).toBeNull()
  })

  it('tells nothing of what the app itself wrote to its owner', async () => {
    const { door, deliver } = await openMailServer(0)
    const mail = (number: string) => `From: me@a.example\r\nSubject: Hello\r\nMessage-ID: ${number}\r\n\r\nText`
    const first = await checkMail(trigger, null, door)
    deliver(mail('<1@notice.kaihe-companion>'))
    const second = await checkMail(trigger, first.cursor, door)
    expect(second.facts).toBeNull()
    deliver(mail('<2@notice.kaihe-companion>'))
    deliver(mail('<3@a.example>'))
    const third = await checkMail(trigger, second.cursor, door)
    expect(third.facts).toMatchObject({ more: 0, messages: [{ subject: 'Hello' }] })
    expect((await checkMail(trigger, third.cursor, door)).facts).toBeNull()
  })

  it('lists its folders for a test', async () => {
    const { door } = await openMailServer(0)
    expect(await tryMailbox(door)).toEqual(['INBOX'])
  })

  it('says what is wrong', async () => {
    const { door } = await openMailServer(1)
    const codeOf = (work: Promise<unknown>) => work.then(String, (thrown: { code: string }) => thrown.code)
    expect(await codeOf(tryMailbox({ ...door, password: 'wrong' }))).toBe('mail.signInRefused')
    expect(await codeOf(tryMailbox({ ...door, security: 'startTls' }))).toBe('mail.insecure')
    expect(await codeOf(tryMailbox({ ...door, port: 1 }))).toBe('mail.unreachable')
    expect(await codeOf(checkMail({ ...trigger, mailbox: 'Nowhere' }, null, door))).toBe('mail.folderMissing')
  })
})

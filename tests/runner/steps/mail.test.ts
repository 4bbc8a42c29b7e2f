import { describe, expect, it } from 'vitest'
import PostalMime from 'postal-mime'
import { withMailbox } from '../../../electron/runner/tools/mail/mailbox.ts'
import { addressesIn } from '../../../electron/runner/tools/mail/outgoing.ts'
import { addressOf, sendingOf } from '../../../shared/model/mail-account.ts'
import type { Cell } from '../../../shared/model/item.ts'
import { stepSchema } from '../../../shared/steps/step.ts'
import { openMailServer } from '../../helpers/mail-server.ts'
import { openSmtpServer } from '../../helpers/smtp-server.ts'
import { makeWorld, type World } from '../world.ts'
import { makeListWorld } from './given-list.ts'

const chinese = [
  'From: =?UTF-8?B?546L5bCP5piO?= <wang@example.com>',
  'To: shop@example.com',
  'Subject: =?UTF-8?B?6K6i5Y2VMTc=?=',
  'Message-ID: <order-17@example.com>',
  'Date: Thu, 26 Nov 2026 10:00:00 +0800',
  'Content-Type: text/plain; charset=utf-8',
  '',
  '我的订单到哪里了？',
  '',
].join('\r\n')

async function makeReadWorld(
  messages: number,
  changes: object = {},
): Promise<{ world: World; server: Awaited<ReturnType<typeof openMailServer>> }> {
  const server = await openMailServer(messages)
  const world = await makeWorld()
  const step = { id: 'mails', kind: 'readMail', account: 'mail-1', mailbox: 'INBOX', which: 'new', most: 3, ...changes }
  world.order = { ...world.order, agent: { ...world.order.agent, steps: [stepSchema.parse(step)] } }
  world.facts.mail = { address: 'shop@example.com', reading: server.door, sending: server.door }
  return { world, server }
}

const subjects = (world: World): string[] => {
  const result = Object(world.facts.checkpoints.get('mails/')?.value)
  return (result.items ?? []).map((item: { fields: Record<string, Cell> }) => item.fields.subject)
}
/** What main does once a run has succeeded: what it saw counts, and the next run begins anew. */
function succeed(world: World): void {
  for (const [source, items] of world.facts.seeing) world.facts.seen.set(source, items.slice(-1))
  world.facts.seeing.clear()
  world.facts.checkpoints.clear()
}

describe('reading mails', () => {
  it('reads who wrote what, with the newest first time, and then only what is new', async () => {
    const { world, server } = await makeReadWorld(5)
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    expect(subjects(world)).toEqual(['old 2', 'old 3', 'old 4'])
    succeed(world)
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'nothingToDo' })
    succeed(world)
    server.deliver(chinese)
    await world.run()
    expect(Object(world.facts.checkpoints.get('mails/')?.value).items).toMatchObject([
      {
        name: '订单17',
        document: { origin: 'mail', kind: 'eml', language: 'zh' },
        fields: { from: 'wang@example.com', to: 'shop@example.com', messageId: '<order-17@example.com>' },
      },
    ])
  })

  it('takes what is more than wanted at once the next time, and what a failed run read again', async () => {
    const { world, server } = await makeReadWorld(1)
    await world.run()
    succeed(world)
    for (const number of [1, 2, 3, 4, 5]) server.receive(`new ${number}`)
    await world.run()
    expect(subjects(world)).toEqual(['new 1', 'new 2', 'new 3'])
    // That run failed later on: nothing it saw counts.
    world.facts.seeing.clear()
    world.facts.checkpoints.clear()
    await world.run()
    expect(subjects(world)).toEqual(['new 1', 'new 2', 'new 3'])
    succeed(world)
    await world.run()
    expect(subjects(world)).toEqual(['new 4', 'new 5'])
  })

  it.each([
    ['a wrong password', { password: 'wrong' }, {}, 'mail.signInRefused'],
    ['a folder that is not there', {}, { mailbox: 'Nowhere' }, 'mail.folderMissing'],
    ['a server that cannot be reached', { port: 1 }, {}, 'mail.unreachable'],
  ])('says what is wrong: %s', async (_, door, changes, code) => {
    const { world, server } = await makeReadWorld(1, changes)
    world.facts.mail = { address: 'a@b.example', reading: { ...server.door, ...door }, sending: server.door }
    expect(await world.run()).toMatchObject({ type: 'failed', error: { code } })
  })
})

const step = (mode: 'draft' | 'send') => ({
  id: 'reply',
  kind: 'sendMail',
  from: 'read',
  account: 'mail-1',
  mode,
  to: '{from}',
  subject: 'Re: {subject}',
  body: 'Hello,\n\n{answer}',
})
const rows: Record<string, Cell>[] = [
  { from: 'wang@example.com', subject: '订单17', answer: '已发货。', messageId: '<order-17@example.com>' },
  { from: 'ann@example.com', subject: 'Order 18\r\nBcc: evil@example.com', answer: 'It left today.', messageId: null },
]

async function makeWriteWorld(mode: 'draft' | 'send', given = rows) {
  const imap = await openMailServer(0, { withFolders: true })
  const smtp = await openSmtpServer()
  const world = await makeListWorld(given, () => step(mode))
  world.facts.mail = { address: 'shop@example.com', reading: imap.door, sending: smtp.door }
  const inFolder = (mailbox: string) =>
    withMailbox(imap.door, async (client) => {
      await client.mailboxOpen(mailbox)
      const found = []
      for await (const { source, flags } of client.fetch('1:*', { source: true, flags: true })) {
        found.push({ mail: await PostalMime.parse(source ?? Buffer.alloc(0)), flags: [...(flags ?? [])] })
      }
      return found
    })
  return { world, smtp, imap, inFolder }
}

describe('laying drafts', () => {
  it('lays one for each into the drafts folder, threaded to the mail it answers, once and without asking', async () => {
    const { world, smtp, inFolder } = await makeWriteWorld('draft')
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    // Killed after the drafts were laid and before that was kept.
    for (const key of ['reply/', 'reply/mail-0', 'reply/mail-1']) world.facts.checkpoints.delete(key)
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    const drafts = await inFolder('Drafts')
    expect(drafts.map(({ mail }) => [mail.to?.[0]?.address, mail.subject])).toEqual([
      ['wang@example.com', 'Re: 订单17'],
      ['ann@example.com', 'Re: Order 18 Bcc: evil@example.com'],
    ])
    expect(drafts[0]?.mail).toMatchObject({
      inReplyTo: '<order-17@example.com>',
      text: expect.stringContaining('已发货。'),
    })
    expect(drafts[0]?.flags).toContain('\\Draft')
    expect(drafts[1]?.mail.bcc ?? []).toEqual([])
    expect(world.facts.questions).toEqual([])
    expect(smtp.sent).toEqual([])
    expect([...world.facts.deliverables.values()]).toMatchObject([{ format: 'mail' }, { format: 'mail' }])
  })

  it('leaves out a mail to nobody, and writes the others', async () => {
    const { world, inFolder } = await makeWriteWorld('draft', [{ ...rows[0], from: 'no address' }, ...rows.slice(1)])
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'partial' })
    expect(world.facts.leftOut).toMatchObject([
      { error: { code: 'mail.badAddress', params: { address: 'no address' } } },
    ])
    expect(await inFolder('Drafts')).toHaveLength(1)
  })
})

describe('sending mails', () => {
  it('sends nothing without a yes to exactly what goes out', async () => {
    const { world, smtp } = await makeWriteWorld('send', rows.slice(0, 1))
    world.facts.answer = 'refused'
    expect(await world.run()).toMatchObject({ type: 'failed', error: { code: 'approval.refused' } })
    expect(smtp.sent).toEqual([])
    expect(JSON.stringify(world.facts.questions)).toContain('已发货。')
  })

  it('sends each once after a yes', async () => {
    const { world, smtp } = await makeWriteWorld('send')
    world.facts.answer = 'approved'
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    expect(smtp.sent.map(({ from, to }) => ({ from, to }))).toEqual([
      { from: 'shop@example.com', to: ['wang@example.com'] },
      { from: 'shop@example.com', to: ['ann@example.com'] },
    ])
    expect((await PostalMime.parse(smtp.sent[0]?.raw ?? '')).text).toContain('已发货。')
  })

  it('sends the file an earlier step made, shown by name and size before, and as it was then', async () => {
    const { world, smtp } = await makeWriteWorld('send', rows.slice(0, 1))
    const { agent } = world.order
    const [read, reply] = agent.steps
    const table = stepSchema.parse({
      ...{ id: 'table', kind: 'writeTable', from: read?.id, mode: 'new', folder: world.reports },
      ...{ title: 'Orders', format: 'csv', file: null, totals: false },
    })
    const mail = stepSchema.parse({ ...reply, attach: 'table' })
    world.order = { ...world.order, agent: { ...agent, steps: [...agent.steps.slice(0, 1), table, mail] } }
    world.facts.answer = 'approved'
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    const [question] = world.facts.questions
    const shown = question?.act?.kind === 'mail' ? question.act.attachments : []
    expect(shown).toMatchObject([{ name: expect.stringMatching(/^Orders .*\.csv$/) }])
    const { attachments } = await PostalMime.parse(smtp.sent[0]?.raw ?? '')
    expect(attachments).toMatchObject([{ filename: shown[0]?.name }])
    expect(shown[0]?.bytes).toBeGreaterThan(10)
  })

  it('never sends again what may have gone out before a kill, and says so', async () => {
    const { world, smtp } = await makeWriteWorld('send')
    world.facts.answer = 'approved'
    await world.run()
    for (const key of ['reply/', 'reply/mail-0']) world.facts.checkpoints.delete(key)
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'partial' })
    expect(world.facts.leftOut).toMatchObject([{ error: { code: 'mail.outcomeUnknown' } }])
    expect(smtp.sent).toHaveLength(2)
  })

  it('finds what went out among the sent mails, where the provider keeps them', async () => {
    const { world, smtp, imap } = await makeWriteWorld('send')
    world.facts.answer = 'approved'
    await world.run()
    await withMailbox(imap.door, (client) => client.append('Sent', Buffer.from(smtp.sent[0]?.raw ?? '')))
    for (const key of ['reply/', 'reply/mail-0']) world.facts.checkpoints.delete(key)
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    expect(smtp.sent).toHaveLength(2)
  })

  it('ends with what is wrong when the server does not let it in', async () => {
    const { world, smtp } = await makeWriteWorld('send')
    world.facts.answer = 'approved'
    if (world.facts.mail !== null) {
      world.facts.mail = { ...world.facts.mail, sending: { ...smtp.door, password: 'wrong' } }
    }
    expect(await world.run()).toMatchObject({ type: 'failed', error: { code: expect.stringMatching(/^mail\./) } })
    expect(smtp.sent).toEqual([])
  })
})

describe('addresses', () => {
  it('are told apart by commas, also Chinese ones, with names around them', () => {
    expect(addressesIn('Ann <ann@a.example>, b@b.example；c@c.example')).toEqual([
      'ann@a.example',
      'b@b.example',
      'c@c.example',
    ])
  })

  it.each(['', 'ann', 'ann@', 'a@b.example\nBcc: x@y.example', 'a@b.example,'.repeat(51)])(
    'are refused: %j',
    (line) => {
      expect(() => addressesIn(line)).toThrow(expect.objectContaining({ code: 'mail.badAddress' }))
    },
  )

  it('of sending follow the provider', () => {
    expect(sendingOf({ host: 'imap.qq.com', sending: null })).toEqual({
      host: 'smtp.qq.com',
      port: 465,
      security: 'tls',
    })
    expect(sendingOf({ host: 'outlook.office365.com', sending: null }).security).toBe('startTls')
    expect(addressOf({ user: 'li', host: 'imap.example.com' })).toBe('li@example.com')
  })
})

import { createServer } from 'node:http'
import { text } from 'node:stream/consumers'
import { listenHere } from '../../electron/listen-here.ts'
import { currencySchema } from '../../shared/model/money.ts'
import { startSmtpServer } from '../helpers/smtp-service.ts'
import { readSnapshot, send } from './commands.ts'
import { writePapers } from './documents.ts'
import { expect, test } from './fixtures.ts'
import { chooseFolders, expectEnd, makeFolders, pressRun } from './ready-agent.ts'
import { addService, setPrice } from './service-form.ts'
import { goTo, say } from './words.ts'

const model = 'vendor-small'

test('a limit that is nearly used up is told once: on Today, in a chat and by mail, without a word of the documents', async ({
  start,
  vendor,
  folder,
}) => {
  test.setTimeout(120_000)
  const heard: string[] = []
  const chat = createServer((request, response) => {
    void text(request).then((body) => {
      heard.push(body)
      response.end('{}')
    })
  })
  const port = await listenHere(chat)
  const mailbox = await startSmtpServer()
  const folders = await makeFolders(folder)
  await writePapers(folders.read, 2)
  const companion = await start()
  const { page } = companion
  await addService(page, vendor.baseUrl, model)
  await setPrice(page, model, { currency: 'USD', input: '0.28', output: '0.42' })
  const own = (await readSnapshot(page)).providers.find(({ baseUrl }) => baseUrl === vendor.baseUrl)
  if (own === undefined) throw new Error('the service was not kept')
  // A cap needs to know how much an answer can cost at most.
  await send(page, 'models.save', {
    providerId: own.id,
    models: own.models.map((each) => ({ ...each, contextTokens: 128_000 })),
  })
  const address = `http://127.0.0.1:${port}/hook`
  const { robot } = await send(page, 'robots.save', {
    ...{ id: null, name: 'Phone', kind: 'webhook', address, keyStorage: 'session' },
  })
  const currency = currencySchema.parse('USD')
  const { host, port: mailPort, security, user, password } = mailbox.door
  const door = { host, port: mailPort, security }
  const { account } = await send(page, 'mail.save', {
    ...{ id: null, name: 'Office', ...door, user, sending: door, password, keyStorage: 'session' },
  })
  await send(page, 'settings.save', {
    alerts: { off: [], quiet: null, mailAccounts: [account.id], robots: [robot.id] },
    computerBudgets: [
      {
        id: 'day',
        scope: 'computer',
        period: 'day',
        limit: { kind: 'money', currency, micros: 1_300_000 },
        warnAt: 80,
        whenReached: 'stop',
      },
    ],
  })
  await goTo(page, 'today')
  await chooseFolders(companion, folders)
  const usageBody = { prompt_tokens: 1_234_567, completion_tokens: 76_543, total_tokens: 1_311_110 }
  vendor.script({}, ...Array.from({ length: 3 }, () => ({ usageBody })))
  await pressRun(page)
  await expectEnd(page, 'done')

  // 1.13348046 of 1.30 dollars.
  const told = say('alerts.title.budget.computer', { percent: 87, limit: '$1.30' })
  await goTo(page, 'today')
  const card = page.locator('.ask').filter({ hasText: told })
  await expect(card).toBeVisible({ timeout: 20_000 })
  await expect.poll(() => heard.length, { timeout: 60_000 }).toBe(1)
  expect(heard[0]).toContain(told)
  expect(heard[0]).not.toContain('vendor-small')
  await expect.poll(() => mailbox.sent.length, { timeout: 60_000 }).toBe(1)
  expect(mailbox.sent[0]?.to).toEqual([`${user}@${host}`])
  expect(mailbox.sent[0]?.raw).toContain('87 %')

  await card.getByRole('button', { name: say('alerts.putAway') }).click()
  await expect(card).toBeHidden()
  expect((await readSnapshot(page)).alerts).toEqual([])
  await companion.close()
  const again = await start({ dataDir: companion.dataDir })
  await goTo(again.page, 'today')
  expect((await readSnapshot(again.page)).alerts).toEqual([])
  expect(heard).toHaveLength(1)
  chat.close()
  await mailbox.close()
})

test('the page of a week has the figures of its runs, and leads on', async ({ start, folder }) => {
  const folders = await makeFolders(folder)
  await writePapers(folders.read, 2)
  const companion = await start()
  const { page } = companion
  await chooseFolders(companion, folders)
  await pressRun(page)
  await expectEnd(page, 'done')
  await goTo(page, 'today')
  await page.getByRole('button', { name: say('digest.open.link') }).click()
  await expect(page.getByRole('main')).toContainText(say('digest.empty.title'))
  await page.getByRole('button', { name: say('digest.after') }).click()
  await expect(page.locator('.title')).toContainText('One run')
  await expect(page.locator('.by tbody tr')).toHaveCount(1)
  await expect(page.getByRole('button', { name: say('digest.after') })).toBeDisabled()
  await page.getByRole('button', { name: say('digest.toResults') }).click()
  await expect(page.locator('.item')).toHaveCount(1)
})

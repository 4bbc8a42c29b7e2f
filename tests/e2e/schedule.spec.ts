import { readdir } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { z } from 'zod'
import { readSnapshot } from './commands.ts'
import { writePapers } from './documents.ts'
import { expect, test } from './fixtures.ts'
import type { Companion } from './launch.ts'
import { expectEnd, folderChip, makeFolders } from './ready-agent.ts'
import { answerFolderDialogs } from './stand-ins.ts'
import { goTo, say } from './words.ts'

test('an agent is given a time in a sentence, and the next runs are shown', async ({ start, folder }) => {
  const folders = await makeFolders(folder)
  const companion = await start()
  const { page } = companion
  await scheduleReadyAgent(companion, folders)
  await page.getByRole('button', { name: say('steps.trigger.remove') }).click()
  await page.getByRole('button', { name: say('steps.trigger.add') }).click()

  // Three days at 08:00, the first of them in the future.
  const truth = page.getByRole('complementary').filter({ hasText: say('agents.next.title') })
  const times = truth.locator('.when dd')
  await expect(times.first()).toHaveText('08:00')
  expect(new Set(await times.allTextContents())).toEqual(new Set(['08:00']))
  expect(await times.count()).toBeGreaterThanOrEqual(3)

  await page.getByRole('button', { name: '08:00' }).click()
  const form = page.getByRole('dialog', { name: say('steps.trigger.time') })
  await form.getByLabel(say('steps.trigger.time')).fill('25:00')
  await form.getByRole('button', { name: say('common.done') }).click()
  await expect(form).toContainText(say('steps.trigger.timeWrong'))
  await form.getByLabel(say('steps.trigger.time')).fill('6:30')
  await form.getByRole('button', { name: say('common.done') }).click()
  await expect(times.first()).toHaveText('06:30')
  await page.getByRole('button', { name: say('common.save'), exact: true }).click()
  await page.getByRole('button', { name: say('agents.switchOn') }).click()
  await expect(page.getByText(say('agents.on'), { exact: true })).toBeVisible()

  await goTo(page, 'agents')
  await expect(page.locator('.agentrow .meter')).toContainText('06:30')
  await goTo(page, 'today')
  await expect(page.locator('.soon').filter({ hasText: 'Summarize my documents' })).toContainText('06:30')
  const { upcoming } = await readSnapshot(page)
  expect(upcoming).toHaveLength(1)
  expect(upcoming[0]?.dueAt).toBeGreaterThan(Date.now())
})

test('every kind of time is made with clicks, kept, and said in the list', async ({ start, folder }, info) => {
  test.setTimeout(120_000)
  const folders = await makeFolders(folder)
  const companion = await start()
  const { page } = companion
  await scheduleReadyAgent(companion, folders)
  const button = (name: string) => page.getByRole('button', { name, exact: true })
  const done = () => button(say('common.done')).click()
  const add = async (kind: 'weekdays' | 'month' | 'monthWeek' | 'interval' | 'once' | 'pattern') => {
    await button(say('sources.add')).click()
    await button(say(`starts.kinds.${kind}`)).click()
  }
  const step = () =>
    page
      .locator('.steps > .step')
      .filter({ has: button(say('steps.trigger.remove')) })
      .last()

  await add('month')
  await step().getByRole('button', { name: '1st' }).click()
  await page.getByRole('radio', { name: '31', exact: true }).click()
  await step()
    .getByRole('button', { name: say('starts.short.lastDay') })
    .click()
  await button(say('starts.short.leaveOut')).click()
  await step()
    .getByRole('button', { name: say('starts.addTime') })
    .click()
  await page.getByRole('textbox', { name: say('starts.addTimeLabel') }).fill('12:30')
  await done()
  await add('monthWeek')
  await step()
    .getByRole('button', { name: say('starts.nth.1') })
    .click()
  await button(say('starts.nth.last')).click()
  await add('interval')
  await step()
    .getByRole('button', { name: say('starts.every.ofHours', { count: 1 }), exact: true })
    .click()
  await page.getByRole('textbox', { name: say('starts.every.number') }).fill('45')
  await page.getByRole('radio', { name: say('starts.every.minutes') }).click()
  await done()
  await add('once')
  await step()
    .getByRole('button', { name: /\d{4}$/ })
    .click()
  await button(say('starts.dates.after')).click()
  await page.getByRole('radio', { name: /\b15 / }).click()
  await add('pattern')
  await step().getByRole('button', { name: '0 8 * * 1-5' }).click()
  const pattern = page.getByRole('textbox', { name: say('starts.pattern.label') })
  await pattern.fill('0 25 * * *')
  await expect(page.getByText(say('starts.pattern.wrong.hour', { typed: '25' }))).toBeVisible()
  await pattern.fill('15 6 * * 2')
  await done()
  await step()
    .getByRole('button', { name: say('starts.more.open') })
    .click()
  await step()
    .getByRole('button', { name: say('starts.quiet.add') })
    .click()
  await step()
    .getByRole('button', { name: /^of this computer/ })
    .click()
  await page.getByRole('textbox', { name: say('starts.zone.search') }).fill('japan')
  await page.getByRole('button', { name: /Asia\/Tokyo/ }).click()
  await step()
    .getByRole('button', { name: say('starts.delay.none') })
    .click()
  await button(say('starts.delay.some', { span: '10 minutes' })).click()
  await page.screenshot({ path: info.outputPath('every kind of time.png') })
  await expect(page.locator('.when dt').first()).toBeVisible()

  await button(say('common.save')).click()
  await expect(button(say('common.save'))).toBeHidden()
  const [agent] = Object.values((await readSnapshot(page)).agents)
  expect(agent?.triggers).toMatchObject([
    { kind: 'calendar' },
    { kind: 'calendar', days: { kind: 'dayOfMonth', day: 31, shortMonths: 'leaveOut' }, times: ['08:00', '12:30'] },
    { kind: 'calendar', days: { kind: 'nthWeekday', nth: 'last', weekday: 1 } },
    { kind: 'interval', every: 45, unit: 'minutes' },
    { kind: 'once', at: expect.stringMatching(/-15T08:00$/) },
    {
      kind: 'cron',
      expression: '15 6 * * 2',
      zone: 'Asia/Tokyo',
      quietHours: { from: '22:00', to: '07:00', inside: 'move' },
      randomDelayMinutes: 10,
    },
  ])
  await goTo(page, 'agents')
  await expect(page.locator('.agentrow')).toContainText(
    say('starts.words.others', { words: 'Every day at 08:00', count: 5 }),
  )
})

test('a time that passed while the app was closed runs at the next start, and says that it is late', async ({
  start,
  folder,
}) => {
  const folders = await makeFolders(folder)
  await writePapers(folders.read, 2)
  const first = await start()
  await scheduleReadyAgent(first, folders)
  await switchOn(first.page)
  await first.close()
  const due = passBy(first.dataDir)

  const { page } = await start()
  await goTo(page, 'results')
  await page.getByRole('button', { name: say('runs.seeRun') }).click()
  await expectEnd(page, 'done')
  const at = new Date(due).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' })
  await expect(page.getByText(`Started by its schedule for ${at}`)).toBeVisible()
  expect(await readdir(folders.write)).toHaveLength(1)
  await goTo(page, 'today')
  const late = page
    .getByRole('main')
    .locator('section')
    .filter({ hasText: say('today.missed.title') })
  await expect(late).toContainText(say('today.missed.because.off'))

  // It ran once, and the next moment is tomorrow's.
  const { runs, upcoming, missed } = await readSnapshot(page)
  expect(Object.values(runs)).toHaveLength(1)
  expect(missed.map(({ outcome }) => outcome)).toEqual(['ranLate'])
  expect(upcoming[0]?.dueAt).toBeGreaterThan(Date.now())
})

test('a missed time is left out when the owner wants that, and says so', async ({ start, folder }) => {
  const folders = await makeFolders(folder)
  const first = await start()
  await scheduleReadyAgent(first, folders)
  await first.page.getByRole('button', { name: say('starts.rules.policy.runOnce') }).click()
  await first.page.getByRole('button', { name: say('starts.rules.policy.skip') }).click()
  await switchOn(first.page)
  await first.close()
  passBy(first.dataDir)
  const { page } = await start()
  const missed = page
    .getByRole('main')
    .locator('section')
    .filter({ hasText: say('today.missed.title') })
  await expect(missed).toContainText(say('today.missed.missed'))
  expect((await readSnapshot(page)).runs).toEqual({})
})

test('a paused app starts nothing that is due', async ({ start, folder }) => {
  const folders = await makeFolders(folder)
  const first = await start()
  await scheduleReadyAgent(first, folders)
  await switchOn(first.page)
  await first.page.getByRole('button', { name: say('nav.pauseAll') }).click()
  await expect(first.page.getByRole('button', { name: say('nav.goOn') })).toBeVisible()
  await first.close()
  passBy(first.dataDir)
  const { page } = await start()
  const missed = page
    .getByRole('main')
    .locator('section')
    .filter({ hasText: say('today.missed.title') })
  await expect(missed).toContainText(say('today.missed.skippedPaused'))
  expect((await readSnapshot(page)).runs).toEqual({})
})

/** Opens the ready agent, which proposes "every day at 08:00", and chooses its folders. */
async function scheduleReadyAgent({ app, page }: Companion, folders: { read: string; write: string }): Promise<void> {
  await page.getByRole('button', { name: say('today.first.more') }).click()
  await answerFolderDialogs(app, [folders.read, folders.write])
  await folderChip(page, say('steps.readFolder.fields.folder')).click()
  await folderChip(page, say('steps.writeDocument.fields.folder')).click()
  await expect(page.getByRole('button', { name: say('starts.words.everyDay') })).toBeVisible()
  await expect(page.getByRole('button', { name: '08:00' })).toBeVisible()
}

async function switchOn(page: Page): Promise<void> {
  await page.getByRole('button', { name: say('agents.switchOn') }).click()
  await expect(page.getByText(say('agents.on'), { exact: true })).toBeVisible()
}

/** Makes the only trigger one that was due a moment ago, as if the app had been closed since before. Resolves with that moment. */
function passBy(dataDir: string): number {
  const due = Math.floor(Date.now() / 60_000 - 2) * 60_000
  const db = new DatabaseSync(join(dataDir, 'companion.db'))
  const stored = z.object({ definition: z.string() }).parse(db.prepare('SELECT definition FROM triggers').get())
  const definition = z.looseObject({ zone: z.string() }).parse(JSON.parse(stored.definition))
  const times = [new Date(due).toLocaleTimeString('en-GB', { timeStyle: 'short', timeZone: definition.zone })]
  const armed = db
    .prepare('UPDATE triggers SET definition = ?, next_due = ?, armed_at = ?')
    .run(JSON.stringify({ ...definition, times }), due, due - 86_400_000)
  const agents = db
    .prepare("UPDATE agents SET body = json_set(body, '$.triggers[0].times', json(?))")
    .run(JSON.stringify(times))
  db.close()
  expect([armed.changes, agents.changes]).toEqual([1, 1])
  return due
}

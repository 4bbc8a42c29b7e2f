import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Page } from '@playwright/test'
import { readSnapshot, send } from './commands.ts'
import { writePapers } from './documents.ts'
import { expect, test } from './fixtures.ts'
import type { Companion } from './launch.ts'
import { allGone, processesUnder, programs } from './processes.ts'
import { expectEnd, folderChip, makeFolders } from './ready-agent.ts'
import { answerFolderDialogs } from './stand-ins.ts'
import { say } from './words.ts'

test('a run waits for its owner, leaves its place to another, outlives main, and goes on with a yes to what was shown', async ({
  start,
  folder,
}) => {
  const folders = await makeFolders(folder)
  const names = await writePapers(folders.read, 2)
  const first = await start()
  await send(first.page, 'settings.save', { concurrentRuns: 1 })
  const question = await runAskingAgent(first, folders)
  // On the run's page all of it is there at once.
  await expect(question.getByRole('region', { name: say('approvals.whole') })).toContainText(names[0] ?? '')
  expect(await readdir(folders.write)).toEqual([])
  await expect.poll(() => programs(first.app, 'kaihe-runner')).toEqual([])

  // The only place is free: another agent's run takes it while this one waits.
  const { runId } = await send(first.page, 'samples.run', { model: null })
  await expect.poll(async () => (await readSnapshot(first.page)).runs[runId]?.startedAt ?? null).not.toBeNull()
  expect((await readSnapshot(first.page)).approvals).toHaveLength(1)

  const before = await processesUnder(first.home)
  process.kill(first.pid, 'SIGKILL')
  await allGone(before)
  const { page } = await start()
  // Today asks the same, and shows all of it before anybody can agree.
  const asked = card(page)
  await expect(asked).toContainText(say('approvals.without'))
  await expect(asked.getByRole('button', { name: say('approvals.approve') })).toHaveCount(0)
  await asked.getByRole('button', { name: say('approvals.look') }).click()
  for (const name of names) {
    await expect(asked.getByRole('region', { name: say('approvals.whole') })).toContainText(name)
  }
  await asked.getByRole('button', { name: say('approvals.approve') }).click()
  // Its place comes back once the other is done.
  await expect.poll(() => readdir(folders.write), { timeout: 60_000 }).toHaveLength(1)
  const [report = ''] = await readdir(folders.write)
  const text = await readFile(join(folders.write, report), 'utf8')
  for (const name of names) expect(text).toContain(name)
  await expect(asked).toHaveCount(0)
  expect((await readSnapshot(page)).approvals).toEqual([])
})

test('a no ends the run, and nothing is written', async ({ start, folder }) => {
  const folders = await makeFolders(folder)
  await writePapers(folders.read, 1)
  const companion = await start()
  const { page } = companion
  const question = await runAskingAgent(companion, folders)
  await question.getByRole('button', { name: say('approvals.refuse') }).click()
  await expectEnd(page, 'failed')
  await expect(page.getByRole('article').filter({ hasText: say('errors.approval.refused.what') })).toBeVisible()
  expect(await readdir(folders.write)).toEqual([])
  expect(Object.values((await readSnapshot(page)).runs)[0]?.state).toMatchObject({ reason: 'refused' })
})

test('without an answer by its deadline nothing is done', async ({ start, folder }) => {
  const folders = await makeFolders(folder)
  await writePapers(folders.read, 1)
  const first = await start()
  await runAskingAgent(first, folders)
  await first.close()
  passDeadline(first.dataDir)
  const { page } = await start()
  await expect.poll(async () => (await readSnapshot(page)).approvals).toEqual([])
  await expect(page.getByRole('article').filter({ hasText: say('errors.approval.expired.what') })).toBeVisible()
  expect(Object.values((await readSnapshot(page)).runs)[0]?.state).toMatchObject({ reason: 'expired' })
  expect(await readdir(folders.write)).toEqual([])
})

/** Lets the ready agent ask before it writes, by clicks, and runs it until it asks. */
async function runAskingAgent({ app, page }: Companion, folders: { read: string; write: string }) {
  await page.getByRole('button', { name: say('today.first.more') }).click()
  await answerFolderDialogs(app, [folders.read, folders.write])
  await folderChip(page, say('steps.readFolder.fields.folder')).click()
  await folderChip(page, say('steps.writeDocument.fields.folder')).click()
  await page.getByRole('button', { name: say('agents.step.addBefore', { number: 3 }) }).click()
  await page.getByRole('combobox', { name: say('agents.palette.find') }).fill(say('steps.approve.name'))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toContainText(say('steps.approve.question'))
  await page.getByRole('button', { name: say('agents.runNow') }).click()
  await expect(page.getByRole('region', { name: say('runs.answer') })).toBeVisible()
  const question = card(page)
  await expect(question).toContainText(say('steps.approve.question'), { timeout: 60_000 })
  return question
}

function card(page: Page) {
  return page.getByRole('article').filter({ hasText: say('steps.approve.question') })
}

/** Moves the deadline of the open question into the past, as days without an answer do. */
function passDeadline(dataDir: string): void {
  const db = new DatabaseSync(join(dataDir, 'companion.db'))
  const past = Date.now() - 60_000
  const { changes } = db
    .prepare("UPDATE approvals SET deadline = ?, body = json_set(body, '$.deadline', ?)")
    .run(past, past)
  db.close()
  expect(changes).toBe(1)
}

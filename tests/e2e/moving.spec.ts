import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { ElectronApplication, Locator } from '@playwright/test'
import { readSnapshot, send } from './commands.ts'
import { expect, test } from './fixtures.ts'
import type { Companion } from './launch.ts'
import { pressAway } from './press-away.ts'
import { answerFolderDialogs } from './stand-ins.ts'
import { goTo, say } from './words.ts'

const passphrase = 'seven quiet geese'
const asBefore = { firstStart: true, args: ['--lang=en'], env: { LANGUAGE: 'en' } }

test('all data is backed up, deleted, and brought back with its keys left out', async ({ start, folder }, testInfo) => {
  test.setTimeout(180_000)
  const target = join(folder, 'all.kaihe-backup')
  const first = await start()
  const { page } = first
  await send(page, 'agents.create', { templateId: 'summarize-documents', withSamples: false })
  const before = await readSnapshot(page)
  expect(Object.keys(before.agents)).toHaveLength(2)

  await answerSaveDialogs(first.app, target)
  await goTo(page, 'settings')
  await page.getByRole('button', { name: say('moving.backUp.act'), exact: true }).click()
  await page.getByLabel(say('moving.backUp.passphrase'), { exact: true }).fill(passphrase)
  await page.getByLabel(say('moving.backUp.again'), { exact: true }).fill(passphrase)
  await page.screenshot({ path: testInfo.outputPath('backup.png') })
  await page.getByRole('button', { name: say('moving.backUp.choose') }).click()
  await expect(page.getByText(say('moving.backUp.noKeys'))).toBeVisible({ timeout: 60_000 })
  expect((await stat(target)).size).toBeGreaterThan(10_000)
  await page.keyboard.press('Escape')

  const exported = join(folder, 'exported')
  await mkdir(exported)
  await answerFolderDialogs(first.app, [exported])
  await page.getByRole('button', { name: say('moving.export.act') }).click()
  await expect(page.getByRole('button', { name: say('moving.export.show') })).toBeVisible({ timeout: 60_000 })
  await page.screenshot({ path: testInfo.outputPath('export.png') })
  const [name = ''] = await readdir(exported)
  const agents: unknown = JSON.parse(await readFile(join(exported, name, 'agents', 'agents.json'), 'utf8'))
  expect(agents).toEqual(Object.values(before.agents))

  await page.getByRole('button', { name: say('moving.deleteAll.act') }).click()
  const dialog = page.getByRole('dialog')
  const forGood = dialog.getByRole('button', { name: say('moving.deleteAll.go') })
  await expect(forGood).toBeDisabled()
  await dialog.getByRole('textbox').fill(say('moving.deleteAll.word'))
  await page.screenshot({ path: testInfo.outputPath('delete.png') })
  await startsAnew(first, forGood)

  const second = await start(asBefore)
  await expect(second.page.getByRole('heading', { level: 1 })).toHaveText(say('welcome.title'))
  const after = await readSnapshot(second.page)
  expect(Object.keys(after.agents)).not.toEqual(Object.keys(before.agents))
  await send(second.page, 'settings.save', { welcomed: true })
  await goTo(second.page, 'settings')
  await answerFolderDialogs(second.app, [target])
  await second.page.getByRole('button', { name: say('moving.restore.act') }).click()
  const question = second.page.getByRole('dialog')
  await question.getByLabel(say('moving.backUp.passphrase')).fill('seven quiet ducks')
  const go = question.getByRole('button', { name: say('moving.restore.go') })
  await go.click()
  await expect(question.getByText(say('errors.backup.wrongPassphrase.what'))).toBeVisible({ timeout: 60_000 })
  await second.page.screenshot({ path: testInfo.outputPath('wrong-passphrase.png') })
  await question.getByLabel(say('moving.backUp.passphrase')).fill(passphrase)
  await startsAnew(second, go)

  const third = await start(asBefore)
  await expect(third.page.getByRole('navigation', { name: say('nav.places') })).toBeVisible()
  const back = await readSnapshot(third.page)
  expect(Object.keys(back.agents).sort()).toEqual(Object.keys(before.agents).sort())
  expect(back.settings.theme).toBe('light')
  await expect.poll(() => existsSync(join(third.dataDir, 'exchange.json'))).toBe(false)
  expect((await readdir(third.dataDir)).some((name) => name.startsWith('before-restoring-'))).toBe(true)
})

test('backups by themselves are locked once their owner gives a passphrase', async ({ start, folder }, testInfo) => {
  const { app, page, dataDir } = await start()
  await answerFolderDialogs(app, [folder])
  await goTo(page, 'settings')
  const plan = page.getByRole('radiogroup', { name: say('moving.plan.label') })
  await plan.getByRole('radio', { name: say('moving.plan.day') }).click()
  await expect(page.getByText(say('moving.seal.open'))).toBeVisible()
  await page.getByRole('button', { name: say('moving.seal.none'), exact: true }).click()
  await page.getByLabel(say('moving.backUp.passphrase'), { exact: true }).fill(passphrase)
  await page.getByLabel(say('moving.backUp.again'), { exact: true }).fill(passphrase)
  await page.screenshot({ path: testInfo.outputPath('seal.png') })
  await page.getByRole('button', { name: say('common.save'), exact: true }).click()
  await expect(page.getByText(say('moving.seal.withoutKeys'))).toBeVisible()
  await page.screenshot({ path: testInfo.outputPath('sealed.png') })
  expect(await readFile(join(dataDir, 'preferences.json'), 'utf8')).not.toContain(passphrase)
  // Made at once, where one is due.
  await expect
    .poll(async () => (await readdir(folder)).filter((name) => name.endsWith('.kaihe-backup')))
    .toHaveLength(1)
  const name = (await readdir(folder)).find((each) => each.endsWith('.kaihe-backup')) ?? ''
  expect(await readFile(join(folder, name), 'utf8')).toMatch(/^kaihe-backup \{.*"sealed":true/)
})

/** The app ends as it does to start anew; the test starts it, since only so can it go on looking. */
async function startsAnew({ app }: Companion, button: Locator): Promise<void> {
  await app.evaluate(({ app: electron }) => {
    electron.relaunch = () => undefined
  })
  await pressAway(button, app)
}

async function answerSaveDialogs(app: ElectronApplication, path: string): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, path)
}

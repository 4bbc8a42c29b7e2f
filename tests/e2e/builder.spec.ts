import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Language } from '../../shared/model/settings.ts'
import { readSnapshot, send } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { makeFolders } from './ready-agent.ts'
import { answerFolderDialogs } from './stand-ins.ts'
import { goTo, type Words, wordsOf } from './words.ts'

const rows = 'item,stock\nScrews,120\nLabels,4\nBoxes,9\n'
const languages: readonly Language[] = ['en', 'zh-CN']

/** Opens an agent that does nothing yet, from the gallery. */
async function beginFromNothing(page: Page, words: Words): Promise<void> {
  await goTo(page, 'agents', words)
  await page
    .getByRole('main')
    .getByRole('button', { name: words('agents.new') })
    .first()
    .click()
  await page.getByRole('button', { name: words('gallery.blank') }).click()
  await expect(page.getByRole('combobox', { name: words('agents.palette.find') })).toBeVisible()
}

/** Looks for a kind of step by its name and adds it. */
async function addByTyping(page: Page, words: Words, kind: string): Promise<void> {
  await page.getByRole('combobox', { name: words('agents.palette.find') }).fill(words(`steps.${kind}.name`))
  await page.keyboard.press('Enter')
}

/** Words of the sentences, as distinct from what stands beside them. */
const inSteps = (page: Page, words: string) => page.locator('.steps').getByText(words)

/** Whether the browser has written what the page keeps to the disk: then a kill loses nothing of it. */
async function isOnDisk(dataDir: string, text: string): Promise<boolean> {
  const folder = join(dataDir, 'Local Storage', 'leveldb')
  const files = await readdir(folder).catch(() => [])
  const contents = await Promise.all(files.map((name) => readFile(join(folder, name)).catch(() => Buffer.alloc(0))))
  return contents.some((content) => content.includes(text) || content.includes(Buffer.from(text, 'utf16le')))
}

async function oneAgent(page: Page) {
  const made = Object.values((await readSnapshot(page)).agents).find(({ templateId }) => templateId === null)
  if (made === undefined) throw new Error('nothing was made')
  return made
}

for (const language of languages) {
  const words = wordsOf(language)

  test(`an agent of five steps is built from nothing by mouse, and does its job (${language})`, async ({
    start,
    folder,
  }) => {
    const folders = await makeFolders(folder)
    const file = join(folders.read, 'stock.csv')
    await writeFile(file, rows)
    const companion = await start()
    const { app, page } = companion
    await send(page, 'settings.save', { language })
    await answerFolderDialogs(app, [file, folders.write, folders.write])
    await beginFromNothing(page, words)

    await page.getByRole('option', { name: words('steps.readTable.name'), exact: true }).click()
    const add = async (kind: string) => {
      await page.getByRole('button', { name: words('agents.step.add'), exact: true }).click()
      await page.getByRole('option', { name: words(`steps.${kind}.name`), exact: true }).click()
    }
    await inSteps(page, words('steps.readTable.choose.file')).click()
    await expect(inSteps(page, 'stock.csv')).toBeVisible()

    await add('decide')
    await inSteps(page, words('steps.decide.choose.test')).click()
    await page.getByRole('radio', { name: words('agents.test.compare') }).click()
    await page.getByLabel(words('agents.test.column')).fill('stock')
    await page.getByLabel(words('agents.test.operator')).selectOption('below')
    await page.getByLabel(words('agents.test.value')).fill('10')
    await page.getByRole('button', { name: words('common.done'), exact: true }).click()

    await add('writeTable')
    await inSteps(page, words('steps.writeTable.choose.folder')).click()
    await inSteps(page, words('steps.writeTable.empty.title')).click()
    await page.getByLabel(words('steps.writeTable.fields.title')).last().fill('Low')
    await page.getByRole('button', { name: words('common.done'), exact: true }).click()

    await add('sumUp')
    await inSteps(page, words('steps.sumUp.how.sum')).click()
    await page.getByRole('button', { name: words('steps.sumUp.how.count') }).click()

    await add('writeDocument')
    await inSteps(page, words('steps.writeDocument.choose.folder')).click()
    await inSteps(page, words('steps.writeDocument.empty.title')).click()
    await page.getByLabel(words('steps.writeDocument.fields.title')).last().fill('Count')
    await page.getByRole('button', { name: words('common.done'), exact: true }).click()

    await expect(page.getByText(words('agents.missing.title'))).toHaveCount(0)
    await page.getByRole('button', { name: words('agents.runNow') }).click()
    await expect.poll(async () => (await readdir(folders.write)).length, { timeout: 30_000 }).toBe(2)
    const agent = await oneAgent(page)
    expect(agent.steps.map(({ kind }) => kind)).toEqual(['readTable', 'decide', 'writeTable', 'sumUp', 'writeDocument'])
  })

  test(`the same is built by keyboard alone, moved, switched off and undone (${language})`, async ({
    start,
    folder,
  }) => {
    const folders = await makeFolders(folder)
    const file = join(folders.read, 'stock.csv')
    await writeFile(file, rows)
    const companion = await start()
    const { app, page } = companion
    await send(page, 'settings.save', { language })
    await answerFolderDialogs(app, [file])
    await beginFromNothing(page, words)
    for (const kind of ['readTable', 'decide', 'notify', 'sumUp', 'writeTable']) {
      await addByTyping(page, words, kind)
      await expect(page.locator('.step .no').filter({ hasText: /^\d$/ }).last()).toBeVisible()
      if (kind === 'readTable') {
        // The focus is on what is to be chosen first.
        await expect(page.locator('.chip.miss').first()).toBeFocused()
        await page.keyboard.press('Enter')
        await expect(inSteps(page, 'stock.csv')).toBeVisible()
      }
      if (kind === 'writeTable') break
      const adder = page.getByRole('button', { name: words('agents.step.add'), exact: true })
      await adder.focus()
      await page.keyboard.press('Enter')
    }
    const kinds = () =>
      page.locator('.step .grip').evaluateAll((grips) => grips.map((grip) => grip.getAttribute('aria-label')))
    const before = await kinds()
    expect(before).toHaveLength(5)

    // The third step is picked up and put above the second.
    await page.locator('.step .grip').nth(2).focus()
    await page.keyboard.press('Space')
    // Every move is read aloud.
    const said = page.getByRole('status')
    await expect(said.getByText(words('agents.drag.over', { number: 3 }))).toBeAttached()
    // The library listens to the arrows a moment after it says that the step is picked up.
    await expect(async () => {
      await page.keyboard.press('ArrowUp')
      await expect(said.getByText(words('agents.drag.over', { number: 2 }))).toBeAttached({ timeout: 2_000 })
    }).toPass()
    await page.keyboard.press('Space')
    await expect.poll(kinds).toEqual(
      [1, 2, 3, 4, 5].map((number) =>
        words('agents.step.drag', {
          number,
          name: words(`steps.${['readTable', 'notify', 'decide', 'sumUp', 'writeTable'][number - 1]}.name`),
        }),
      ),
    )
    await expect(page.getByText(words('agents.missing.later'), { exact: false })).toBeVisible()
    await page.locator('body').press('Control+z')
    await expect.poll(kinds).toEqual(before)
    await page.locator('body').press('Control+Shift+z')
    await page.locator('body').press('Control+z')

    // A step that is off is left out, and what is missing in it no longer counts.
    const off = page.getByRole('button', { name: words('agents.step.off', { number: 5 }) })
    await off.focus()
    await page.keyboard.press('Enter')
    await expect(page.locator('.step.off')).toHaveCount(1)
    await page.getByRole('button', { name: words('common.save') }).focus()
    await page.keyboard.press('Enter')
    await expect.poll(async () => (await oneAgent(page)).switchedOff.length).toBe(1)
    expect((await oneAgent(page)).steps).toHaveLength(5)
  })
}

test('what is half built is there after the app was killed in the middle of it', async ({ start }) => {
  const words = wordsOf('en')
  const first = await start()
  await beginFromNothing(first.page, words)
  await addByTyping(first.page, words, 'readFeed')
  await first.page.getByRole('textbox', { name: words('agents.name') }).fill('Half built')
  await expect(inSteps(first.page, words('steps.readFeed.choose.address'))).toBeVisible()
  await expect.poll(() => isOnDisk(first.dataDir, 'Half built'), { timeout: 30_000 }).toBe(true)
  process.kill(first.pid, 'SIGKILL')
  const second = await start()
  await goTo(second.page, 'agents', words)
  await second.page
    .locator('.agentrow .open')
    .filter({ hasText: words('agents.newName') })
    .click()
  await expect(second.page.getByRole('textbox', { name: words('agents.name') })).toHaveValue('Half built')
  await expect(inSteps(second.page, words('steps.readFeed.choose.address'))).toBeVisible()
})

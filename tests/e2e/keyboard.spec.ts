import { readdir } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { writeEnglishDocuments } from './documents.ts'
import { faultsOf } from './appearance.ts'
import { expect, test } from './fixtures.ts'
import { expectEnd, folderChip, makeFolders } from './ready-agent.ts'
import { answerFolderDialogs, watchShell } from './stand-ins.ts'
import { goTo, say } from './words.ts'

test('the ready agent is set up, run and read with the keyboard alone', async ({ start, folder }) => {
  const folders = await makeFolders(folder)
  await writeEnglishDocuments(folders.read)
  const { app, page } = await start()
  await answerFolderDialogs(app, [folders.read, folders.write])
  const opened = await watchShell(app)
  const button = (name: string) => page.getByRole('main').getByRole('button', { name, exact: true })

  await tabTo(page, folderChip(page, say('today.first.folder')))
  await page.keyboard.press('Enter')
  await expect(folderChip(page, say('today.first.folder'))).toHaveText('papers')
  await tabTo(page, folderChip(page, say('today.first.place')))
  await page.keyboard.press('Space')
  await expect(folderChip(page, say('today.first.place'))).toHaveText('reports')
  await tabTo(page, button(say('agents.run')))
  await page.keyboard.press('Enter')
  await expectEnd(page, 'done')
  const [report = ''] = await readdir(folders.write)
  await tabTo(page, button(say('runs.deliverable.open')))
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await opened()).paths).toEqual([`${folders.write}/${report}`])
})

test('every place is reached from the rail, with a focus that is seen', async ({ start }) => {
  const { page } = await start()
  const rail = page.getByRole('navigation', { name: say('nav.places') })
  for (const [place, heading] of [
    ['results', say('runs.empty.title')],
    ['agents', null],
    ['models', say('models.titlePractice')],
    ['settings', say('settings.title')],
  ] as const) {
    const entry = rail.getByRole('button', { name: say(`nav.${place}`) })
    await tabTo(page, entry)
    await page.keyboard.press('Enter')
    await expect(entry).toHaveAttribute('aria-current', 'page')
    if (heading !== null) await expect(page.getByRole('heading', { name: heading })).toBeVisible()
  }
})

test('a chip opens, is changed and left with the keyboard, and the focus comes back to it', async ({ start }) => {
  const { page } = await start()
  await page.getByRole('button', { name: say('today.first.more') }).click()
  const time = page.getByRole('button', { name: '08:00' })
  await tabTo(page, time)
  await page.keyboard.press('Enter')
  const form = page.getByRole('dialog', { name: say('steps.trigger.time') })
  await expect(form).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(form).toBeHidden()
  await expect(time).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('0915')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: '09:15' })).toBeFocused()
})

/** Presses Tab until the control has the focus, as a person does who cannot use a mouse, and sees that it shows. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  const mostControls = 80
  await expect(target).toBeVisible()
  for (let pressed = 0; pressed < mostControls; pressed += 1) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) {
      const { outlineStyle, outlineWidth, boxShadow } = await target.evaluate((element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
        return { outlineStyle, outlineWidth, boxShadow }
      })
      const isSeen = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1) || boxShadow !== 'none'
      expect(isSeen, 'the focus can be seen').toBe(true)
      return
    }
  }
  throw new Error('no Tab leads there')
}

test('the tour is taken with the keyboard alone, skipped with Esc, and taken again', async ({ start }) => {
  const { page } = await start()
  await goTo(page, 'settings')
  const recall = page.getByRole('button', { name: say('tour.recall') })
  await recall.focus()
  await page.keyboard.press('Enter')
  const tour = page.getByRole('dialog', { name: say('tour.label') })
  for (const stop of ['today', 'agents', 'results', 'money', 'brake']) {
    await expect(tour.getByRole('heading', { name: say(`tour.${stop}.title`) })).toBeVisible()
    expect(await faultsOf(page)).toEqual([])
    await page.keyboard.press('Enter')
  }
  await expect(tour).toHaveCount(0)
  await goTo(page, 'settings')
  await recall.click()
  await expect(tour).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(tour).toHaveCount(0)
})

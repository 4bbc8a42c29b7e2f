import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type ElectronApplication, type Page } from '@playwright/test'
import { answerFolderDialogs } from './stand-ins.ts'
import { say, type Words } from './words.ts'

/** Chooses the two folders of the ready agent on Today, as a person does. */
export async function chooseFolders(
  { app, page }: { app: ElectronApplication; page: Page },
  { read, write }: { read: string; write: string },
  words: Words = say,
): Promise<void> {
  await answerFolderDialogs(app, [read, write])
  await folderChip(page, words('today.first.folder')).click()
  await expect(folderChip(page, words('today.first.folder'))).toHaveText(lastName(read))
  await folderChip(page, words('today.first.place')).click()
  await expect(folderChip(page, words('today.first.place'))).toHaveText(lastName(write))
}

/** A folder in a sentence; its name begins with what the folder is for. */
export function folderChip(page: Page, label: string) {
  return page.getByRole('main').getByRole('button', { name: new RegExp(`^${label}`) })
}

export async function pressRun(page: Page, words: Words = say): Promise<void> {
  await page
    .getByRole('main')
    .getByRole('button', { name: words('agents.run'), exact: true })
    .click()
  await expect(page.getByRole('region', { name: words('runs.answer') })).toBeVisible()
}

/** Waits until the shown run has ended in this state, such as `done`, `partial`, `failed` or `stopped`. */
export async function expectEnd(page: Page, lamp: string, words: Words = say): Promise<void> {
  await expect(page.locator('.livehead')).toContainText(words(`common.lamp.${lamp}`), { timeout: 60_000 })
}

/** The text of a step of the shown run, such as "Read the documents". */
export function stepRow(page: Page, kind: 'readFolder' | 'summarize' | 'writeDocument', words: Words = say) {
  return page
    .getByRole('region', { name: words('runs.steps') })
    .getByRole('listitem')
    .filter({ hasText: words(`steps.${kind}.name`) })
}

export function lastName(path: string): string {
  return path.split('/').at(-1) ?? path
}

/** A folder for documents and an empty one for the report, in the folder of a test. */
export async function makeFolders(folder: string): Promise<{ read: string; write: string }> {
  const folders = { read: join(folder, 'papers'), write: join(folder, 'reports') }
  for (const path of Object.values(folders)) await mkdir(path)
  return folders
}

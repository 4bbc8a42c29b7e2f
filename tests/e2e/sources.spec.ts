import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { resize } from './appearance.ts'
import { readSnapshot } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { chooseFolders, folderChip, makeFolders } from './ready-agent.ts'
import { answerFolderDialogs } from './stand-ins.ts'
import { goTo, wordsOf } from './words.ts'

for (const language of ['en', 'zh-CN'] as const) {
  const words = wordsOf(language)
  test(`a file that comes into a watched folder starts the agent (${language})`, async ({ start, folder }, info) => {
    test.setTimeout(120_000)
    const folders = await makeFolders(folder)
    const companion = await start({ language })
    const { page, app } = companion
    await chooseFolders(companion, folders, words)
    await goTo(page, 'agents', words)
    await page.locator('.agentrow').first().click()

    const add = async (kind: 'folder' | 'page' | 'mail' | 'webhook') => {
      await page.getByRole('button', { name: words('sources.add') }).click()
      await page.getByRole('button', { name: words(`sources.kinds.${kind}`) }).click()
    }
    await add('folder')
    await answerFolderDialogs(app, [folders.read])
    await folderChip(page, words('sources.folder.label')).click()
    await add('page')
    await page.getByRole('button', { name: words('sources.page.choose') }).click()
    await page.getByRole('textbox', { name: words('sources.page.url') }).fill('http://127.0.0.1:9/')
    await page.getByRole('button', { name: words('common.done') }).click()
    await add('mail')
    await add('webhook')
    await resize(companion, 1280, 800)
    await page.screenshot({ path: info.outputPath(`${language} sources.png`) })
    await page.getByRole('button', { name: words('common.save'), exact: true }).click()
    await page.getByRole('button', { name: words('agents.switchOn') }).click()
    await expect
      .poll(async () =>
        Object.values((await readSnapshot(page)).sources)
          .map(({ health }) => health)
          .toSorted(),
      )
      .toEqual(['failed', 'watched'])
    await page.screenshot({ path: info.outputPath(`${language} sources on.png`) })

    await writeFile(join(folders.read, 'letter.txt'), 'The meeting is moved to Friday. Please tell everybody.')
    await expect
      .poll(async () => Object.values((await readSnapshot(page)).runs).map(({ startedBy }) => startedBy.kind), {
        timeout: 60_000,
      })
      .toEqual(['schedule'])

    await goTo(page, 'settings', words)
    await page.getByRole('switch', { name: words('sources.door.title') }).click()
    await page.getByRole('button', { name: words('sources.accounts.add') }).click()
    await page.getByLabel(words('sources.accounts.user')).fill('ada@qq.com')
    await page.screenshot({ path: info.outputPath(`${language} settings.png`) })
    await resize(companion, 900, 600)
    await page.screenshot({ path: info.outputPath(`${language} settings small.png`) })
  })
}

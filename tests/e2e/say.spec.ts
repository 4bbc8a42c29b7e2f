import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readSnapshot, send } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { answer, startWithService } from './job.ts'
import { makeFolders } from './ready-agent.ts'
import { answerFolderDialogs } from './stand-ins.ts'
import { goTo, wordsOf } from './words.ts'

const plan = {
  name: 'Bills',
  when: { times: ['08:00'], weekdays: [1, 2, 3, 4, 5] },
  steps: [
    { kind: 'readFolder', which: 'all', folder: '/etc' },
    { kind: 'askAi', from: 1, mode: 'each', instruction: 'Say who is to be paid.' },
    { kind: 'writeDocument', from: 2, title: 'Bills', format: 'md' },
  ],
  unsure: [[2, 'instruction']],
}
const wishes = { en: 'Every weekday at eight say who is to be paid', 'zh-CN': '每个工作日八点告诉我该付谁' } as const

for (const language of ['en', 'zh-CN'] as const) {
  const words = wordsOf(language)
  test(`a job said in words becomes steps that are looked at, completed and done (${language})`, async ({
    start,
    vendor,
    folder,
  }) => {
    const folders = await makeFolders(folder)
    await writeFile(join(folders.read, 'bill.txt'), 'Pay Acme 12 euros.')
    const companion = await startWithService(start, vendor)
    const { app, page } = companion
    await send(page, 'settings.save', { language })
    vendor.script(
      {},
      // The first try is none; it is asked for once more.
      answer('I would read the folder first.'),
      answer(`Here it is:\n\`\`\`json\n${JSON.stringify(plan)}\n\`\`\``),
      answer('Acme.'),
      answer(
        JSON.stringify({
          when: { times: ['08:00'], weekdays: [1] },
          steps: [{ keep: 1, matching: 'bill*' }, { keep: 2 }, { keep: 3 }],
        }),
      ),
    )
    await goTo(page, 'agents', words)
    await page.locator('.head .btn').first().click()
    await page.getByRole('searchbox', { name: words('gallery.find') }).fill(wishes[language])
    await page.getByRole('button', { name: words('say.draft') }).click()

    // Everything is shown before anything counts, and nothing of the owner's was taken from the plan.
    const proposal = page.getByRole('region', { name: words('say.title') })
    await expect(proposal).toContainText('Say who is to be paid.', { timeout: 30_000 })
    await expect(proposal).not.toContainText('/etc')
    const agentOf = async () => Object.values((await readSnapshot(page)).agents).at(-1)
    expect((await agentOf())?.steps).toEqual([])
    await proposal.getByRole('button', { name: words('say.apply') }).click()
    await expect(page.locator('.step .doubted')).toHaveCount(1)
    await expect(page.getByRole('heading', { name: words('say.toCheck') })).toBeVisible()
    await page.locator('.step .doubted .chip').click()
    await page.keyboard.press('Escape')
    await expect(page.locator('.step .doubted')).toHaveCount(0)

    // What is missing is what only its owner may choose.
    await answerFolderDialogs(app, [folders.read, folders.write])
    await page.locator('.step .chip.miss').first().click()
    await page.locator('.step .chip.miss').first().click()
    await expect(page.locator('.step .chip.miss')).toHaveCount(0)
    await page.getByRole('button', { name: words('common.save') }).click()
    await page.getByRole('button', { name: words('agents.runNow') }).click()
    await expect.poll(async () => (await readdir(folders.write)).length, { timeout: 30_000 }).toBe(1)
    expect(await agentOf()).toMatchObject({ name: 'Bills', triggers: [{ kind: 'calendar', times: ['08:00'] }] })

    // A change is said, shown, taken over, and taken back with one press.
    await goTo(page, 'agents', words)
    await page.locator('.agentrow .open').filter({ hasText: 'Bills' }).click()
    await page.getByRole('button', { name: words('say.open') }).click()
    await page.getByLabel(words('say.change')).fill('Only on Mondays, and only files named bill')
    await page.getByRole('button', { name: words('say.show') }).click()
    await expect(proposal).toContainText('bill*', { timeout: 30_000 })
    await expect(proposal.getByRole('listitem')).toHaveCount(2)
    await proposal.getByRole('button', { name: words('say.apply') }).click()
    await expect(page.getByText('bill*')).toBeVisible()
    await page.locator('body').press('Control+z')
    await expect(page.getByText('bill*')).toHaveCount(0)
  })
}

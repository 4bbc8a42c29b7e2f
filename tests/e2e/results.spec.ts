import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readSnapshot } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { answer, ended, orderSteps, startWithService } from './job.ts'
import { makeFolders } from './ready-agent.ts'
import { goTo, say } from './words.ts'

test('a result is judged, what it saved counts on Today, a search finds it, and a remark runs it again', async ({
  start,
  vendor,
  folder,
}) => {
  const folders = await makeFolders(folder)
  await writeFile(join(folders.read, 'north.txt'), 'Report of the north.')
  const companion = await startWithService(start, vendor)
  vendor.script({}, answer('The north is well.'), answer('The north is well, says Anna.'))
  // Nobody looks on: whoever sees a result has read it.
  const runId = await orderSteps(companion, folders, [
    { id: 'read', kind: 'readFolder', folder: folders.read, recursive: false },
    { id: 'ask', kind: 'askAi', from: 'read', mode: 'each', instruction: 'Say in a sentence how it is.' },
    { id: 'write', kind: 'writeDocument', from: 'ask', folder: folders.write, title: 'How it is', format: 'md' },
  ])
  const { page } = companion
  await expect.poll(() => ended(page, runId), { timeout: 60_000 }).toEqual({ name: 'succeeded', outcome: 'complete' })
  const estimate = (await readSnapshot(page)).marks[runId]?.estimatedMinutes ?? 0
  expect(estimate).toBeGreaterThan(0)
  expect((await readSnapshot(page)).unread).toBe(1)

  await goTo(page, 'results')
  await page.locator('.item').first().click()
  await expect.poll(async () => (await readSnapshot(page)).unread).toBe(0)
  await page.getByRole('button', { name: say('value.rate.ask') }).click()
  await page.getByLabel(say('value.rate.amount')).fill('60')
  await page.getByRole('button', { name: say('common.done'), exact: true }).click()
  await expect(page.locator('.saved .pencil')).toHaveText(`$${estimate}.00`)
  await page.getByRole('radio', { name: say('value.saved.minutes', { minutes: estimate }), exact: true }).click()
  await expect(page.getByText(say('value.saved.worth', { amount: `$${estimate}.00` }))).toBeVisible()
  await page.getByRole('button', { name: say('value.verdict.accept'), exact: true }).click()
  await expect(page.getByRole('button', { name: say('value.verdict.accepted'), exact: true })).toBeVisible()

  await page.getByRole('searchbox').fill('NORTH how')
  await expect(page.getByText(say('value.search.found', { count: 1 }))).toBeVisible()
  await page.getByRole('searchbox').fill('south')
  await expect(page.getByText(say('value.search.none'))).toBeVisible()

  await goTo(page, 'today')
  // A dollar a minute; the models cost 0.0012 dollars, which rounds away here.
  await expect(page.locator('.figure.jade')).toHaveText(`$${estimate}.00`)

  await goTo(page, 'results')
  await page.locator('.item').first().click()
  await page.getByRole('button', { name: say('value.remark.chip') }).click()
  await page.getByRole('textbox', { name: say('value.remark.label') }).fill('Say who wrote it.')
  await page.getByRole('button', { name: say('value.remark.run') }).click()
  await expect(page.getByText(say('value.remark.said', { remark: 'Say who wrote it.' }))).toBeVisible()
  const next = Object.values((await readSnapshot(page)).runs).find(({ id }) => id !== runId)
  if (next === undefined) throw new Error('it did not run again')
  await expect.poll(() => ended(page, next.id)).toEqual({ name: 'succeeded', outcome: 'complete' })
  expect((await readSnapshot(page)).runs[next.id]?.usage.calls).toBe(1)
})

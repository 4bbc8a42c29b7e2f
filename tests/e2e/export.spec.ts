import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Papa from 'papaparse'
import { send } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { answer, runSteps, startWithService } from './job.ts'
import { makeFolders } from './ready-agent.ts'
import { answerFolderDialogs, watchShell } from './stand-ins.ts'
import { goTo, say } from './words.ts'

test('what an agent made, and what it cost, comes out of an export as it is', async ({ start, vendor, folder }) => {
  const folders = await makeFolders(folder)
  await writeFile(join(folders.read, 'lease.txt'), 'The lease ends in June.')
  const companion = await startWithService(start, vendor)
  const { app, page } = companion
  vendor.script({}, answer('# Lease\n\nIt ends in June.'))
  const run = await runSteps(companion, folders, [
    { id: 'read', kind: 'readFolder', folder: folders.read, recursive: false, matching: '' },
    { id: 'words', kind: 'askAi', from: 'read', mode: 'all', instruction: 'When does it end?' },
    { id: 'report', kind: 'writeDocument', from: 'words', folder: folders.write, title: 'Lease', format: 'md' },
  ])
  await send(page, 'results.mark', { runId: run.id, verdict: 'accepted', confirmedMinutes: 25 })
  const target = join(folder, 'exported')
  await mkdir(target)
  await answerFolderDialogs(app, [target])
  const shell = await watchShell(app)
  await goTo(page, 'settings')
  await page.getByRole('button', { name: say('moving.export.act') }).click()
  await page.getByRole('button', { name: say('moving.export.show') }).click({ timeout: 60_000 })
  const [name = ''] = await readdir(target)
  await expect.poll(async () => (await shell()).shown).toEqual([join(target, name)])

  const table = async (path: string) =>
    Papa.parse<Record<string, string>>((await readFile(join(target, name, path), 'utf8')).slice(1), {
      header: true,
      skipEmptyLines: true,
    }).data
  const [report = ''] = await readdir(folders.write)
  const [made] = await table('results/results.csv')
  expect(made).toMatchObject({ run: run.id, state: 'copied', path: join(folders.write, report) })
  expect(await readFile(join(target, name, made?.copy ?? ''))).toEqual(await readFile(join(folders.write, report)))
  // One call of 1,000 and 100 tokens, at 1 and 2 dollars a million.
  const spent = { amount: '0.0012', currency: 'USD' }
  expect(await table('runs/runs.csv')).toMatchObject([{ run: run.id, calls: '1', spent: '0.0012 USD' }])
  expect(await table('usage/usage.csv')).toMatchObject([{ run: run.id, input: '1000', output: '100', ...spent }])
  expect(await table('usage/sums-by-day.csv')).toMatchObject([{ calls: '1', ...spent }])
  expect(await table('value/value.csv')).toMatchObject([{ verdict: 'accepted', confirmedMinutes: '25' }])
})

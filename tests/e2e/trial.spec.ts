import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { agentDraftSchema } from '../../shared/model/agent.ts'
import { readSnapshot, send } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { answer, ended, startWithService } from './job.ts'
import { makeFolders } from './ready-agent.ts'
import { answerFolderDialogs } from './stand-ins.ts'
import { goTo, say } from './words.ts'

test('an agent is tried on three of its documents: nothing is written or told, and what was paid is not paid again', async ({
  start,
  vendor,
  folder,
}) => {
  const folders = await makeFolders(folder)
  for (const name of ['a', 'b', 'c', 'd', 'e']) await writeFile(join(folders.read, `${name}.txt`), `Report ${name}.`)
  const companion = await startWithService(start, vendor)
  const { app, page } = companion
  vendor.script({}, ...['a', 'b', 'c', 'd', 'e'].map((name) => answer(`All is well with ${name}.`)))
  await answerFolderDialogs(app, [folders.read, folders.write])
  for (const access of ['read', 'write'] as const) await send(page, 'folders.pick', { access, startAt: null })
  const { agent } = await send(page, 'agents.create', { templateId: null, withSamples: false })
  const steps = [
    { id: 'read', kind: 'readFolder', folder: folders.read, recursive: false },
    { id: 'ask', kind: 'askAi', from: 'read', mode: 'each', instruction: 'Say how it is.' },
    { id: 'write', kind: 'writeDocument', from: 'ask', folder: folders.write, title: 'How it is', format: 'md' },
    { id: 'tell', kind: 'notify', from: 'ask', message: '{name}: {text}' },
  ]
  const agentId = agent.id
  await send(page, 'agents.save', { agentId, draft: agentDraftSchema.parse({ ...agent, steps }) })
  await goTo(page, 'agents')
  await page.locator('.agentrow .open').filter({ hasText: agent.name }).click()
  await page.getByRole('button', { name: say('agents.trial.start') }).click()
  await expect(page.getByText(say('agents.trial.state.done', { most: 3 }), { exact: false })).toBeVisible({
    timeout: 60_000,
  })
  const results = page.locator('.step .result')
  await expect(results).toHaveCount(4)
  await expect(results.nth(0)).toContainText('a.txt')
  await expect(results.nth(0)).not.toContainText('d.txt')
  await expect(results.nth(1)).toContainText('All is well with b.')
  await expect(results.nth(3)).toContainText(say('agents.trial.step.shown', { count: 3 }))
  await expect(results.nth(3)).toContainText('c.txt: All is well with c.')
  // Nothing happened outside, and no run is on record.
  expect(await readdir(folders.write)).toEqual([])
  expect(Object.keys((await readSnapshot(page)).runs)).toEqual([])
  const calls = () => vendor.records().filter(({ path }) => path.endsWith('/chat/completions')).length
  expect(calls()).toBe(3)

  // The real run asks only about what the try had not.
  await page.getByRole('button', { name: say('agents.runNow') }).click()
  await expect.poll(() => Object.keys(vendor.records()).length).toBeGreaterThan(0)
  await expect.poll(async () => Object.values((await readSnapshot(page)).runs).length).toBe(1)
  const [run] = Object.values((await readSnapshot(page)).runs)
  if (run === undefined) throw new Error('there is no run')
  await expect.poll(() => ended(page, run.id), { timeout: 60_000 }).toEqual({ name: 'succeeded', outcome: 'complete' })
  expect(calls()).toBe(5)
  expect((await readSnapshot(page)).runs[run.id]?.reused).toMatchObject({ answers: 3 })
  expect(await readdir(folders.write)).toHaveLength(1)
})

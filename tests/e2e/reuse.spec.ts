import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readSnapshot, send } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { answer, ended, runSteps, startWithService } from './job.ts'
import { makeFolders } from './ready-agent.ts'
import { goTo, say } from './words.ts'

test('what was asked before about the same documents is not paid for again, and the run says what that saved', async ({
  start,
  vendor,
  folder,
}) => {
  const folders = await makeFolders(folder)
  for (const name of ['north', 'south']) await writeFile(join(folders.read, `${name}.txt`), `Report of the ${name}.`)
  const companion = await startWithService(start, vendor)
  vendor.script({}, answer('The north is well.'), answer('The south is well.'), answer('The east is well.'))
  const first = await runSteps(companion, folders, [
    { id: 'read', kind: 'readFolder', folder: folders.read, recursive: false },
    { id: 'ask', kind: 'askAi', from: 'read', mode: 'each', instruction: 'Say in a sentence how it is.' },
    { id: 'write', kind: 'writeDocument', from: 'ask', folder: folders.write, title: 'How it is', format: 'md' },
  ])
  expect(first.usage.calls).toBe(2)
  await writeFile(join(folders.read, 'east.txt'), 'Report of the east.')
  const { runId } = await send(companion.page, 'agents.run', { agentId: first.agentId })
  const { page } = companion
  await expect.poll(() => ended(page, runId)).toEqual({ name: 'succeeded', outcome: 'complete' })
  const second = (await readSnapshot(page)).runs[runId]
  // Two answers of 1,000 and 100 tokens, at 1 and 2 dollars a million.
  expect(second).toMatchObject({
    usage: { calls: 1 },
    reused: { answers: 2, unpriced: 0, saved: [{ currency: 'USD', micros: 2400 }] },
  })
  await goTo(page, 'results')
  await page.locator('.item').first().click()
  await page.getByRole('button', { name: say('runs.seeRun') }).click()
  await expect(page.getByText(say('runs.reused.answers', { count: 2, number: 2 }))).toBeVisible()
})

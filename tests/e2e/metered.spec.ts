import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { agentDraftSchema } from '../../shared/model/agent.ts'
import { readSnapshot, send } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { runSteps } from './job.ts'
import { makeFolders } from './ready-agent.ts'
import { goTo, say } from './words.ts'

test.skip(process.platform !== 'linux', 'the system is asked in another way')

test('a model waits where the system says that the way out costs by the amount', async ({
  start,
  folder,
}, testInfo) => {
  const programs = join(folder, 'programs')
  const asked = join(folder, 'asked')
  await mkdir(programs)
  // Stands in for the one that asks NetworkManager, which no test machine has.
  const busctl = join(programs, 'busctl')
  await writeFile(busctl, `#!/bin/sh\necho "$@" >> ${asked}\necho "u 1"\n`)
  await chmod(busctl, 0o755)
  const { page } = await start({ env: { PATH: `${programs}:${process.env.PATH}` } })
  await goTo(page, 'models')
  await send(page, 'ownModels.fetch', { listedId: 'qwen3-0.6b', source: 'modelscope' })
  const anyway = page.getByRole('button', { name: say('ownModels.anywayNamed', { name: 'Qwen3-0.6B' }) })
  await expect(anyway).toBeVisible()
  await page.screenshot({ path: testInfo.outputPath('waits.png') })
  expect(await readFile(asked, 'utf8')).toMatch(/org\.freedesktop\.NetworkManager Metered\n$/)
  expect((await readFile(asked, 'utf8')).trim().split('\n')).toHaveLength(1)

  // Its owner knows better.
  await goTo(page, 'settings')
  const said = page.getByRole('radiogroup', { name: say('settings.metered.label') })
  await said.getByRole('radio', { name: say('settings.metered.never') }).click()
  await expect(page.getByText(say('settings.metered.meaning.never'))).toBeVisible()
  const codes = async () => (await readSnapshot(page)).ownModels.fetches.map(({ error }) => error?.code ?? '')
  await expect.poll(codes).not.toContain('ownModel.metered')
  await send(page, 'ownModels.stop', { listedId: 'qwen3-0.6b' })
})

test('what starts by itself waits there where its owner wishes, from the start of the app on', async ({
  start,
  folder,
}, testInfo) => {
  const folders = await makeFolders(folder)
  await writeFile(join(folders.read, 'lease.txt'), 'The lease ends in June.')
  const first = await start()
  await runSteps(first, folders, [
    { id: 'read', kind: 'readFolder', folder: folders.read, recursive: false, matching: '' },
    { id: 'words', kind: 'summarize', from: 'read', length: 'short', focus: '' },
    { id: 'report', kind: 'writeDocument', from: 'words', folder: folders.write, title: 'Lease', format: 'md' },
  ])
  const [agent] = Object.values((await readSnapshot(first.page)).agents)
  if (agent === undefined) throw new Error('there is no agent')
  const triggers = [{ id: 'start', kind: 'appStart', zone: 'UTC' }]
  const draft = agentDraftSchema.parse({ ...agent, enabled: true, triggers })
  await send(first.page, 'agents.save', { agentId: agent.id, draft })
  await send(first.page, 'settings.save', { metered: 'always', pausesOnMetered: true })
  await first.close()

  const { page } = await start()
  const states = async () =>
    Object.values((await readSnapshot(page)).runs)
      .filter(({ startedBy }) => startedBy.kind === 'schedule')
      .map(({ state }) => state.name)
  await expect.poll(states).toEqual(['queued'])
  await expect(page.getByText(say('today.heldFor.metered.title'))).toBeVisible()
  await page.screenshot({ path: testInfo.outputPath('held.png') })
  await page.getByRole('button', { name: say('today.heldFor.metered.anyway') }).click()
  await expect.poll(states, { timeout: 30_000 }).toEqual(['succeeded'])
  await expect(page.getByText(say('today.heldFor.metered.title'))).toHaveCount(0)
})

import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readSnapshot, send } from './commands.ts'
import { expect, test } from './fixtures.ts'
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

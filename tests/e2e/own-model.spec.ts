import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ownProviderId } from '../../shared/model/own-model.ts'
import { readSnapshot, send } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { chooseFolders, expectEnd, makeFolders, pressRun } from './ready-agent.ts'
import { answerFolderDialogs } from './stand-ins.ts'
import { goTo, say } from './words.ts'

/** The folder the tests of the engine keep their real, very small model in; see `tests/engine/serve/real-model.test.ts`. */
const weights = process.env.KAIHE_OWN_MODEL

test('a model on this computer writes a summary, without an account, and it costs nothing', async ({
  start,
  folder,
}, info) => {
  test.skip(weights === undefined, 'KAIHE_OWN_MODEL names no folder')
  test.setTimeout(600_000)
  const folders = await makeFolders(folder)
  const note = 'The payment server has been down since nine. Customers cannot pay. Please repair it today.\n'
  await writeFile(join(folders.read, 'note.txt'), note)
  const companion = await start()
  const { app, page } = companion
  await goTo(page, 'models')
  await answerFolderDialogs(app, [join(weights ?? '', 'tinyllama-1b.gguf')])
  await page.getByRole('button', { name: say('ownModels.addFile') }).click()
  await expect.poll(async () => (await readSnapshot(page)).ownModels.models.length, { timeout: 60_000 }).toBe(1)
  const [model] = (await readSnapshot(page)).ownModels.models
  if (model === undefined) throw new Error('no model was added')
  await send(page, 'settings.save', { usualModel: { providerId: ownProviderId, model: model.name } })

  await goTo(page, 'today')
  await chooseFolders(companion, folders)
  await pressRun(page)
  await expect(page.locator('.livehead')).not.toContainText(say('runs.stop'), { timeout: 500_000 })
  await page.screenshot({ path: info.outputPath('own-model.png') })
  await expectEnd(page, 'done')
  const snapshot = await readSnapshot(page)
  const [run] = Object.values(snapshot.runs)
  expect(run?.model).toEqual({ providerId: ownProviderId, model: model.name })
  expect(run?.usage.tokens.output).toBeGreaterThan(5)
  expect(run?.usage).toMatchObject({ spent: [], unpricedCalls: 0, estimatedTokens: 0 })
  const [report] = await readdir(folders.write)
  expect(await readFile(join(folders.write, report ?? ''), 'utf8')).toContain('note.txt')
  const speed = snapshot.ownModels.models[0]?.tokensPerSecond ?? 0
  process.stdout.write(`${run?.usage.tokens.output} tokens written, ${speed.toFixed(1)} a second\n`)
  expect(speed).toBeGreaterThan(0)
})

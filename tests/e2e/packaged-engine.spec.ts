import { writeFileSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { instantSchema, modelNameSchema } from '../../shared/model/brand.ts'
import { type OwnModel, ownProviderId } from '../../shared/model/own-model.ts'
import { wholeTinyModel } from '../helpers/whole-tiny-model.ts'
import { readSnapshot, send } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { startPackaged } from './packaged.ts'
import { allGone, processesUnder } from './processes.ts'
import { say } from './words.ts'

test('the packed app loads a model of its owner’s with its own engine, and an agent works with it', async ({
  folder,
}) => {
  const home = join(folder, 'home')
  const data = join(home, 'data')
  await mkdir(data, { recursive: true })
  const path = join(folder, 'tiny.gguf')
  const content = wholeTinyModel()
  writeFileSync(path, content)
  const name = modelNameSchema.parse('tiny')
  const model: OwnModel = {
    ...{ name, path, bytes: content.length, trainedTokens: 16_384, bytesPerToken: 128 },
    ...{ listedId: null, fetched: false, addedAt: instantSchema.parse(0), tokensPerSecond: null },
  }
  writeFileSync(join(data, 'own-models.json'), JSON.stringify({ models: [model], unfinished: [] }))
  const { page, close } = await startPackaged(home)
  try {
    await expect(page.getByRole('button', { name: say('welcome.continue') })).toBeVisible()
    const { runId } = await send(page, 'samples.run', { model: { providerId: ownProviderId, model: name } })
    const run = async () => (await readSnapshot(page)).runs[runId]
    await expect.poll(async () => (await run())?.endedAt ?? null, { timeout: 70_000 }).not.toBeNull()
    const { models } = (await readSnapshot(page)).ownModels
    // It says nothing sensible; that it was counted and timed says that it wrote.
    expect((await run())?.usage.calls).toBeGreaterThan(0)
    expect((await run())?.usage.tokens.output).toBeGreaterThan(0)
    expect(models[0]?.tokensPerSecond ?? 0).toBeGreaterThan(0)
    process.stdout.write(`    ${Math.round(models[0]?.tokensPerSecond ?? 0)} tokens a second\n`)
  } finally {
    await close()
    await allGone(await processesUnder(home))
  }
})

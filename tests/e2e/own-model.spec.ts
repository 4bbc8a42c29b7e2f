import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readSnapshot, send } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { chooseFolders, makeFolders, pressRun } from './ready-agent.ts'
import { answerFolderDialogs } from './stand-ins.ts'
import { goTo } from './words.ts'

/** The real, very small model that `tests/engine/serve/real-model.test.ts` fetches, where a folder for it is named. */
const weights = join(process.env.KAIHE_OWN_MODEL ?? '', 'tinyllama-1b.gguf')
const minute = 60_000

test('a summary is written by a model that runs in the app, for nothing and without a service', async ({
  start,
  folder,
}) => {
  test.skip(process.env.KAIHE_OWN_MODEL === undefined || !existsSync(weights), 'no weights are named')
  test.setTimeout(15 * minute)
  const folders = await makeFolders(folder)
  await writeFile(
    join(folders.read, 'outage.txt'),
    'The payment server has been down since nine this morning. Customers cannot pay with their cards. The supplier sends a technician at two. Until then the shop takes cash only.\n',
  )
  const companion = await start()
  const { app, page } = companion
  await answerFolderDialogs(app, [weights])
  await send(page, 'ownModels.addFile', {})
  const provider = async () =>
    (await readSnapshot(page)).providers.find(({ models }) => models.some(({ name }) => /tinyllama/i.test(name)))
  await expect.poll(provider).toBeDefined()
  const own = await provider()
  const [model] = own?.models ?? []
  if (own === undefined || model === undefined) throw new Error('the model is not listed')
  await send(page, 'settings.save', { usualModel: { providerId: own.id, model: model.name } })
  await goTo(page, 'today')
  await chooseFolders(companion, folders)
  await pressRun(page)

  const theRun = async () => Object.values((await readSnapshot(page)).runs)[0]
  let megabytes = 0
  let speed = 0
  const look = async () => {
    const engine = await app.evaluate(({ app: running }) =>
      running.getAppMetrics().find(({ name, serviceName }) => [name, serviceName].includes('kaihe-engine')),
    )
    megabytes = Math.max(megabytes, Math.round((engine?.memory.workingSetSize ?? 0) / 1024))
    speed = Math.max(speed, ...Object.values((await readSnapshot(page)).live).map((live) => live.tokensPerSecond ?? 0))
    return (await theRun())?.state.name
  }
  await expect.poll(look, { timeout: 12 * minute, intervals: [1_000] }).not.toMatch(/queued|starting|running/)
  const run = await theRun()
  expect(run?.state).toMatchObject({ name: 'succeeded' })
  expect(run?.usage).toMatchObject({ unpricedCalls: 0, spent: [] })
  expect(run?.usage.freeCalls).toBeGreaterThan(0)
  const [report = ''] = await readdir(folders.write)
  const text = await readFile(join(folders.write, report), 'utf8')
  expect(text).toMatch(/server|pay|cash|technician/i)
  const { output } = run?.usage.tokens ?? { output: 0 }
  process.stdout.write(`${output} tokens written, up to ${speed.toFixed(1)} a second, ${megabytes} MB\n${text}\n`)
})

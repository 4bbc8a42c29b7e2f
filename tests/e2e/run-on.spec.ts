import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { readSnapshot, send, sendRaw } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { ended } from './job.ts'
import { chooseFolders, makeFolders } from './ready-agent.ts'
import { goTo, say } from './words.ts'

test('an agent is run once on files that are dropped on it, and on the clipboard', async ({ start, folder }) => {
  const folders = await makeFolders(folder)
  await writeFile(join(folders.read, 'usual.txt'), 'The usual paper says that all is well today.')
  const dropped = [join(folder, 'dropped one.txt'), join(folder, 'dropped two.txt')]
  for (const [index, path] of dropped.entries()) await writeFile(path, `Paper number ${index} tells of the harbour.`)
  const companion = await start()
  const { app, page } = companion
  await chooseFolders(companion, folders)
  const [agent] = Object.values((await readSnapshot(page)).agents)
  if (agent === undefined) throw new Error('there is no agent')
  await page
    .getByRole('main')
    .getByRole('button', { name: say('agents.run'), exact: true })
    .click()
  await expect.poll(async () => (await readdir(folders.write)).length, { timeout: 40_000 }).toBe(1)

  await goTo(page, 'agents')
  await dropOn(page, agent.name, dropped)
  const first = await runOf(page, 2)
  await expect
    .poll(() => ended(page, first.id), { timeout: 40_000 })
    .toEqual({ name: 'succeeded', outcome: 'complete' })
  const names = 'dropped one.txt, dropped two.txt'
  await expect(page.getByText(say('agents.runOn.files', { count: 2, names }))).toBeVisible()
  const given = (await readSnapshot(page)).runs[first.id]
  expect(given).toMatchObject({ given: { kind: 'files', names: ['dropped one.txt', 'dropped two.txt'] } })
  const report = await readFile(given?.deliverables[0]?.path ?? '', 'utf8')
  expect(report).toContain('dropped two.txt')
  expect(report).not.toContain('usual.txt')
  // What it reads by itself is as before, and so are the files.
  expect((await readSnapshot(page)).agents[agent.id]?.grants).toHaveLength(2)
  expect(await readFile(dropped[0] ?? '', 'utf8')).toContain('harbour')

  await app.evaluate(({ clipboard }) => clipboard.writeText('A letter that speaks of the bakery and its bread.'))
  await goTo(page, 'agents')
  await page.getByRole('button', { name: say('agents.runOn.label', { agent: agent.name }) }).click()
  await page.getByRole('button', { name: say('agents.runOn.clipboard') }).click()
  const second = await runOf(page, 3)
  await expect.poll(() => ended(page, second.id), { timeout: 40_000 }).toMatchObject({ name: 'succeeded' })
  await expect(page.getByText(say('agents.runOn.text'))).toBeVisible()

  // A page cannot name a file it was not given.
  const refused = await sendRaw(page, 'agents.runOn', { agentId: agent.id, files: ['/etc/hostname'] })
  expect(refused).toMatchObject({ ok: false, error: { code: 'request.invalid' } })
  // An agent that begins with something else says so, before anything starts.
  const { agent: other } = await send(page, 'agents.create', { templateId: 'price-watch', withSamples: false })
  await goTo(page, 'today')
  await goTo(page, 'agents')
  await dropOn(page, other.name, dropped)
  await expect(page.getByText(say('errors.runOn.cannot.what', { agent: other.name }))).toBeVisible()
})

test('an agent file that the app is started with, or that is dropped on it, is shown and taken only with a yes', async ({
  start,
  folder,
}) => {
  const path = join(folder, 'Watch the stock.kaihe-agent')
  const steps = [
    { id: 'look', kind: 'readFolder', folder: '/etc', recursive: false, which: 'all', matching: '', pictures: false },
  ]
  const agent = { name: 'Watch the stock', steps, switchedOff: [], triggers: [] }
  await writeFile(path, JSON.stringify({ format: 'kaihe-agent', version: 1, agent }))
  const { page } = await start({ args: [path] })
  const offer = page.getByRole('dialog', { name: say('gallery.offer.title', { name: agent.name }) })
  await expect(offer).toBeVisible()
  const names = async () => Object.values((await readSnapshot(page)).agents).map(({ name }) => name)
  expect(await names()).not.toContain(agent.name)
  await offer.getByRole('button', { name: say('common.cancel') }).click()
  await expect(offer).toHaveCount(0)
  expect(await names()).not.toContain(agent.name)

  await drop(page.locator('body'), [path])
  await offer.getByRole('button', { name: say('gallery.offer.take') }).click()
  await expect(offer).toHaveCount(0)
  await expect.poll(names).toContain(agent.name)
  const taken = Object.values((await readSnapshot(page)).agents).find(({ name }) => name === agent.name)
  expect(taken).toMatchObject({ enabled: false, grants: [], steps: [{ folder: null }] })
})

async function runOf(page: Page, count: number) {
  await expect.poll(async () => Object.keys((await readSnapshot(page)).runs).length).toBe(count)
  const runs = Object.values((await readSnapshot(page)).runs)
  const [newest] = runs.toSorted((left, right) => right.createdAt - left.createdAt)
  if (newest === undefined) throw new Error('there is no run')
  return newest
}

/** Files of this computer on the row of an agent, as the system hands them to a page that they are dropped on. */
async function dropOn(page: Page, agent: string, files: readonly string[]): Promise<void> {
  const row = page.locator('.agentrow').filter({ hasText: agent })
  await expect(row).toBeVisible()
  await drop(row, files)
}

async function drop(target: Locator, files: readonly string[]): Promise<void> {
  const page = target.page()
  await page.evaluate(() => {
    const input = document.createElement('input')
    input.type = 'file'
    input.multiple = true
    input.id = 'hand'
    document.body.append(input)
  })
  await page.locator('#hand').setInputFiles([...files])
  await target.evaluate((element) => {
    const input = document.querySelector<HTMLInputElement>('#hand')
    const data = new DataTransfer()
    for (const file of input?.files ?? []) data.items.add(file)
    for (const type of ['dragover', 'drop']) {
      element.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
    }
    input?.remove()
  })
}

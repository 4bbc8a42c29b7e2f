import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import papaparse from 'papaparse'
import { extractText } from 'unpdf'
import { agentDraftSchema } from '../../shared/model/agent.ts'
import { readSnapshot, send } from './commands.ts'
import { writePapers } from './documents.ts'
import { expect, test } from './fixtures.ts'
import { chooseFolders, expectEnd, makeFolders, pressRun } from './ready-agent.ts'
import { addService, setPrice } from './service-form.ts'
import { goTo, say } from './words.ts'

const model = 'vendor-small'

test('what the money page shows is taken along as lines and on paper, to the last digit', async ({
  start,
  vendor,
  folder,
}) => {
  test.setTimeout(120_000)
  const folders = await makeFolders(folder)
  await writePapers(folders.read, 2)
  const companion = await start()
  const { app, page } = companion
  await addService(page, vendor.baseUrl, model)
  await setPrice(page, model, { currency: 'USD', input: '0.28', output: '0.42' })
  await goTo(page, 'today')
  await chooseFolders(companion, folders)
  const usageBody = { prompt_tokens: 1_234_567, completion_tokens: 76_543, total_tokens: 1_311_110 }
  vendor.script({}, ...Array.from({ length: 3 }, () => ({ usageBody })))
  await pressRun(page)
  await expectEnd(page, 'done')
  const [agent] = Object.values((await readSnapshot(page)).agents)
  if (agent === undefined) throw new Error('no agent')
  // Another agent's question, which is not to be among the lines.
  const { agent: other } = await send(page, 'agents.create', { templateId: null, withSamples: false })
  const agentId = other.id
  await send(page, 'agents.save', {
    agentId,
    draft: agentDraftSchema.parse({ ...other, name: 'Other', steps: agent.steps }),
  })
  await send(page, 'agents.run', { agentId })
  await expect.poll(async () => (await readSnapshot(page)).today.runsDone, { timeout: 60_000 }).toBe(2)

  await goTo(page, 'money')
  await page.locator('.looking').getByRole('button').first().click()
  await page.locator('.popover').getByRole('button', { name: agent.name, exact: true }).click()
  const saveAs = async (name: string, entry: string) => {
    const filePath = join(folder, name)
    await app.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = async () => ({ canceled: false, filePath: path })
    }, filePath)
    await page.getByRole('button', { name: say('money.save.label') }).click()
    await page.getByRole('button', { name: say(entry) }).click()
    await expect(page.locator('.note').filter({ hasText: name })).toBeVisible({ timeout: 30_000 })
    return readFile(filePath)
  }
  const csv = (await saveAs('usage.csv', 'money.save.csv')).toString('utf8')
  const lines = papaparse.parse<Record<string, string>>(csv.replace('\ufeff', ''), {
    header: true,
    skipEmptyLines: true,
  }).data
  expect(lines).toHaveLength(3)
  expect(new Set(lines.map(({ agentId }) => agentId))).toEqual(new Set([agent.id]))
  // 1,234,567 tokens at 0.28 and 76,543 at 0.42 dollars a million.
  expect(lines.map(({ amount }) => amount)).toEqual(Array.from({ length: 3 }, () => '0.37782682'))

  const paper = await saveAs('month.pdf', 'money.save.paper')
  const { text } = await extractText(new Uint8Array(paper), { mergePages: true })
  expect(text).toContain(agent.name)
  expect(text.replace(/\s+/g, ' ')).toContain('$1.13')
  expect(text).toContain(model)
})

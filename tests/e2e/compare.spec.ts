import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { agentDraftSchema } from '../../shared/model/agent.ts'
import { modelNameSchema } from '../../shared/model/brand.ts'
import { priceSchema } from '../../shared/model/price.ts'
import { startVendorServer, type VendorServer } from '../helpers/vendor-server/server.ts'
import { readSnapshot, send } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { answer } from './job.ts'
import { makeFolders } from './ready-agent.ts'
import { answerFolderDialogs } from './stand-ins.ts'
import { goTo, say } from './words.ts'

const columns = [
  { name: 'Supplier', type: 'text', meaning: '' },
  { name: 'Total', type: 'number', meaning: '' },
]
const found = (supplier: string, total: number) =>
  answer(JSON.stringify({ rows: [{ Supplier: supplier, Total: total }] }))

test('a cheaper model is tried on the agent’s own work, judged before its name is known, and taken over', async ({
  start,
  vendor,
  folder,
}) => {
  const folders = await makeFolders(folder)
  for (const name of ['a', 'b', 'c', 'd']) await writeFile(join(folders.read, `${name}.txt`), `Invoice ${name}`)
  const cheap = await startVendorServer()
  try {
    const companion = await start()
    const { app, page } = companion
    const dear = await addPriced(page, 'Dear', vendor, 10_000_000)
    const other = await addPriced(page, 'Cheap', cheap, 1_000_000)
    await send(page, 'settings.save', { usualModel: dear })
    vendor.script({}, found('Acme', 1), found('Bolt', 2), found('Cord', 3))
    cheap.script({}, found('acme ', 1), found('Bolt', 2), found('Cord', 4))
    await answerFolderDialogs(app, [folders.read, folders.write])
    for (const access of ['read', 'write'] as const) await send(page, 'folders.pick', { access, startAt: null })
    const { agent } = await send(page, 'agents.create', { templateId: null, withSamples: false })
    const steps = [
      { id: 'read', kind: 'readFolder', folder: folders.read, recursive: false },
      { id: 'take', kind: 'extract', from: 'read', columns, rows: 'one' },
      {
        ...{ id: 'write', kind: 'writeTable', from: 'take', mode: 'new', folder: folders.write, file: null },
        ...{ title: 'Invoices', format: 'csv', sheet: '', match: [], totals: false },
      },
    ]
    const agentId = agent.id
    await send(page, 'agents.save', { agentId, draft: agentDraftSchema.parse({ ...agent, steps }) })
    await goTo(page, 'agents')
    await page.locator('.agentrow .open').filter({ hasText: agent.name }).click()
    await page.getByRole('button', { name: say('compare.open') }).click()
    const dialog = page.getByRole('dialog', { name: say('compare.title') })
    await dialog.getByRole('button', { name: say('compare.start') }).click()
    await expect(dialog.getByText(say('compare.state.done'))).toBeVisible({ timeout: 60_000 })
    // Nothing gives away which is which.
    await expect(dialog).not.toContainText('Cheap')
    await expect(dialog).not.toContainText('$')
    await expect(dialog.locator('section')).toHaveCount(2)
    await expect(dialog.locator('section').first()).toContainText('Bolt')
    await dialog.getByRole('button', { name: say('compare.pick', { letter: 'A' }) }).click()
    const cheaper = dialog.locator('section').filter({ hasText: 'Cheap' })
    await expect(cheaper).toContainText(say('compare.less', { percent: 90 }))
    await expect(cheaper).toContainText(say('compare.agrees', { same: 5, of: 6 }))
    await cheaper.getByRole('button', { name: say('compare.take') }).click()
    await page.getByRole('button', { name: say('common.save') }).click()
    const policy = async () => (await readSnapshot(page)).agents[agentId]?.modelPolicy
    await expect.poll(policy).toEqual({ kind: 'named', model: other })
    expect(await readdir(folders.write)).toEqual([])
    expect(vendor.records().filter(({ path }) => path.endsWith('/chat/completions'))).toHaveLength(3)
  } finally {
    await cheap.close()
  }
})

async function addPriced(page: Page, name: string, vendor: VendorServer, rate: number) {
  const draft = { id: null, name, baseUrl: vendor.baseUrl, key: null, keyStorage: 'session' as const }
  const { provider } = await send(page, 'providers.save', draft)
  const rates = { input: rate, output: rate, cachedRead: null, cacheWrite: null, reasoning: null }
  const price = priceSchema.parse({ kind: 'rates', currency: 'USD', rates, validFrom: 0, source: 'owner' })
  const model = modelNameSchema.parse('vendor-small')
  await send(page, 'models.save', { providerId: provider.id, models: [{ name: model, contextTokens: 32_000, price }] })
  return { providerId: provider.id, model }
}

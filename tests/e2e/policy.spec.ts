import type { Page } from '@playwright/test'
import { modelNameSchema } from '../../shared/model/brand.ts'
import { priceSchema } from '../../shared/model/price.ts'
import { startVendorServer, type VendorServer } from '../helpers/vendor-server/server.ts'
import { send } from './commands.ts'
import { writePapers } from './documents.ts'
import { expect, test } from './fixtures.ts'
import { chooseFolders, expectEnd, makeFolders } from './ready-agent.ts'
import { goTo, say } from './words.ts'

const model = 'vendor-small'

async function addPriced(page: Page, name: string, vendor: VendorServer, rate: number): Promise<void> {
  const draft = { id: null, name, baseUrl: vendor.baseUrl, key: null, keyStorage: 'session' as const }
  const { provider } = await send(page, 'providers.save', draft)
  const rates = { input: rate, output: rate, cachedRead: null, cacheWrite: null, reasoning: null }
  const price = priceSchema.parse({ kind: 'rates', currency: 'USD', rates, validFrom: 0, source: 'owner' })
  const models = [{ name: modelNameSchema.parse(model), contextTokens: 32_000, price }]
  await send(page, 'models.save', { providerId: provider.id, models })
}

async function choose(page: Page, label: string, words: string): Promise<void> {
  await page
    .getByRole('dialog', { name: say(label) })
    .getByRole('button', { name: words })
    .click()
}

test('an agent that asks for the cheapest model runs on the cheaper of two services and says why; kept on this computer, it refuses', async ({
  start,
  vendor,
  folder,
}) => {
  const folders = await makeFolders(folder)
  await writePapers(folders.read, 1)
  const cheap = await startVendorServer()
  try {
    const companion = await start()
    const { page } = companion
    await addPriced(page, 'Dear', vendor, 2_000_000)
    await addPriced(page, 'Cheap', cheap, 200_000)
    await chooseFolders(companion, folders)
    await goTo(page, 'agents')
    await page.locator('.agentrow .open').first().click()
    await page.getByRole('button', { name: say('agents.model.usual', { model: say('common.practice') }) }).click()
    await choose(page, 'agents.model.label', say('agents.model.cheapest'))
    const why = say('runs.choice.cheapest', { model: `Cheap · ${model}`, able: '2', price: '' }).slice(0, -1)
    await expect(page.getByText(why)).toBeVisible()
    await page.getByRole('button', { name: say('agents.runNow') }).click()
    await expectEnd(page, 'done')
    await expect(page.getByText(why).first()).toBeVisible()
    expect(cheap.records().length).toBeGreaterThan(0)
    expect(vendor.records()).toEqual([])

    const asked = cheap.records().length
    await page.getByRole('button', { name: say('runs.toAgent') }).click()
    await page.getByRole('button', { name: say('agents.data.anywhere') }).click()
    await choose(page, 'agents.data.label', say('agents.data.thisComputer'))
    await expect(page.getByText(say('errors.model.noneAllowed.what'))).toBeVisible()
    await page.getByRole('button', { name: say('agents.runNow') }).click()
    await expect(page.getByText(say('errors.model.noneAllowed.next')).last()).toBeVisible()
    expect(cheap.records().length).toBe(asked)
    expect(vendor.records()).toEqual([])
  } finally {
    await cheap.close()
  }
})

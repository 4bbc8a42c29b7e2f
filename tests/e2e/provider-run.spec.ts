import { copyFile, readdir, readFile, writeFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { startVendorServer } from '../helpers/vendor-server/server.ts'
import { writePapers } from './documents.ts'
import { expect, test } from './fixtures.ts'
import { chooseFolders, expectEnd, makeFolders, pressRun } from './ready-agent.ts'
import { addService, fillService, openServiceForm, priceChip, saveService, setPrice } from './service-form.ts'
import { goTo, say } from './words.ts'

const model = 'vendor-small'

test('the money shown is exactly tokens times the price the owner set', async ({ start, vendor, folder }) => {
  const folders = await makeFolders(folder)
  await writePapers(folders.read, 2)
  const usage = { prompt_tokens: 1_234_567, completion_tokens: 76_543, total_tokens: 1_311_110 }
  const companion = await start()
  const { page } = companion
  await addService(page, vendor.baseUrl, model)
  await setPrice(page, model, { currency: 'USD', input: '0.28', output: '0.42' })
  await expect(priceChip(page, model)).toHaveText(say('models.price.inOut', { input: '$0.28', output: '$0.42' }))
  await goTo(page, 'today')
  await chooseFolders(companion, folders)
  vendor.script({}, ...Array.from({ length: 3 }, () => ({ usageBody: usage })))
  await pressRun(page)
  await expectEnd(page, 'done')

  // Two documents and the overview: 3 x (1,234,567 x 0.28 + 76,543 x 0.42) / 1,000,000 = 1.13348046 dollars.
  await expect(moneyGauge(page)).toHaveText('$1.1335')
  await expect(page.locator('.gauge').filter({ hasText: say('runs.tokens') })).toContainText('3,703,701')
  await goTo(page, 'today')
  await expect(page.locator('.figure').first()).toHaveText('$1.13')
  await companion.close()
  expect(ledgerSums(companion.dataDir)).toEqual([{ currency: 'USD', pico: 1_133_480_460_000n }])
})

test('a model without a price is counted, and its money is unknown rather than zero', async ({
  start,
  vendor,
  folder,
}) => {
  const folders = await makeFolders(folder)
  await writePapers(folders.read, 1)
  const companion = await start()
  const { page } = companion
  await addService(page, vendor.baseUrl, model)
  await expect(priceChip(page, model)).toHaveText(say('units.money.unknown'))
  await goTo(page, 'today')
  await chooseFolders(companion, folders)
  await pressRun(page)
  await expectEnd(page, 'done')
  await expect(moneyGauge(page)).toHaveText(say('units.money.unknown'))
  await expect(page.getByRole('main')).not.toContainText(/[$¥€]\s?0/)
  await goTo(page, 'today')
  await expect(page.locator('.figure').first()).toHaveText(say('units.money.unknown'))
})

test('what cannot be read is left out with its reason, and the rest is done', async ({ start, vendor, folder }) => {
  const folders = await makeFolders(folder)
  const [good = ''] = await writePapers(folders.read, 1)
  const fixtures = join(import.meta.dirname, '..', 'fixtures', 'documents')
  await copyFile(join(fixtures, 'locked.pdf'), join(folders.read, 'locked.pdf'))
  await writeFile(join(folders.read, 'broken.docx'), 'this is no Word document')
  await writeFile(join(folders.read, 'empty.txt'), '')
  const reasons = [
    ['broken.docx', 'document.broken'],
    ['empty.txt', 'document.empty'],
    ['locked.pdf', 'document.encrypted'],
  ] as const
  const companion = await start()
  const { page } = companion
  await addService(page, vendor.baseUrl, model)
  await goTo(page, 'today')
  await chooseFolders(companion, folders)
  await pressRun(page)
  await expectEnd(page, 'partial')
  const report = await onlyFile(folders.write)
  expect(report).toContain(good)
  const rows = page.locator('.left-out li')
  await expect(rows).toHaveCount(reasons.length)
  for (const [name, code] of reasons) {
    await expect(rows.filter({ hasText: name })).toContainText(say(`errors.${code}.what`))
    await expect(rows.filter({ hasText: name })).toContainText(say(`errors.${code}.next`))
    expect(report).toContain(name)
    expect(report).toContain(say(`errors.${code}.what`))
  }
})

test('an answer the service cuts off is left out, never taken for whole', async ({ start, vendor, folder }) => {
  const folders = await makeFolders(folder)
  const [first = '', second = ''] = await writePapers(folders.read, 2)
  const companion = await start()
  const { page } = companion
  await addService(page, vendor.baseUrl, model)
  await goTo(page, 'today')
  await chooseFolders(companion, folders)
  vendor.script({}, { cutAfterPieces: 5 })
  await pressRun(page)
  await expectEnd(page, 'partial')
  const row = page.locator('.left-out li')
  await expect(row).toHaveCount(1)
  await expect(row).toContainText(first)
  await expect(row).toContainText(say('errors.model.cut.what'))
  const report = await onlyFile(folders.write)
  expect(report).toContain(`Summary of ${second}`)
  expect(report).not.toContain(`Summary of ${first}`)
})

test('a service that fails for a moment is asked again, and nothing is left out', async ({ start, vendor, folder }) => {
  const folders = await makeFolders(folder)
  await writePapers(folders.read, 2)
  const companion = await start()
  const { page } = companion
  await addService(page, vendor.baseUrl, model)
  await goTo(page, 'today')
  await chooseFolders(companion, folders)
  vendor.script({}, { status: 500 }, {}, { status: 503 })
  await pressRun(page)
  await expectEnd(page, 'done')
  const statuses = vendor
    .records()
    .flatMap((record) => (record.path.endsWith('/chat/completions') ? [record.status] : []))
  expect(statuses).toEqual([500, 200, 503, 200, 200])
})

test('a key that is refused ends the run with what to do, and a new key puts it right', async ({ start, folder }) => {
  const vendor = await startVendorServer({ keys: ['right'] })
  try {
    const folders = await makeFolders(folder)
    await writePapers(folders.read, 1)
    const companion = await start()
    const { page } = companion
    await openServiceForm(page)
    await fillService(page, { name: 'Vendor', address: vendor.baseUrl, key: 'wrong', model })
    await saveService(page, 'Vendor')
    await goTo(page, 'today')
    await chooseFolders(companion, folders)
    await pressRun(page)
    await expectEnd(page, 'failed')
    const card = page.getByRole('article').filter({ hasText: say('errors.provider.keyRefused.what') })
    await expect(card).toContainText(say('errors.provider.keyRefused.next'))
    expect(await readdir(folders.write)).toEqual([])
    await goTo(page, 'today')
    await expect(page.getByRole('heading', { name: new RegExp(`^${say('today.needs.title')} \\d`) })).toBeVisible()

    await page.getByRole('button', { name: say('common.toModels') }).click()
    await page
      .getByRole('region', { name: 'Vendor' })
      .getByRole('button', { name: say('models.edit') })
      .click()
    await fillService(page, { key: 'right' })
    await saveService(page, 'Vendor')
    await goTo(page, 'today')
    await page
      .getByRole('article')
      .getByRole('button', { name: say('common.runAgain') })
      .click()
    await expectEnd(page, 'done')
    expect(await readdir(folders.write)).toHaveLength(1)
  } finally {
    await vendor.close()
  }
})

function moneyGauge(page: Page) {
  return page
    .locator('.gauge')
    .filter({ hasText: say('runs.money') })
    .locator('.figure')
}

async function onlyFile(folder: string): Promise<string> {
  const names = await readdir(folder)
  expect(names).toHaveLength(1)
  return readFile(join(folder, names[0] ?? ''), 'utf8')
}

/** The exact sums of all usage events, in pico-units of their currency. */
function ledgerSums(dataDir: string): { currency: unknown; pico: bigint }[] {
  const db = new DatabaseSync(join(dataDir, 'ledger.db'), { readOnly: true })
  const rows = db
    .prepare('SELECT currency, SUM(micros) AS micros, SUM(pico_rest) AS rest FROM usage_events GROUP BY 1')
    .all()
  db.close()
  return rows.map(({ currency, micros, rest }) => ({
    currency,
    pico: BigInt(String(micros)) * 1_000_000n + BigInt(String(rest)),
  }))
}

import { expect, type Locator, type Page } from '@playwright/test'
import type { ErrorCode } from '../../shared/contract/errors.ts'
import { goTo, say, type Words } from './words.ts'

type Typed = { name?: string; address?: string; key?: string; model?: string }

/** Shows the services one may add, from wherever the page is. */
export async function openServices(page: Page, words: Words = say): Promise<void> {
  await goTo(page, 'models', words)
  await page.getByRole('button', { name: words('models.add') }).click()
  await expect(page.getByRole('heading', { level: 1, name: words('models.addTitle') })).toBeVisible()
}

/** Opens the form of a service that no vendor's card is for. */
export async function openServiceForm(page: Page, words: Words = say): Promise<void> {
  await openServices(page, words)
  await page.getByRole('button', { name: words('models.vendor.compatible.name') }).click()
  await expect(page.getByLabel(words('models.field.address'), { exact: true })).toBeVisible()
}

/** Types into the form of a service; what is left out stays as it is. A model's name is typed and added to the chosen ones. */
export async function fillService(page: Page, { name, address, key, model }: Typed): Promise<void> {
  if (name !== undefined) await page.getByLabel(say('models.field.name'), { exact: true }).fill(name)
  if (address !== undefined) await page.getByLabel(say('models.field.address'), { exact: true }).fill(address)
  if (key !== undefined) await page.getByLabel(say('models.field.key'), { exact: true }).fill(key)
  if (model !== undefined) {
    await page.getByLabel(say('models.pick.search')).fill(model)
    await page.getByRole('button', { name: say('models.pick.add'), exact: true }).click()
  }
}

/** Presses Test and waits for the verdict. */
export async function pressTest(page: Page): Promise<Locator> {
  const report = page.getByRole('status').filter({ has: page.locator('.checks') })
  await page.getByRole('button', { name: say('models.test.button'), exact: true }).click()
  await expect(report.locator('.ask, .note')).toBeVisible({ timeout: 20_000 })
  return report
}

const checks = ['address', 'network', 'key', 'model', 'quota'] as const

/** The verdict names the first check that is wrong, says in words what it is, and has tried nothing after it. */
export async function expectWrong(report: Locator, check: (typeof checks)[number], code: ErrorCode): Promise<void> {
  const at = checks.indexOf(check)
  const results = checks.map((_, index) =>
    say(`models.test.result.${index < at ? 'passed' : index === at ? 'failed' : 'notTried'}`),
  )
  await expect(report.locator('.checks .result')).toHaveText(results)
  await expect(report.getByRole('heading', { name: say(`errors.${code}.what`) })).toBeVisible()
  await expect(report).toContainText(say(`errors.${code}.meaning`))
  await expect(report).toContainText(say(`errors.${code}.next`))
}

/** Every check has passed. */
export async function expectWorks(report: Locator): Promise<void> {
  await expect(report.locator('.checks .result')).toHaveText(checks.map(() => say('models.test.result.passed')))
}

export async function saveService(page: Page, name: string): Promise<Locator> {
  await page.getByRole('button', { name: say('common.save'), exact: true }).click()
  const section = page.getByRole('region', { name, exact: true })
  await expect(section).toBeVisible()
  return section
}

/** Adds a service whose first model becomes the usual one of all agents. */
export async function addService(page: Page, address: string, model: string): Promise<Locator> {
  await openServiceForm(page)
  await fillService(page, { name: 'Vendor', address, model })
  return saveService(page, 'Vendor')
}

/** Sets what a model without a price costs for a million tokens, in the table of its service. */
export async function setPrice(
  page: Page,
  model: string,
  price: { currency: string; input: string; output: string },
): Promise<void> {
  await priceChip(page, model).click()
  const form = page.getByRole('dialog', { name: say('models.price.label', { model }) })
  await form.getByRole('button', { name: say('models.price.enter') }).click()
  await form.getByLabel(say('models.price.currency')).selectOption(price.currency)
  await form.getByLabel(say('models.price.input'), { exact: true }).fill(price.input)
  await form.getByLabel(say('models.price.output'), { exact: true }).fill(price.output)
  await form.getByRole('button', { name: say('common.save') }).click()
  await expect(form).toBeHidden()
}

/** What the table says a model costs; pressing it opens the price. */
export function priceChip(page: Page, model: string): Locator {
  return page.getByRole('row').filter({ hasText: model }).getByRole('button').last()
}

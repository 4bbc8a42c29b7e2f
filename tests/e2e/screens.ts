import { expect, type Page } from '@playwright/test'
import { type AgentId, modelNameSchema } from '../../shared/model/brand.ts'
import { currencySchema } from '../../shared/model/money.ts'
import { priceSchema } from '../../shared/model/price.ts'
import type { ModelPolicy } from '../../shared/model/policy.ts'
import type { Agent } from '../../shared/model/agent.ts'
import type { VendorServer } from '../helpers/vendor-server/server.ts'
import { readSnapshot, send } from './commands.ts'
import type { Companion } from './launch.ts'
import { openServiceForm, openServices } from './service-form.ts'
import { answerFolderDialogs } from './stand-ins.ts'
import { goTo, type Words } from './words.ts'

export type Screen = {
  name: string
  show: (page: Page, words: Words) => Promise<void>
  leave?: (page: Page, words: Words) => Promise<void>
}

const place = (name: string): Screen => ({ name, show: (page, words) => goTo(page, name, words) })

const editor: Screen = {
  name: 'editor',
  async show(page, words) {
    await goTo(page, 'agents', words)
    await page.locator('.agentrow .open').first().click()
    await expect(page.getByRole('textbox', { name: words('agents.name') })).toBeVisible()
  },
}

const gallery: Screen = {
  name: 'gallery',
  async show(page, words) {
    await goTo(page, 'agents', words)
    await page
      .getByRole('main')
      .getByRole('button', { name: words('agents.new') })
      .first()
      .click()
    await expect(page.locator('.template').first()).toBeVisible()
  },
}

const template: Screen = {
  name: 'template',
  async show(page, words) {
    await gallery.show(page, words)
    await page.locator('.template .open').nth(1).click()
    await expect(page.getByRole('dialog')).toBeVisible()
  },
  leave: (page) => page.keyboard.press('Escape'),
}

const palette: Screen = {
  name: 'palette',
  async show(page, words) {
    await editor.show(page, words)
    await page.getByRole('button', { name: words('agents.step.add'), exact: true }).click()
    await expect(page.getByRole('option').first()).toBeVisible()
  },
  leave: (page) => page.keyboard.press('Escape'),
}

const computer: Screen = {
  name: 'computer',
  async show(page) {
    await page.locator('.machine').click()
    await expect(page.locator('.week button')).toHaveCount(7)
  },
}

const week: Screen = {
  name: 'week',
  async show(page, words) {
    await goTo(page, 'today', words)
    await page.getByRole('button', { name: words('digest.open.link') }).click()
    // The week that runs now, in which all of this happened.
    await page.getByRole('button', { name: words('digest.after') }).click()
    await expect(page.locator('.by tbody tr').first()).toBeVisible()
  },
}

const world: Screen = {
  name: 'world',
  async show(page, words) {
    await goTo(page, 'money', words)
    await page.getByRole('button', { name: words('money.world.open') }).click()
    await expect(page.getByRole('button', { name: words('world.readFile') })).toBeEnabled()
  },
}

const handbook: Screen = {
  name: 'handbook',
  async show(page, words) {
    await page.getByRole('button', { name: words('nav.guide'), exact: true }).click()
    await expect(page.locator('.handbook .doc h2').first()).toBeVisible()
  },
}

const licences: Screen = {
  name: 'licences',
  async show(page, words) {
    await goTo(page, 'settings', words)
    await page.getByRole('button', { name: words('guide.licences.open') }).click()
    await expect(page.locator('.licences li').first()).toBeVisible()
  },
}

const services: Screen = { name: 'services', show: openServices }
const serviceForm: Screen = {
  name: 'service form',
  show: openServiceForm,
  // What was typed is kept, and so is which service it was for.
  leave: (page, words) => page.getByRole('button', { name: words('common.cancel') }).click(),
}

/** A run in the list of results, by what its line says, as its own screen. */
const run = (name: string, lamp: string): Screen => ({
  name,
  async show(page, words) {
    await goTo(page, 'results', words)
    const lit = page.getByRole('img', { name: words(`common.lamp.${lamp}`), exact: true })
    await page.locator('.item').filter({ has: lit }).first().click()
    await page.getByRole('button', { name: words('runs.seeRun') }).click()
    await expect(page.locator('.livehead')).toBeVisible()
  },
})

/** What a person sees who has just started. */
const commonScreens: readonly Screen[] = [
  place('today'),
  place('results'),
  place('agents'),
  editor,
  palette,
  gallery,
  template,
  place('money'),
  world,
  place('models'),
  services,
  serviceForm,
  place('settings'),
  computer,
]

/** The first page, and what a vendor's page looks like. */
const welcome: Screen = {
  name: 'welcome',
  async show(page) {
    await send(page, 'settings.save', { welcomed: false })
    await expect(page.locator('.mind').first()).toBeVisible()
  },
  async leave(page) {
    await send(page, 'settings.save', { welcomed: true })
    await expect(page.locator('.nav')).toBeVisible()
  },
}
const guide: Screen = {
  ...welcome,
  name: 'guide',
  async show(page, words) {
    await welcome.show(page, words)
    await page.getByRole('radio', { name: words('welcome.mind.account.name') }).click()
    await page.getByRole('button', { name: words('welcome.continue') }).click()
    await page.getByRole('button', { name: words('models.vendor.deepseek.name') }).click()
    await expect(page.locator('.guide li')).toHaveCount(4)
  },
}

/** What is the same however much there is to show is looked at here alone. */
export const emptyScreens: readonly Screen[] = [...commonScreens, handbook, licences, welcome, guide]

/** The same after some use, with a run at work, one done in part and one failed. */
export const fullScreens: readonly Screen[] = [
  ...commonScreens,
  week,
  run('live run', 'working'),
  run('ended run', 'partial'),
  run('failed run', 'failed'),
]

/** Sets up agents, a service with a price, and runs in every state that shows differently. */
export async function fill(companion: Companion, vendor: VendorServer, folders: { read: string; write: string }) {
  const { app, page } = companion
  await answerFolderDialogs(app, [folders.read, folders.write])
  for (const access of ['read', 'write'] as const) await send(page, 'folders.pick', { access, startAt: null })
  const draft = { id: null, name: 'Vendor', baseUrl: vendor.baseUrl, key: null, keyStorage: 'session' as const }
  const { provider } = await send(page, 'providers.save', draft)
  const names = ['vendor-small', 'vendor-large', 'no-money']
  const models = names.map((name, index) => ({
    name: modelNameSchema.parse(name),
    contextTokens: index === 1 ? null : 128_000,
    price: index === 1 ? null : price,
  }))
  await send(page, 'models.save', { providerId: provider.id, models })
  const policy = (name: string): ModelPolicy => ({
    kind: 'named',
    model: { providerId: provider.id, model: modelNameSchema.parse(name) },
  })

  const [ready] = Object.values((await readSnapshot(page)).agents)
  if (ready === undefined) throw new Error('there is no ready agent')
  await setUp(page, ready, folders, { name: ready.name, modelPolicy: policy('vendor-small'), enabled: true })
  const failing = (await send(page, 'agents.create', { templateId: 'summarize-documents', withSamples: false })).agent
  const failingName = 'A name that is so long that no list has room for all of its many words'
  await setUp(page, failing, folders, { name: failingName, modelPolicy: policy('no-money'), enabled: false })
  await send(page, 'agents.create', { templateId: 'summarize-documents', withSamples: false })

  await runToEnd(page, failing.id)
  await runToEnd(page, ready.id)
  // It goes on writing for longer than any test looks: an answer that stands still is given up after two minutes.
  vendor.script({}, {}, { text: 'The lease ends in May. '.repeat(30), pieces: 90, millisecondsPerPiece: 8_000 })
  const before = vendor.records().length
  await send(page, 'agents.run', { agentId: ready.id })
  await vendor.waitFor((records) =>
    records.slice(before).some(({ state, pieces }) => state === 'answering' && pieces > 0),
  )
}

const price = priceSchema.parse({
  kind: 'rates',
  currency: currencySchema.parse('USD'),
  rates: { input: 280_000, output: 420_000, cachedRead: null, cacheWrite: null, reasoning: null },
  validFrom: 1_760_000_000_000,
  source: 'owner',
})

async function setUp(
  page: Page,
  agent: Agent,
  folders: { read: string; write: string },
  chosen: Pick<Agent, 'name' | 'modelPolicy' | 'enabled'>,
): Promise<void> {
  const { id, grants: _grants, createdAt: _created, updatedAt: _updated, templateId: _template, ...draft } = agent
  const steps = draft.steps.map((step) => {
    if (step.kind === 'readFolder') return { ...step, folder: folders.read }
    return step.kind === 'writeDocument' ? { ...step, folder: folders.write } : step
  })
  await send(page, 'agents.save', { agentId: id, draft: { ...draft, ...chosen, steps, asksAgain: true } })
}

async function runToEnd(page: Page, agentId: AgentId): Promise<void> {
  const { runId } = await send(page, 'agents.run', { agentId })
  await expect
    .poll(async () => (await readSnapshot(page)).runs[runId]?.endedAt ?? null, { timeout: 30_000 })
    .not.toBeNull()
}

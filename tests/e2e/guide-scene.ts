import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { type AgentId, modelNameSchema } from '../../shared/model/brand.ts'
import { type Agent, agentDraftSchema } from '../../shared/model/agent.ts'
import { currencySchema } from '../../shared/model/money.ts'
import { priceSchema } from '../../shared/model/price.ts'
import type { Language } from '../../shared/model/settings.ts'
import { startVendorServer, type VendorServer } from '../helpers/vendor-server/server.ts'
import { readSnapshot, send } from './commands.ts'
import { answer } from './job.ts'
import type { Companion } from './launch.ts'
import { answerFolderDialogs } from './stand-ins.ts'

type Folders = { read: string; write: string }
const usd = currencySchema.parse('USD')
const model = modelNameSchema.parse('deepseek-flash')

const told = {
  en: {
    folders: ['Papers', 'Reports'],
    asking: 'Letters, checked first',
    question: 'May I write these down?',
    text: 'The lease runs until October and the rent rises to 1,260 then. The invoice of 4,180 is due on 30 June. The team moves the weekly meeting to Tuesday.',
  },
  'zh-CN': {
    folders: ['单据', '报告'],
    asking: '来信，先给我看',
    question: '这样写下来可以吗？',
    text: '租约到十月为止，之后租金涨到 1260 元。4180 元的付款单六月三十日到期。部门周会改到星期二。',
  },
} as const

/** A service that answers in the language of the picture. */
export const startService = (language: Language): Promise<VendorServer> =>
  startVendorServer({ defaults: answer(told[language].text) })

/** The sample documents in a folder of the owner's, and an empty one for the report. */
export async function writeDocuments(folder: string, language: Language): Promise<Folders> {
  const [read, write] = told[language].folders
  const folders = { read: join(folder, read), write: join(folder, write) }
  const samples = join(import.meta.dirname, '../../assets/samples', language === 'en' ? 'en' : 'zh')
  await cp(samples, folders.read, { recursive: true })
  await mkdir(folders.write)
  return folders
}

/** Some days of use: a service with a price, limits, an agent with a time that has run, and one that asks. */
export async function useForAWhile(
  { app, page }: Companion,
  service: VendorServer,
  folders: Folders,
  language: Language,
): Promise<{ scheduled: string; asking: AgentId }> {
  await answerFolderDialogs(app, [folders.read, folders.write])
  for (const access of ['read', 'write'] as const) await send(page, 'folders.pick', { access, startAt: null })
  const draft = { id: null, name: 'DeepSeek', baseUrl: service.baseUrl, key: null, keyStorage: 'session' as const }
  const { provider } = await send(page, 'providers.save', draft)
  const rates = { input: 2_000_000, output: 8_000_000, cachedRead: null, cacheWrite: null, reasoning: null }
  const price = priceSchema.parse({ kind: 'rates', currency: usd, rates, validFrom: 0, source: 'owner' })
  await send(page, 'models.save', { providerId: provider.id, models: [{ name: model, contextTokens: 128_000, price }] })
  const cap = (id: string, period: 'day' | 'month', dollars: number) => ({
    id,
    scope: 'computer' as const,
    period,
    limit: { kind: 'money' as const, currency: usd, micros: dollars * 1_000_000 },
    warnAt: 80,
    whenReached: 'wait' as const,
  })
  await send(page, 'settings.save', { computerBudgets: [cap('day', 'day', 20), cap('month', 'month', 100)] })

  const [ready] = Object.values((await readSnapshot(page)).agents)
  if (ready === undefined) throw new Error('there is no ready agent')
  const { agent: second } = await send(page, 'agents.create', { templateId: 'summarize-documents', withSamples: false })
  const modelPolicy = { kind: 'named', model: { providerId: provider.id, model } }
  await setUp(page, ready, folders, { modelPolicy, triggers: [everyWorkday] })
  const { asking, question } = told[language]
  const ask = { id: 'ask', kind: 'approve', from: 'summarize', message: question }
  const steps = second.steps.flatMap((step): object[] => (step.kind === 'writeDocument' ? [ask, step] : [step]))
  await setUp(page, second, folders, { name: asking, modelPolicy, steps })
  const { runId } = await send(page, 'agents.run', { agentId: ready.id })
  await expect
    .poll(async () => (await readSnapshot(page)).runs[runId]?.endedAt ?? null, { timeout: 60_000 })
    .not.toBeNull()
  return { scheduled: ready.name, asking: second.id }
}

const everyWorkday = {
  id: 'workdays',
  kind: 'calendar',
  zone: 'UTC',
  times: ['08:00'],
  days: { kind: 'weekdays', weekdays: [1, 2, 3, 4, 5] },
}

/** Saves an agent switched on and with its folders chosen, and with what is changed in it. */
async function setUp(page: Page, agent: Agent, folders: Folders, changed: object): Promise<void> {
  const draft = agentDraftSchema.parse({ ...agent, enabled: true, ...changed })
  const steps = draft.steps.map((step) => {
    if (step.kind === 'readFolder') return { ...step, folder: folders.read }
    return step.kind === 'writeDocument' ? { ...step, folder: folders.write } : step
  })
  await send(page, 'agents.save', { agentId: agent.id, draft: { ...draft, steps } })
}

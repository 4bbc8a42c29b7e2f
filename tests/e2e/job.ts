import type { Page } from '@playwright/test'
import { agentDraftSchema } from '../../shared/model/agent.ts'
import type { Run } from '../../shared/model/run.ts'
import type { Behaviour } from '../helpers/vendor-server/behaviour.ts'
import type { VendorServer } from '../helpers/vendor-server/server.ts'
import { readSnapshot, send } from './commands.ts'
import { expect } from './fixtures.ts'
import type { Companion } from './launch.ts'
import { addService, setPrice } from './service-form.ts'
import { answerFolderDialogs } from './stand-ins.ts'
import { goTo, say } from './words.ts'

const model = 'vendor-small'
/** What every call of these jobs uses, so that tokens and money can be told beforehand. */
export const usageBody = { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 }
export const answer = (text: string): Behaviour => ({ text, usageBody })

/** Starts the app with a service whose one model has a price. */
export async function startWithService(start: () => Promise<Companion>, vendor: VendorServer): Promise<Companion> {
  const companion = await start()
  await addService(companion.page, vendor.baseUrl, model)
  await setPrice(companion.page, model, { currency: 'USD', input: '1', output: '2' })
  return companion
}

/** Gives the ready agent these steps, runs it, shows its page, and waits until it has succeeded. */
export async function runSteps(
  companion: Companion,
  folders: { read: string; write: string },
  steps: readonly object[],
): Promise<Run> {
  const { page } = companion
  const runId = await startSteps(companion, folders, steps)
  await expect.poll(() => ended(page, runId), { timeout: 60_000 }).toEqual({ name: 'succeeded', outcome: 'complete' })
  const run = (await readSnapshot(page)).runs[runId]
  if (run === undefined) throw new Error('the run is not known')
  return run
}

/** Gives the ready agent these steps and runs it; the page stays where it is. */
export async function orderSteps(
  { app, page }: Companion,
  folders: { read: string; write: string },
  steps: readonly object[],
): Promise<Run['id']> {
  await answerFolderDialogs(app, [folders.read, folders.write])
  for (const access of ['read', 'write'] as const) await send(page, 'folders.pick', { access, startAt: null })
  const [agent] = Object.values((await readSnapshot(page)).agents)
  if (agent === undefined) throw new Error('there is no agent')
  const { id } = agent
  await send(page, 'agents.save', { agentId: id, draft: agentDraftSchema.parse({ ...agent, steps }) })
  const { runId } = await send(page, 'agents.run', { agentId: id })
  return runId
}

/** Gives the ready agent these steps, runs it, and shows the page of the run. */
export async function startSteps(
  companion: Companion,
  folders: { read: string; write: string },
  steps: readonly object[],
): Promise<Run['id']> {
  const { page } = companion
  const runId = await orderSteps(companion, folders, steps)
  await goTo(page, 'results')
  await page.locator('.item').first().click()
  await page.getByRole('button', { name: say('runs.seeRun') }).click()
  return runId
}

/** How a run has ended; null while it has not. */
export async function ended(page: Page, runId: Run['id']): Promise<object | null> {
  const run = (await readSnapshot(page)).runs[runId]
  return run === undefined || run.endedAt === null ? null : run.state
}

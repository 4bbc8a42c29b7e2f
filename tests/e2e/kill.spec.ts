import { readdir, readFile } from 'node:fs/promises'
import { DatabaseSync } from 'node:sqlite'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Run } from '../../shared/model/run.ts'
import { paidMoreThanOnce, paidRequests } from '../helpers/vendor-server/record.ts'
import type { VendorServer } from '../helpers/vendor-server/server.ts'
import { readSnapshot } from './commands.ts'
import { writePapers } from './documents.ts'
import { expect, test } from './fixtures.ts'
import type { Companion } from './launch.ts'
import { allGone, processesUnder, programs, theProgram } from './processes.ts'
import { chooseFolders, expectEnd, makeFolders, pressRun } from './ready-agent.ts'
import { addService, setPrice } from './service-form.ts'
import { goTo, say } from './words.ts'

const papers = 12
/** One for each document and one for the overview. */
const calls = papers + 1
const model = 'vendor-small'

test('a runner that is killed again and again loses nothing, and no call is paid twice', async ({
  start,
  vendor,
  folder,
}) => {
  const companion = await start()
  const killedIn = [2, 5, 6, calls]
  const { names, write } = await beginRun(companion, vendor, folder, killedIn)
  const { app, page } = companion
  for (const call of killedIn) {
    await heldInTheMiddle(vendor, call)
    const runner = await theProgram(app, 'kaihe-runner')
    process.kill(runner, 'SIGKILL')
    await allGone([runner])
    await theProgram(app, 'kaihe-runner', runner)
    vendor.release()
  }
  await expectEnd(page, 'done')
  expect([...paidMoreThanOnce(vendor.records())]).toEqual([])
  expect(paidRequests(vendor.records())).toHaveLength(calls)
  expect((await theRun(page)).usage.calls).toBe(calls)
  await expectOneReport(write, names)
  await expect(page.getByText(say('runs.resumed', { count: killedIn.length }))).toBeVisible()
})

test('a gateway that is killed comes back; only the call it was making is paid again, and both charges show', async ({
  start,
  vendor,
  folder,
}) => {
  const companion = await start()
  const { names, write } = await beginRun(companion, vendor, folder, [4])
  const { app, page } = companion
  await heldInTheMiddle(vendor, 4)
  const runner = await theProgram(app, 'kaihe-runner')
  const gateway = await theProgram(app, 'kaihe-gateway')
  process.kill(gateway, 'SIGKILL')
  await allGone([gateway])
  await expectEnd(page, 'done')

  expect(await programs(app, 'kaihe-gateway')).not.toContain(gateway)
  expect([...paidMoreThanOnce(vendor.records()).values()]).toEqual([2])
  const run = await theRun(page)
  expect(run.usage.calls).toBe(calls + 1)
  expect(run.usage.spent[0]?.estimatedMicros).toBeGreaterThan(0)
  // The runner never went away: it waited and asked for the new address.
  expect(run.resumed).toBe(0)
  await allGone([runner])
  await expectOneReport(write, names)
  expect(lostCharges(companion.dataDir)).toBe(1)
})

for (const { moment, behaviour, paidAgain } of [
  { moment: 'before the service answers', behaviour: { holdBeforeAnswer: true }, paidAgain: [] },
  { moment: 'in the middle of an answer', behaviour: { holdAfterPieces: 8 }, paidAgain: [2] },
]) {
  test(`main is killed ${moment}: the next start goes on where it was`, async ({ start, vendor, folder }) => {
    const first = await start()
    const { names, write } = await beginRun(first, vendor, folder, [])
    await vendor.waitFor((records) => paidRequests(records).length >= 3)
    vendor.script({}, behaviour)
    await vendor.waitFor((records) => records.some(({ state }) => state === 'held'))
    const before = await processesUnder(first.home)
    expect(before.length).toBeGreaterThan(4)
    process.kill(first.pid, 'SIGKILL')
    await allGone(before)
    expect(await processesUnder(first.home)).toEqual([])
    const answered = paidRequests(vendor.records()).filter(({ state }) => state === 'completed').length
    vendor.release()

    const second = await start()
    const { page } = second
    await goTo(page, 'results')
    await page.getByRole('button', { name: say('runs.seeRun') }).click()
    await expectEnd(page, 'done')
    // What had been answered is not asked again; what was under way when everything died may be, and then it is shown.
    expect([...paidMoreThanOnce(vendor.records()).values()]).toEqual(paidAgain)
    expect(paidRequests(vendor.records())).toHaveLength(calls + paidAgain.length)
    const run = await theRun(page)
    expect(answered).toBeGreaterThanOrEqual(3)
    expect(run.usage.calls).toBe(paidRequests(vendor.records()).length + (paidAgain.length === 0 ? 1 : 0))
    await expect(page.getByText(say('runs.resumed', { count: 1 }))).toBeVisible()
    await expectOneReport(write, names)
  })
}

/** Starts a run on twelve documents whose calls of these numbers stop in the middle of their answer. */
async function beginRun(companion: Companion, vendor: VendorServer, folder: string, held: readonly number[]) {
  const { page } = companion
  const folders = await makeFolders(folder)
  const names = await writePapers(folders.read, papers)
  await addService(page, vendor.baseUrl, model)
  await setPrice(page, model, { currency: 'USD', input: '2', output: '8' })
  await goTo(page, 'today')
  await chooseFolders(companion, folders)
  vendor.script(
    {},
    ...Array.from({ length: Math.max(0, ...held) }, (_, index) =>
      held.includes(index + 1) ? { holdAfterPieces: 8 } : {},
    ),
  )
  await pressRun(page)
  return { names, write: folders.write }
}

/** Waits until the call of this number, counted from one, stands still in the middle of its answer. */
async function heldInTheMiddle(vendor: VendorServer, call: number): Promise<void> {
  await vendor.waitFor((records) => {
    const record = paidRequests(records)[call - 1]
    return record?.state === 'held' && record.pieces === 8
  })
}

async function theRun(page: Page): Promise<Run> {
  const [run, ...others] = Object.values((await readSnapshot(page)).runs)
  if (run === undefined || others.length > 0) throw new Error('there is not exactly one run')
  return run
}

/** One report that names every document, and nothing half-written beside it. */
async function expectOneReport(folder: string, names: readonly string[]): Promise<void> {
  const files = await readdir(folder)
  expect(files).toHaveLength(1)
  const report = await readFile(join(folder, files[0] ?? ''), 'utf8')
  for (const name of names) expect(report).toContain(`Summary of ${name}`)
}

/** Charges of calls nobody saw the end of. */
function lostCharges(dataDir: string): unknown {
  const db = new DatabaseSync(join(dataDir, 'ledger.db'), { readOnly: true })
  const row = db.prepare("SELECT COUNT(*) AS count FROM usage_events WHERE basis = 'lost'").get()
  db.close()
  return row?.count
}

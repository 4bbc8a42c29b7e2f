import { writePapers } from './documents.ts'
import { expect, test } from './fixtures.ts'
import { allGone, isAlive, programs, theProgram } from './processes.ts'
import { chooseFolders, expectEnd, makeFolders, pressRun } from './ready-agent.ts'
import { readSnapshot } from './commands.ts'
import { addService, setPrice } from './service-form.ts'
import { goTo, say } from './words.ts'

test('Stop closes the connection to the service, ends the process and says what was spent', async ({
  start,
  vendor,
  folder,
}) => {
  const folders = await makeFolders(folder)
  await writePapers(folders.read, 5)
  const companion = await start()
  const { app, page } = companion
  await addService(page, vendor.baseUrl, 'vendor-small')
  await setPrice(page, 'vendor-small', { currency: 'USD', input: '2', output: '8' })
  await goTo(page, 'today')
  await chooseFolders(companion, folders)
  vendor.script({}, {}, { holdAfterPieces: 8 })
  await pressRun(page)
  await vendor.waitFor((records) => records.some(({ state, pieces }) => state === 'held' && pieces === 8))
  const runner = await theProgram(app, 'kaihe-runner')
  await expect(page.locator('.doc.writing')).not.toBeEmpty()

  const pressedAt = Date.now()
  await page.getByRole('button', { name: say('runs.stop'), exact: true }).click()
  const records = await vendor.waitFor((all) => all.some(({ state }) => state === 'aborted'))
  await expectEnd(page, 'stopped')
  await allGone([runner])

  // The service saw its connection close within the second that is promised.
  const aborted = records.find(({ state }) => state === 'aborted')
  expect((aborted?.endedAt ?? Number.POSITIVE_INFINITY) - pressedAt).toBeLessThan(1_000)
  expect(await vendor.connections()).toBe(0)
  expect(await isAlive(runner)).toBe(false)
  expect(await programs(app, 'kaihe-runner')).toEqual([])

  // One call was paid, and what the second may have cost is estimated: neither nothing nor forgotten.
  await expect(page.getByText(say('runs.stoppedMeaning'))).toBeVisible()
  await expect.poll(async () => (await theRun(page)).usage.calls).toBe(2)
  const { usage, state } = await theRun(page)
  expect(state).toEqual({ name: 'stopped' })
  const [spent] = usage.spent
  expect(spent?.estimatedMicros).toBeGreaterThan(0)
  expect(spent?.micros).toBeGreaterThan(spent?.estimatedMicros ?? 0)
  await expect(page.locator('.gauge .figure').first()).toHaveText(/^\$0\.\d{4}$/)

  // Nothing is asked any more. The next run asks what the stopped one had no answer to: four of the five papers, and all of them together.
  const asked = vendor.records().length
  await page.getByRole('button', { name: say('common.runAgain') }).click()
  await expectEnd(page, 'done')
  expect(vendor.records().length).toBe(asked + 5)

  async function theRun(shown: typeof page) {
    const { runs } = await readSnapshot(shown)
    const stopped = Object.values(runs).find((run) => run.state.name === 'stopped')
    if (stopped === undefined) throw new Error('no run was stopped')
    return stopped
  }
})

test('Stop works from Today too, also while the service has not begun to answer', async ({ start, vendor, folder }) => {
  const folders = await makeFolders(folder)
  await writePapers(folders.read, 1)
  const companion = await start()
  const { app, page } = companion
  await addService(page, vendor.baseUrl, 'vendor-small')
  await goTo(page, 'today')
  await chooseFolders(companion, folders)
  vendor.script({}, { holdBeforeAnswer: true })
  await pressRun(page)
  await vendor.waitFor((records) => records.some(({ state }) => state === 'held'))
  await goTo(page, 'today')
  const pressedAt = Date.now()
  await page
    .locator('.runrow')
    .getByRole('button', { name: /^Stop / })
    .click()
  const [record] = await vendor.waitFor((records) => records.some(({ state }) => state === 'aborted'))
  expect((record?.endedAt ?? Number.POSITIVE_INFINITY) - pressedAt).toBeLessThan(1_000)
  await expect.poll(() => programs(app, 'kaihe-runner')).toEqual([])
  await expect(page.getByRole('heading', { name: new RegExp(`^${say('today.working.title')}`) })).toHaveCount(0)
})

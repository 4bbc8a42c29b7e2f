import { createServer, type ServerResponse } from 'node:http'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { listenHere } from '../../electron/listen-here.ts'
import { faultsOf, resize } from './appearance.ts'
import { writePapers } from './documents.ts'
import { expect, test } from './fixtures.ts'
import { chooseFolders, expectEnd, makeFolders, pressRun } from './ready-agent.ts'
import { addService } from './service-form.ts'
import { answerFolderDialogs } from './stand-ins.ts'
import { send } from './commands.ts'
import { goTo, say, wordsOf } from './words.ts'

const table = [
  'date,model_permaslug,rank,total_tokens,share_of_daily_tokens',
  '2026-11-25,deepseek/deepseek-v4-flash-20260601,1,5331621827040,0.5',
  '2026-11-26,maker/vendor-small,2,4000000000000,0.4',
  '2026-11-26,other,,1000000000000,0.1',
].join('\r\n')

type Answer = (response: ServerResponse) => void

/** A place that hands out rankings, on this computer; each question takes the next answer. */
async function openPlace(...answers: Answer[]) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? 'no key'}`)
    answers.shift()?.(response)
  })
  const port = await listenHere(server)
  return {
    asked,
    switches: [`--ranking-address=http://127.0.0.1:${port}/ranking`],
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

const text =
  (body: string, status = 200): Answer =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'text/plain' }).end(body)

const row = (page: Page, name: string) => page.locator('.by tbody tr').filter({ hasText: name })

async function openWorld(page: Page): Promise<void> {
  await goTo(page, 'money')
  await page.getByRole('button', { name: say('money.world.open') }).click()
}

test('the world’s models stand beside one’s own: fetched, stopped, refused, from a file, and without a connection', async ({
  start,
  vendor,
  folder,
}, info) => {
  test.setTimeout(120_000)
  const folders = await makeFolders(folder)
  await writePapers(folders.read, 1)
  // Begun, and never ended: only the owner ends it.
  const endless: Answer = (response) => void response.writeHead(200).write('date,model_permaslug,total_tokens\n')
  const place = await openPlace(endless, text('oops', 500), text(table), text('<html>Sign in</html>'))
  const companion = await start({ args: place.switches })
  const { page } = companion
  await addService(page, vendor.baseUrl, 'vendor-small')
  await goTo(page, 'today')
  await chooseFolders(companion, folders)
  await pressRun(page)
  await expectEnd(page, 'done')

  // Nothing was fetched, and nobody was asked: one's own models stand alone.
  await openWorld(page)
  const title = page.getByRole('heading', { level: 1 })
  await expect(page.getByRole('heading', { name: say('world.empty.title') })).toBeVisible()
  await expect(row(page, 'vendor-small')).toContainText('100%')
  expect(place.asked).toEqual([])

  // Stopped, it changes nothing and is no error.
  const fetch = page.getByRole('button', { name: say('world.fetch') })
  await fetch.click()
  await page.getByRole('button', { name: say('world.stop'), exact: true }).click()
  await expect(fetch).toBeEnabled()
  await expect(page.locator('.ask.broke')).toHaveCount(0)

  await fetch.click()
  const host = new URL(place.switches[0]?.split('=')[1] ?? '').host
  await expect(
    page.getByRole('heading', { name: say('errors.ranking.serverError.what', { from: host }) }),
  ).toBeVisible()
  await fetch.click()
  await expect(title).toContainText('39%')
  await expect(row(page, 'vendor-small')).toContainText('39%')
  await expect(row(page, 'vendor-small')).toContainText('100%')
  await expect(row(page, 'deepseek-v4-flash')).toContainText('DeepSeek')
  await expect(row(page, say('world.other'))).toContainText('9.7%')
  const source = page.getByText(say('world.about.openRouter', { date: '26 Nov 2026' }))
  await expect(source).toBeVisible()
  expect(place.asked).toEqual(Array.from({ length: 3 }, () => 'GET /ranking no key'))

  // The bars say with the keyboard what they say to the mouse.
  const bars = page.getByRole('slider', { name: say('world.chart.models') })
  await bars.focus()
  await page.keyboard.press('Home')
  await expect(bars).toHaveAttribute('aria-valuetext', 'deepseek-v4-flash: 52% of the world · not asked by you')
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('.bars figcaption')).toHaveText('vendor-small: 39% of the world · 100% of yours')
  expect(await faultsOf(page)).toEqual([])
  await page.screenshot({ path: info.outputPath('world.png') })
  await resize(companion, 900, 600)
  expect(await faultsOf(page)).toEqual([])
  await page.screenshot({ path: info.outputPath('world-900.png') })

  // What comes next is no ranking: it says so, and the one from before stays.
  const again = page.getByRole('button', { name: say('world.fetchAgain') })
  await again.click()
  await expect(page.getByRole('heading', { name: say('errors.ranking.notOne.what', { from: host }) })).toBeVisible()
  await expect(source).toBeVisible()
  place.close()
  await companion.close()

  // Without a connection, after a new start, in the other language.
  const zh = wordsOf('zh-CN')
  const second = await start({ args: place.switches })
  await send(second.page, 'settings.save', { language: 'zh-CN' })
  await goTo(second.page, 'money', zh)
  await second.page.getByRole('button', { name: zh('money.world.open') }).click()
  await expect(second.page.getByText(zh('world.about.openRouter', { date: '2026 年 11 月 26 日' }))).toBeVisible()
  await second.page.getByRole('button', { name: zh('world.fetchAgain') }).click()
  const unreachable = zh('errors.ranking.unreachable.what', { from: host })
  await expect(second.page.getByRole('heading', { name: unreachable })).toBeVisible()
  await expect(row(second.page, 'vendor-small')).toContainText('39%')
  await second.page.screenshot({ path: info.outputPath('world-offline-zh.png') })

  // A file of one's own: one that is none leaves what was there, a good one takes its place.
  const [bad, good] = [join(folder, 'holiday.csv'), join(folder, 'ranking.json')]
  await writeFile(bad, 'name,day\nOslo,3\n')
  const data = [{ date: '2026-11-20', model_permaslug: 'maker/vendor-small', total_tokens: '7' }]
  await writeFile(good, JSON.stringify({ data, meta: { as_of: '2026-11-21T02:00:00Z' } }))
  await answerFolderDialogs(second.app, [null, bad, good])
  const readFile = second.page.getByRole('button', { name: zh('world.readFile') })
  await readFile.click()
  await expect(second.page.getByRole('heading', { name: unreachable })).toHaveCount(0)
  await readFile.click()
  const notOne = zh('errors.ranking.notOne.what', { from: 'holiday.csv' })
  await expect(second.page.getByRole('heading', { name: notOne })).toBeVisible()
  await expect(row(second.page, 'vendor-small')).toContainText('39%')
  await readFile.click()
  const fileSource = zh('world.about.file', { name: 'ranking.json', date: '2026 年 11 月 21 日' })
  await expect(second.page.getByText(fileSource)).toBeVisible()
  await expect(second.page.getByRole('heading', { level: 1 })).toContainText('100%')
})

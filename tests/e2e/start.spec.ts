import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { allGone, processesUnder } from './processes.ts'
import { wordsOf } from './words.ts'

test('started like any other program, the app shows its window by itself', async ({ folder }) => {
  const { ELECTRON_RUN_AS_NODE: _, ...environment } = process.env
  const app = spawn(
    process.env.KAIHE_ELECTRON ?? '',
    [process.env.KAIHE_APP ?? '', `--data-dir=${join(folder, 'data')}`, '--remote-debugging-port=0', '--lang=en'],
    { env: { ...environment, HOME: folder, LANGUAGE: 'en' }, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const ended = new Promise((resolve) => app.once('exit', resolve))
  const address = await debuggingAddress(app)
  await expect.poll(() => shownPages(address)).toEqual(['kaihe://app/index.html'])
  const browser = await chromium.connectOverCDP(address)
  const page = browser.contexts()[0]?.pages()[0]
  await expect(page?.getByRole('heading', { level: 1 }) ?? fail()).toHaveText(wordsOf('en')('welcome.title'))
  const processes = await processesUnder(folder)
  app.kill('SIGTERM')
  expect(await ended).toBe(0)
  await allGone(processes)
})

/** Where the app can be looked into, as it says itself on its error output. */
function debuggingAddress(app: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    app.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said += text
      const found = /ws:\/\/([\d.]+:\d+)\//.exec(said)
      if (found !== null) resolve(`http://${found[1]}`)
    })
    app.once('exit', (code) => reject(new Error(`the app ended with ${code}: ${said}`)))
  })
}

async function shownPages(address: string): Promise<string[]> {
  const targets: unknown = await (await fetch(`${address}/json/list`)).json()
  return Array.isArray(targets) ? targets.filter(({ type }) => type === 'page').map(({ url }) => String(url)) : []
}

function fail(): never {
  throw new Error('the app shows no page')
}

import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import type { Language } from '../../shared/model/settings.ts'
import { writeChineseDocuments, writeEnglishDocuments } from './documents.ts'
import { expect, test } from './fixtures.ts'
import { chooseFolders, expectEnd, folderChip, pressRun, stepRow } from './ready-agent.ts'
import { answerFolderDialogs, watchShell } from './stand-ins.ts'
import { type Words, wordsOf } from './words.ts'

const cases: readonly { language: Language; documents: (folder: string) => Promise<Map<string, string>> }[] = [
  { language: 'en', documents: writeEnglishDocuments },
  { language: 'zh-CN', documents: writeChineseDocuments },
]

for (const { language, documents } of cases) {
  const words = wordsOf(language)

  test(`a newcomer gets a report of a folder (${language})`, async ({ start, folder }) => {
    const read = join(folder, words('today.first.folder'))
    const write = join(folder, 'reports')
    const facts = await documents(read)
    const locale = language === 'en' ? 'en' : 'zh-CN'
    const companion = await start({ firstStart: true, args: [`--lang=${locale}`], env: { LANGUAGE: locale } })
    const { app, page } = companion
    const begunAt = Date.now()
    const clicks = await countClicks(page)

    // The first page speaks the language of the system and asks one thing; the answer to it is already the quickest.
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('welcome.title'))
    await page.getByRole('button', { name: words('welcome.continue') }).click()
    await page.getByRole('button', { name: words('welcome.first.folder.name') }).click()

    // The home screen offers the ready agent, in the language of the system; Run waits for the folders.
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(words('today.title.first'))
    const run = page.getByRole('main').getByRole('button', { name: words('agents.run'), exact: true })
    await expect(run).toBeDisabled()
    await expect(page.getByText(words('today.first.withPractice'))).toBeVisible()
    await chooseFolders(companion, { read, write: await made(write) }, words)
    await expect(run).toBeEnabled()

    const seen = await watchRun(page, words)
    await pressRun(page, words)
    await expect(page.getByText(words('common.practice')).first()).toBeVisible()
    await expectEnd(page, 'done', words)

    // Three minutes and ten clicks are the goal; in each of the two folder dialogs a person clicks twice.
    const clicked = (await clicks()) + 2 * 2
    process.stdout.write(
      `first result of one's own (${language}): ${clicked} clicks, ${Math.round((Date.now() - begunAt) / 1000)} s\n`,
    )
    expect(clicked).toBeLessThanOrEqual(10)

    // Documents were read one after the other, the text came bit by bit, and tokens were counted meanwhile.
    const { items, lengths, tokens, money } = await seen.jsonValue()
    for (const name of facts.keys()) expect(items).toContain(name)
    expect(new Set(lengths).size).toBeGreaterThan(10)
    const rises = tokens.filter((count, index) => count > (tokens[index - 1] ?? 0))
    expect(rises.length).toBeGreaterThan(3)
    expect(tokens.at(-1)).toBe(await shownTokens(page, words))
    expect(money).toContain(words('units.money.free'))
    await expect(stepRow(page, 'readFolder', words)).toContainText(
      words('units.did.documents', { count: facts.size, number: facts.size }),
    )

    // The report is on disk, names every document and says what stands in it.
    const [name, ...others] = await readdir(write)
    expect(others).toEqual([])
    expect(name).toMatch(/\.html$/)
    const path = join(write, name ?? '')
    const report = await readFile(path, 'utf8')
    for (const [document, phrase] of facts) {
      expect(report).toContain(document)
      expect(report).toContain(phrase)
    }
    expect(report).toContain(words('report.practice'))
    await expect(page.locator('.sheet')).toContainText([...facts.values()][0] ?? '')

    const opened = await watchShell(app)
    await page.getByRole('button', { name: words('runs.deliverable.open'), exact: true }).click()
    await expect.poll(async () => (await opened()).paths).toEqual([path])
    await page.getByRole('button', { name: words('runs.deliverable.showInFolder') }).click()
    await expect.poll(async () => (await opened()).shown).toEqual([path])
  })
}

test('a newcomer tries the sample documents', async ({ start }) => {
  const words = wordsOf('en')
  const { page } = await start()
  await page.getByRole('button', { name: words('today.first.samples') }).click()
  await expectEnd(page, 'done', words)
  const report = await readFile((await page.locator('.leaf b').getAttribute('title')) ?? '', 'utf8')
  const samples = await readdir(join(process.env.KAIHE_APP ?? '', 'assets', 'samples', 'en'))
  expect(samples.length).toBeGreaterThan(4)
  for (const sample of samples) expect(report).toContain(sample)
})

test('a folder dialog that is closed changes nothing, and the choice outlives a restart', async ({ start, folder }) => {
  const words = wordsOf('en')
  const read = join(folder, 'papers')
  await writeEnglishDocuments(read)
  const first = await start()
  const chip = folderChip(first.page, words('today.first.folder'))
  const asked = await answerFolderDialogs(first.app, [null, read])
  await chip.click()
  await expect.poll(async () => (await asked.jsonValue()).length).toBe(1)
  await expect(chip).toHaveText(words('today.first.chooseFolder'))
  await chip.click()
  await expect(chip).toHaveText('papers')
  expect((await asked.jsonValue()).map(({ title }) => title)).toEqual(Array(2).fill(words('desktop.folders.pickRead')))
  await first.close()
  const second = await start()
  await expect(folderChip(second.page, words('today.first.folder'))).toHaveText('papers')
})

/** How often something was clicked on the page since. */
async function countClicks(page: Page): Promise<() => Promise<number>> {
  const seen = await page.evaluateHandle(() => {
    const counted = { clicks: 0 }
    window.addEventListener('click', ({ isTrusted }) => (counted.clicks += isTrusted ? 1 : 0), true)
    return counted
  })
  return async () => (await seen.jsonValue()).clicks
}

async function made(folder: string): Promise<string> {
  await mkdir(folder)
  return folder
}

/** What the gauge of the shown run says was read and written. */
async function shownTokens(page: Page, words: Words): Promise<number> {
  const gauge = page.locator('.gauge').filter({ hasText: words('runs.token.read') })
  const counts = await gauge.locator('dd').allTextContents()
  return counts.reduce((sum, text) => sum + Number(text.replace(/\D/g, '')), 0)
}

/** Keeps what a person would see while the run goes on: items, the growing text, tokens and money, in their order. */
async function watchRun(page: Page, words: Words) {
  return page.evaluateHandle(
    ({ answer, meters, steps, moneyTitle, tokensTitle }) => {
      const seen: { items: string[]; lengths: number[]; tokens: number[]; money: string[] } = {
        items: [],
        lengths: [],
        tokens: [],
        money: [],
      }
      const region = (name: string) => document.querySelector(`[aria-label="${name}"]`)
      const put = <Value>(list: Value[], value: Value) => {
        if (list.at(-1) !== value) list.push(value)
      }
      const look = () => {
        for (const item of region(steps)?.querySelectorAll('small[title]') ?? []) {
          put(seen.items, item.getAttribute('title') ?? '')
        }
        const text = region(answer)?.querySelector('.doc.writing')?.textContent
        if (text !== undefined) put(seen.lengths, text.length)
        for (const gauge of region(meters)?.querySelectorAll('.gauge') ?? []) {
          const title = gauge.querySelector('h2')?.textContent ?? ''
          if (title === moneyTitle) put(seen.money, gauge.querySelector('.figure')?.textContent ?? '')
          if (!title.startsWith(tokensTitle)) continue
          const counts = [...gauge.querySelectorAll('dd')].map((each) => Number(each.textContent?.replace(/\D/g, '')))
          put(
            seen.tokens,
            counts.reduce((sum, count) => sum + count, 0),
          )
        }
      }
      new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true })
      return seen
    },
    {
      answer: words('runs.answer'),
      meters: words('runs.meters'),
      steps: words('runs.steps'),
      moneyTitle: words('runs.money'),
      tokensTitle: words('runs.tokens'),
    },
  )
}

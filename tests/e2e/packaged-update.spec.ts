import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Page } from '@playwright/test'
import { readSnapshot } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { copyApp, makeNextVersion, publish, removeApps, versionIn } from './next-version.ts'
import { findPackaged, mainProcesses, packagedProgram, runHeadless, startPackaged } from './packaged.ts'
import { pressAway } from './press-away.ts'
import { allGone, processesUnder } from './processes.ts'
import { openFeed } from './update-feed.ts'
import { goTo, say } from './words.ts'

/** What a version keeps of its owner's. */
const names = ['companion.db', 'ledger.db', 'preferences.json']

test('the installed app becomes the next version with its data, comes back from one that does not start, and refuses newer data', async ({
  folder,
}) => {
  test.setTimeout(400_000)
  const home = join(folder, 'home')
  const data = join(home, 'data')
  await mkdir(home)
  const packed = await packagedProgram()
  const now = versionIn(packed.folder)
  const [next, broken] = [nextOf(now, 1), nextOf(now, 2)]
  const installed = join(folder, 'kaihe')
  copyApp(packed.folder, installed)
  const program = join(installed, 'kaihe-companion')
  const feed = await openFeed(join(folder, 'feed'))
  const offer = async (version: string, isBroken: boolean) => {
    const made = join(folder, `made-${version}`)
    await makeNextVersion(packed.folder, made, { version, broken: isBroken })
    await publish(made, version, feed.folder)
    removeApps(made)
  }
  try {
    const first = await startPackaged(home, [], program)
    const { page } = first
    const before = await workOnSamples(page)
    expect(before.version).toBe(now)
    const shape = shapeOf(data)

    await test.step('a damaged archive is thrown away, and nothing has changed', async () => {
      await offer(next, false)
      feed.damage = true
      await tellFeed(page, feed.address)
      await look(page)
      await expect(page.getByText(say('errors.update.corrupted.what', { version: next }))).toBeVisible({
        timeout: 60_000,
      })
      expect(readdirSync(folder).filter((name) => name.startsWith('kaihe'))).toEqual(['kaihe'])
      expect(versionIn(installed)).toBe(now)
      feed.damage = false
    })

    await test.step('a whole one is fetched, and put in place when its owner says so', async () => {
      await look(page)
      await restartAs(page, next)
      await expect.poll(() => readText(join(data, 'updates', 'good-start')), { timeout: 90_000 }).toBe(next)
      await first.close()
    })

    const second = await findPackaged(home, program)
    await test.step('the next version has all there was, and a copy of it as it was', async () => {
      expect(await factsOf(second.page)).toEqual({ ...before, version: next })
      await openSettings(second.page)
      await second.page.getByText(next, { exact: true }).last().scrollIntoViewIfNeeded()
      await second.page.screenshot({ path: test.info().outputPath('next-version.png') })
      expect(shapeOf(data)).toBe(shape + 1)
      expect(shapeOf(join(data, 'updates', 'saved'))).toBe(shape)
      const copies = readdirSync(join(data, 'backups')).filter((name) => name.startsWith('companion-'))
      expect(copies.map((name) => shapeOf(join(data, 'backups'), name))).toContain(shape)
    })

    await test.step('a version that spoils the data and does not start gives this one back with its data', async () => {
      await offer(broken, true)
      await look(second.page)
      await restartAs(second.page, broken)
      await expect
        .poll(() => existsSync(join(`${installed}.failed`, 'kaihe-companion')), { timeout: 60_000 })
        .toBe(true)
      await expect.poll(() => readText(join(data, 'updates', 'good-start')), { timeout: 60_000 }).toBe(next)
      await second.close()
      const third = await findPackaged(home, program)
      expect(await factsOf(third.page)).toEqual({ ...before, version: next })
      await openSettings(third.page)
      const backedOut = say('errors.update.backedOut.what', { version: broken })
      await expect(third.page.getByRole('alert')).toContainText(backedOut)
      const words = third.page.getByText(backedOut).first()
      await words.scrollIntoViewIfNeeded()
      await third.page.screenshot({ path: test.info().outputPath('came-back.png') })
      await third.close()
    })

    await test.step('the version before refuses data of the next one, in words, and changes nothing', async () => {
      await endAll(home)
      const hashes = hashesOf(data)
      const { status, said } = runHeadless(packed.program, home)
      expect(status).toBe(1)
      for (const part of ['what', 'meaning', 'next']) expect(said).toContain(say(`errors.storage.newer.${part}`))
      expect(hashesOf(data)).toEqual(hashes)
    })
  } finally {
    await feed.close()
    await endAll(home)
    removeApps(...readdirSync(folder).map((name) => join(folder, name)))
  }
})

test('an AppImage becomes the next version under its own name, with its data', async ({ folder }) => {
  test.setTimeout(200_000)
  const home = join(folder, 'home')
  const data = join(home, 'data')
  await mkdir(home)
  const packed = await packagedProgram()
  const now = versionIn(packed.folder)
  const next = nextOf(now, 1)
  const made = join(folder, 'made')
  await makeNextVersion(packed.folder, made, { version: next })
  const appImage = join(folder, 'Kaihe.AppImage')
  writeAppImage(appImage, packed.folder)
  const feed = await openFeed(join(folder, 'feed'))
  writeAppImage(join(feed.folder, 'next.AppImage'), made)
  const content = readFileSync(join(feed.folder, 'next.AppImage'))
  const sha512 = createHash('sha512').update(content).digest('base64')
  const files = `files:\n  - url: next.AppImage\n    sha512: ${sha512}\n    size: ${content.length}\n`
  writeFileSync(join(feed.folder, 'latest-linux.yml'), `version: ${next}\n${files}`)
  try {
    const first = await startPackaged(home, [], appImage)
    const before = await workOnSamples(first.page)
    await tellFeed(first.page, feed.address)
    await look(first.page)
    await restartAs(first.page, next)
    await expect.poll(() => readText(join(data, 'updates', 'good-start')), { timeout: 60_000 }).toBe(next)
    await first.close()
    const second = await findPackaged(home, appImage)
    expect(await factsOf(second.page)).toEqual({ ...before, version: next })
    expect(readFileSync(appImage).equals(content)).toBe(true)
    expect(readFileSync(`${appImage}.before`, 'utf8')).toContain(packed.folder)
    await second.close()
  } finally {
    await feed.close()
    await endAll(home)
    removeApps(...readdirSync(folder).map((name) => join(folder, name)))
  }
})

/** What an AppImage does, as far as the app can tell: it says which file it is and where its content lies, and starts that. */
function writeAppImage(path: string, content: string): void {
  const lines = ['#!/bin/sh', `export APPIMAGE="$0" APPDIR='${content}'`, `exec '${content}/kaihe-companion' "$@"`]
  writeFileSync(path, `${lines.join('\n')}\n`, { mode: 0o755 })
}

const nextOf = (version: string, steps: number) => version.replace(/\d+$/, (patch) => String(Number(patch) + steps))

/** An agent, a run that has ended, and books that know of all its calls. */
async function workOnSamples(page: Page) {
  await page.getByRole('button', { name: say('welcome.continue') }).click()
  await page.getByRole('button', { name: say('welcome.first.samples.name') }).click()
  const isCounted = async () => {
    const { runs, usage } = await factsOf(page)
    const calls = runs.reduce((sum, run) => sum + run.usage.calls, 0)
    return runs.every(({ state }) => state.name === 'succeeded') && calls > 0 && usage.calls === calls
  }
  await expect.poll(isCounted, { timeout: 60_000 }).toBe(true)
  return factsOf(page)
}

/** Types where newer versions are. */
async function tellFeed(page: Page, address: string): Promise<void> {
  await openSettings(page)
  await page.getByRole('button', { name: say('updates.asMade') }).click()
  await page.getByRole('textbox', { name: say('updates.feed') }).fill(address)
  await page.getByRole('button', { name: say('common.done'), exact: true }).click()
  await expect(page.getByRole('button', { name: address })).toBeVisible()
}

async function openSettings(page: Page): Promise<void> {
  await goTo(page, 'settings')
  await expect(page.getByRole('heading', { level: 1, name: say('settings.title') })).toBeVisible()
}

async function look(page: Page): Promise<void> {
  await openSettings(page)
  await page.getByRole('button', { name: say('updates.look') }).click()
}

async function restartAs(page: Page, version: string): Promise<void> {
  const restart = page.getByRole('button', { name: say('updates.install', { version }) })
  await expect(restart).toBeVisible({ timeout: 90_000 })
  await page.screenshot({ path: test.info().outputPath(`ready-${version}.png`) })
  await pressAway(restart, page)
}

/** What must be the same after an update. */
async function factsOf(page: Page) {
  const { agents, runs, today, system } = await readSnapshot(page)
  return {
    version: system.version,
    agents,
    runs: Object.values(runs).map(({ id, state, usage }) => ({ id, state, usage })),
    usage: today.usage,
  }
}

/** The shape of a database, as the number of steps it has gone. */
function shapeOf(folder: string, name = 'companion.db'): number {
  const db = new DatabaseSync(join(folder, name), { readOnly: true })
  try {
    return Number(db.prepare('PRAGMA user_version').get()?.user_version)
  } finally {
    db.close()
  }
}

/** Who looks into a database may leave an empty log beside it. */
function hashesOf(data: string): Record<string, string> {
  const files = names.flatMap((name) => [name, `${name}-wal`]).filter((name) => existsSync(join(data, name)))
  const contents = files.map((name) => [name, readFileSync(join(data, name))] as const)
  return Object.fromEntries(
    contents.flatMap(([name, content]) =>
      content.length === 0 ? [] : [[name, createHash('sha256').update(content).digest('hex')]],
    ),
  )
}

async function readText(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '')
}

/** Ends the app, whoever started it. */
async function endAll(home: string): Promise<void> {
  for (const pid of await mainProcesses(home)) process.kill(pid, 'SIGTERM')
  await allGone(await processesUnder(home))
}

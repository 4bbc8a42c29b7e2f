import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base } from '@playwright/test'
import { startVendorServer, type VendorServer } from '../helpers/vendor-server/server.ts'
import { type Companion, type LaunchOptions, launchCompanion } from './launch.ts'
import { allGone, processesUnder } from './processes.ts'

type Fixtures = {
  /** A folder of this test alone, removed after it. The app's home and its data lie in it. */
  folder: string
  /** Starts the app on this test's home; a second start goes on with what the first left behind. */
  start: (options?: Omit<LaunchOptions, 'home'>) => Promise<Companion>
  /** A model service on this computer. */
  vendor: VendorServer
}

/** Each test has its own folder, apps and service, and leaves no process behind. */
export const test = base.extend<Fixtures>({
  folder: async ({ playwright: _ }, use) => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'kaihe-e2e-')))
    await use(folder)
    await rm(folder, { recursive: true, force: true })
  },
  start: async ({ folder }, use, testInfo) => {
    const started: Companion[] = []
    const home = join(folder, 'home')
    await mkdir(home)
    await use(async (options = {}) => {
      const companion = await launchCompanion({ ...options, home })
      started.push(companion)
      return companion
    })
    if (testInfo.errors.length > 0) await keepPictures(started, (name) => testInfo.outputPath(name))
    for (const companion of started.toReversed()) await companion.close()
    await allGone(await processesUnder(home))
  },
  vendor: async ({ playwright: _ }, use) => {
    const vendor = await startVendorServer()
    await use(vendor)
    await vendor.close()
  },
})

/** What a person would have seen when the test failed; an app that is gone shows nothing. */
async function keepPictures(started: readonly Companion[], pathOf: (name: string) => string): Promise<void> {
  for (const [number, { app }] of started.entries()) {
    for (const [window, page] of app.windows().entries()) {
      await page.screenshot({ path: pathOf(`app-${number + 1}-window-${window + 1}.png`) }).catch(() => undefined)
    }
  }
}

export { expect } from '@playwright/test'

import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { extractFile, listPackage } from '@electron/asar'
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { sendRaw } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { packagedProgram, startPackaged } from './packaged.ts'
import { allGone, processesUnder } from './processes.ts'
import { say } from './words.ts'

/** How @electron/fuses writes a fuse that is off or on. */
const [off, on] = ['0'.charCodeAt(0), '1'.charCodeAt(0)]

test('the fuses of the packed app are as declared', async () => {
  const { program } = await packagedProgram()
  expect(await getCurrentFuseWire(program)).toMatchObject({
    [FuseV1Options.RunAsNode]: off,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: off,
    [FuseV1Options.EnableNodeCliInspectArguments]: off,
    [FuseV1Options.EnableCookieEncryption]: on,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: on,
    [FuseV1Options.OnlyLoadAppFromAsar]: on,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: off,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: off,
  })
})

test('the packed app holds what it needs and nothing of how it was made', async () => {
  const { folder } = await packagedProgram()
  const archive = join(folder, 'resources', 'app.asar')
  const files = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'))
  for (const needed of [
    '/package.json',
    '/dist/main/main.js',
    '/dist/main/gateway.js',
    '/dist/main/runner.js',
    '/dist/preload/preload.cjs',
    '/dist/page/index.html',
    '/assets/templates/summarize-samples.json',
  ]) {
    expect(files).toContain(needed)
  }
  expect(
    files.filter((path) =>
      /\.(map|ts|tsx)$|^\/(assets\/(pictures|guide)|tests|electron|renderer|shared|node_modules)\//.test(path),
    ),
  ).toEqual([])
  const { scripts, devDependencies } = JSON.parse(extractFile(archive, 'package.json').toString())
  expect({ scripts, devDependencies }).toEqual({})
  expect(await readdir(join(folder, 'resources'))).toEqual(expect.not.arrayContaining(['app', 'default_app.asar']))
  expect((await readdir(join(folder, 'locales'))).toSorted()).toEqual(['en-US.pak', 'zh-CN.pak'])
})

test('the packed app starts, works on the samples, and keeps to the twenty points of Electron’s list', async ({
  folder,
}) => {
  const home = join(folder, 'home')
  await mkdir(home)
  const { page, renderers, close } = await startPackaged(home)
  try {
    await page.getByRole('button', { name: say('welcome.continue') }).click()
    await page.getByRole('button', { name: say('welcome.first.samples.name') }).click()
    await expect(page.getByText(say('common.lamp.done')).first()).toBeVisible({ timeout: 60_000 })

    const found = await page.evaluate(async () => {
      const refused = (work: () => Promise<unknown>) =>
        work().then(
          () => 'done',
          () => 'refused',
        )
      const webview = document.createElement('webview')
      return {
        address: location.href,
        node: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
          (name) => name in globalThis,
        ),
        bridge: Object.keys(window.kaihe).toSorted(),
        permissions: (await navigator.permissions.query({ name: 'geolocation' })).state,
        notifications: await Notification.requestPermission(),
        foreign: await refused(() => fetch('https://example.com/')),
        file: await refused(() => fetch('file:///etc/hostname')),
        opened: [window.open('https://example.com/'), window.open('about:blank')],
        webview: webview.constructor === HTMLUnknownElement || webview.constructor === HTMLElement,
        frame: (() => {
          const frame = document.createElement('iframe')
          document.body.append(frame)
          return frame.contentWindow !== null && 'kaihe' in frame.contentWindow
        })(),
      }
    })
    const policy = await page.evaluate(async () => {
      const broken = new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        })
      })
      const script = document.createElement('script')
      script.textContent = 'window.hacked = true'
      document.body.append(script)
      return { broken: await broken, hacked: 'hacked' in window }
    })
    const main = extractFile(
      join((await packagedProgram()).folder, 'resources', 'app.asar'),
      'dist/main/main.js',
    ).toString()
    const code = main + (await chunksOf())
    const address = await sendRaw(page, 'links.open', { url: 'file:///etc/passwd' })
    const fuses = await getCurrentFuseWire((await packagedProgram()).program)
    const points: Record<string, boolean> = {
      '1 only secure content': !/loadURL\(\s*['"`]http:/.test(code),
      '2 no Node in the page': found.node.length === 0,
      '3 context isolation': found.bridge.join() === 'onEvent,request' && !/contextIsolation:\s*(false|!1)/.test(code),
      '4 process sandboxing': await areSandboxed(await renderers()),
      '5 permission requests answered': found.permissions === 'denied' && found.notifications === 'denied',
      '6 web security on': found.foreign === 'refused' && !/webSecurity:\s*(false|!1)/.test(code),
      '7 content security policy': policy.broken.startsWith('script-src') && !policy.hacked,
      '8 no insecure content': !/allowRunningInsecureContent:\s*(true|!0)/.test(code),
      '9 no experimental features': !/experimentalFeatures:\s*(true|!0)/.test(code),
      '10 no blink features': !/enableBlinkFeatures/.test(code),
      '11 no webviews with popups': found.webview,
      '12 webviews are checked': /will-attach-webview/.test(code),
      '13 navigation limited': /will-navigate/.test(code),
      '14 new windows limited': found.opened.every((window) => window === null),
      '15 addresses opened outside are checked': !address.ok,
      '16 a current Electron': await isCurrentElectron(),
      '17 senders are checked': !found.frame,
      '18 no file addresses': found.address.startsWith('kaihe://app/') && found.file === 'refused',
      '19 fuses': fuses[FuseV1Options.RunAsNode]?.toString() === String(off),
      '20 nothing of Electron for the page': found.bridge.length === 2,
    }
    expect(Object.entries(points).filter(([, holds]) => !holds)).toEqual([])
    expect(Object.keys(points)).toHaveLength(20)
  } finally {
    await close()
    await allGone(await processesUnder(home))
  }
  expect(existsSync(join(home, 'data', 'companion.db'))).toBe(true)
})

test('the packed app takes no inspector', async ({ folder }) => {
  const home = join(folder, 'home')
  await mkdir(home)
  const { page, said, close } = await startPackaged(home, ['--inspect=0'])
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  expect(said()).not.toContain('Debugger listening')
  await close()
})

async function chunksOf(): Promise<string> {
  const archive = join((await packagedProgram()).folder, 'resources', 'app.asar')
  const chunks = listPackage(archive, { isPack: false }).filter((path) => /dist.main.chunks.*\.js$/.test(path))
  return chunks.map((path) => extractFile(archive, path.replace(/^[\\/]/, '')).toString()).join('\n')
}

/** Chromium's sandbox holds all of these processes. */
async function areSandboxed(pids: readonly number[]): Promise<boolean> {
  const states = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/status`, 'utf8')))
  return states.length > 0 && states.every((state) => /^Seccomp:\t2$/m.test(state))
}

/** The version that is declared for those who get the app: one of the last three majors when this was written. */
async function isCurrentElectron(): Promise<boolean> {
  const { devDependencies } = JSON.parse(await readFile(join(import.meta.dirname, '..', '..', 'package.json'), 'utf8'))
  return Number.parseInt(String(devDependencies.electron), 10) >= 43
}

import type { Page } from '@playwright/test'
import { z } from 'zod'
import { commands } from '../../shared/contract/commands.ts'
import { readSnapshot, sendRaw } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { watchShell } from './stand-ins.ts'

const policy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  'connect-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'object-src': "'none'",
}

test('every file of the page comes with a strict policy, and nothing outside its folder exists', async ({ start }) => {
  const { app } = await start()
  const get = (address: string) =>
    app.evaluate(async ({ net }, url) => {
      const { status, headers } = await net.fetch(url)
      return { status, csp: headers.get('content-security-policy'), nosniff: headers.get('x-content-type-options') }
    }, address)
  const index = await get('kaihe://app/index.html')
  expect(index.status).toBe(200)
  expect(index.nosniff).toBe('nosniff')
  const directives = (index.csp ?? '').split('; ').map((each) => each.split(/ (.*)/s).slice(0, 2))
  expect(Object.fromEntries(directives)).toEqual(policy)
  for (const address of [
    'kaihe://app/../package.json',
    'kaihe://app/%2e%2e/package.json',
    'kaihe://app/..%2f..%2fpackage.json',
    'kaihe://app/..%5cpackage.json',
    'kaihe://app/index.html%00',
    'kaihe://app/assets',
    'kaihe://other/index.html',
    'kaihe://app.evil/index.html',
  ]) {
    expect(await get(address), address).toMatchObject({ status: 404 })
  }
})

test('the page cannot run foreign code or reach the network', async ({ start }) => {
  const { page } = await start()
  const blocked = await page.evaluate(async () => {
    const broken: string[] = []
    document.addEventListener('securitypolicyviolation', (event) => broken.push(event.effectiveDirective))
    const put = (name: string, attributes: Record<string, string>, text = '') => {
      const element = document.createElement(name)
      for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
      element.textContent = text
      document.body.append(element)
    }
    put('script', {}, 'window.hacked = true')
    put('script', { src: 'https://example.com/evil.js' })
    put('img', { src: 'https://example.com/pixel.png' })
    put('iframe', { src: 'https://example.com/' })
    put('object', { data: 'https://example.com/' })
    put('style', {}, 'body { display: none }')
    await fetch('https://example.com/').catch(() => undefined)
    // What Playwright evaluates may use eval; what the page does later may not.
    const evaluated = await new Promise((resolve) => {
      setTimeout(() => {
        try {
          const run: unknown = Reflect.get(globalThis, 'eval')
          resolve(typeof run === 'function' && run('true'))
        } catch {
          resolve(false)
        }
      })
    })
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    return { broken, evaluated, hacked: 'hacked' in window, display: getComputedStyle(document.body).display }
  })
  expect(new Set(blocked.broken)).toEqual(
    new Set(['script-src-elem', 'img-src', 'frame-src', 'object-src', 'style-src-elem', 'connect-src', 'script-src']),
  )
  expect(blocked).toMatchObject({ evaluated: false, hacked: false })
  expect(blocked.display).not.toBe('none')
})

test('new windows, navigation, downloads and permissions are denied', async ({ start }) => {
  const { app, page } = await start()
  const opened = await watchShell(app)
  const downloads = await app.evaluateHandle(({ session }) => {
    const seen: boolean[] = []
    session.defaultSession.on('will-download', (event) => seen.push(event.defaultPrevented))
    return seen
  })
  const address = page.url()
  const title = await page.title()
  const answers = await page.evaluate(async () => {
    const name = (thrown: unknown) => (thrown instanceof Error ? thrown.name : String(thrown))
    const names = ['camera', 'microphone', 'geolocation', 'notifications', 'midi', 'persistent-storage'] as const
    const asked = await Promise.all([
      ...names.map(async (name) => (await navigator.permissions.query({ name })).state),
      Notification.requestPermission(),
      navigator.clipboard.readText().then(() => 'granted', name),
      navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'granted', name),
      navigator.mediaDevices.getDisplayMedia().then(() => 'granted', name),
    ])
    const opened = ['https://example.com/', 'about:blank', 'kaihe://app/index.html'].map((url) => window.open(url))
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob(['text']))
    link.download = 'file.txt'
    link.click()
    link.removeAttribute('download')
    for (const url of [
      'https://example.com/',
      'file:///etc/passwd',
      'kaihe://other/',
      'javascript:void(document.title="x")',
    ]) {
      link.href = url
      link.click()
    }
    location.href = 'https://example.com/'
    return { asked, opened }
  })
  expect(answers.asked.slice(0, 7)).toEqual(Array(7).fill('denied'))
  for (const answer of answers.asked.slice(7)) expect(answer).toMatch(/Error$/)
  expect(answers.opened).toEqual([null, null, null])
  await expect.poll(() => downloads.jsonValue()).toEqual([true])
  // Asked of the app, since Playwright goes on waiting for the navigation that never comes.
  const shown = await app.evaluate(({ BrowserWindow }) =>
    Promise.all(
      BrowserWindow.getAllWindows().map(async ({ webContents }) => ({
        address: webContents.getURL(),
        title: webContents.getTitle(),
        heading: String(await webContents.executeJavaScript('document.querySelector("h1")?.textContent')),
      })),
    ),
  )
  expect(shown).toEqual([{ address, title, heading: expect.stringMatching(/./) }])
  expect(await opened()).toEqual({ paths: [], shown: [], urls: [] })
})

test('the bridge is two functions, and the page has nothing of Node', async ({ start }) => {
  const { page } = await start()
  const found = await page.evaluate(() => ({
    bridge: Object.entries(window.kaihe).map(([name, value]) => `${name}: ${typeof value}`),
    frozen: Object.isFrozen(window.kaihe),
    node: ['require', 'process', 'module', 'Buffer', 'global', 'electron', 'ipcRenderer'].filter(
      (name) => name in globalThis,
    ),
    own: Object.keys(window).filter((name) => /electron|ipc|node|kaihe/i.test(name)),
  }))
  expect(found).toEqual({ bridge: ['request: function', 'onEvent: function'], frozen: true, node: [], own: ['kaihe'] })
})

test('a page that is not ours is refused, wherever it got the bridge from', async ({ start }) => {
  const { app } = await start()
  const answers = await app.evaluate(async ({ app, BrowserWindow }) => {
    const preload = `${app.getAppPath()}/dist/preload/preload.cjs`
    const found: Record<string, unknown> = {}
    for (const address of ['about:blank', 'data:text/html,<p>foreign</p>', 'kaihe://app/index.html']) {
      const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
      await window.loadURL(address)
      found[address] = await window.webContents.executeJavaScript(
        "Promise.all(['app.snapshot', 'app.quit', 'settings.save'].map((name) => window.kaihe.request(name, { confirmed: true })))",
      )
      window.destroy()
    }
    return found
  })
  const refused = { ok: false, error: { code: 'request.refused', params: {}, detail: 'not our page' } }
  for (const [address, found] of Object.entries(answers)) expect(found, address).toEqual([refused, refused, refused])
  expect(Object.keys(answers)).toHaveLength(3)
})

test('a frame inside our own page gets no bridge', async ({ start }) => {
  const { page } = await start()
  const found = await page.evaluate(async () => {
    const frame = document.createElement('iframe')
    frame.src = 'about:blank'
    document.body.append(frame)
    await new Promise((resolve) => requestAnimationFrame(resolve))
    return frame.contentWindow !== null && 'kaihe' in frame.contentWindow
  })
  expect(found).toBe(false)
})

test('every command refuses garbage and nothing changes', async ({ start }) => {
  const { page } = await start()
  const before = await readSnapshot(page)
  const wholes: unknown[] = [null, undefined, 0, -1.5, '', 'x', true, [], [{}], new Date(0), /x/]
  const values: unknown[] = [{ nested: 'wrong' }, [[1]], -1.5, new Date(0), { constructor: 1 }]
  let refused = 0
  for (const [name, { request }] of Object.entries(commands)) {
    const asked = [...wholes, ...fieldsOf(request).flatMap((field) => values.map((value) => ({ [field]: value })))]
    for (const args of asked) {
      const result = await sendRaw(page, name, args)
      if (result.ok) throw new Error(`${name} took ${JSON.stringify(args)}`)
      expect(result.error.code).toBe('request.invalid')
      refused += 1
    }
  }
  expect(refused).toBeGreaterThan(Object.keys(commands).length * wholes.length)
  expect(await page.evaluate(askStrangely)).toEqual(Array(9).fill(false))
  for (const name of ['', 'app.snapshot2', '__proto__', 'constructor', 'toString', 'a'.repeat(10_000)]) {
    expect((await sendRaw(page, name, {})).ok, name).toBe(false)
  }
  expect(await readSnapshot(page)).toEqual(before)
})

test('what is well formed and still not allowed is refused too', async ({ start }) => {
  const { page } = await start()
  const before = await readSnapshot(page)
  const [agent] = Object.values(before.agents)
  if (agent === undefined) throw new Error('there is no ready agent')
  const { id, grants: _grants, createdAt: _created, updatedAt: _updated, templateId: _template, ...draft } = agent
  const steps = draft.steps.map((step) => ('folder' in step ? { ...step, folder: '/etc' } : step))
  // A folder nobody picked in the system's dialog is not opened by naming it.
  expect(await codeOf(page, 'agents.save', { agentId: id, draft: { ...draft, steps } })).toBe('folder.notGranted')
  for (const [name, args, code] of [
    ['agents.run', { agentId: 'nobody' }, 'agent.missing'],
    ['agents.create', { templateId: '../../etc', withSamples: false }, 'request.invalid'],
    ['runs.stop', { runId: 'none' }, 'run.missing'],
    ['deliverables.open', { deliverableId: '../../etc/passwd', how: 'open' }, 'file.missing'],
    ['providers.remove', { providerId: 'practice' }, 'provider.missing'],
  ] as const) {
    expect(await codeOf(page, name, args), name).toBe(code)
  }
  expect(await readSnapshot(page)).toEqual(before)
})

test('only https addresses leave the app, whole and without a password', async ({ start }) => {
  const { app, page } = await start()
  const opened = await watchShell(app)
  for (const url of [
    'http://example.com/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'mailto:someone@example.com',
    'smb://server/share',
    'https://user:password@example.com/',
    'https://',
    ' ',
    'kaihe://app/index.html',
  ]) {
    expect(await codeOf(page, 'links.open', { url }), url).toBe('request.invalid')
  }
  expect(await sendRaw(page, 'links.open', { url: 'https://example.com/a b?c=ü' })).toEqual({ ok: true, value: {} })
  expect((await opened()).urls).toEqual(['https://example.com/a%20b?c=%C3%BC'])
})

/** Values that cannot be sent to the page from outside; true for each that was taken. */
async function askStrangely(): Promise<boolean[]> {
  const circle: Record<string, unknown> = {}
  circle.circle = circle
  const deep = Array.from({ length: 100 }).reduce<unknown>((inner) => ({ inner }), {})
  const long = 'x'.repeat(3_000_000)
  const wide = Array.from({ length: 60_000 }, () => 0)
  const strange = [new Map(), new Set(['x']), circle, new Uint8Array(8), () => 'x', Symbol('x'), deep, long, wide]
  return Promise.all(
    strange.map(async (url) => {
      try {
        const result: unknown = await window.kaihe.request('links.open', { url })
        return Reflect.get(Object(result), 'ok') === true
      } catch {
        return false
      }
    }),
  )
}

async function codeOf(page: Page, name: string, args: unknown): Promise<string | null> {
  const result = await sendRaw(page, name, args)
  return result.ok ? null : result.error.code
}

function fieldsOf(request: z.ZodType): string[] {
  return request instanceof z.ZodObject ? Object.keys(request.shape) : []
}

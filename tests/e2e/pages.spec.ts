import { createSocket } from 'node:dgram'
import { createServer as createSite } from 'node:http'
import { createServer as createSafeSite } from 'node:https'
import { createServer as createDoor } from 'node:net'
import { readdir } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { type Agent, agentDraftSchema } from '../../shared/model/agent.ts'
import type { AgentId } from '../../shared/model/brand.ts'
import { hasEnded, type Run } from '../../shared/model/run.ts'
import type { ReadPageStep } from '../../shared/steps/read-page.ts'
import { listenHere } from '../../electron/listen-here.ts'
import { ownCertificate } from '../helpers/own-certificate.ts'
import { readSnapshot, send } from './commands.ts'
import { expect, test } from './fixtures.ts'
import type { Companion } from './launch.ts'
import type { VendorServer } from '../helpers/vendor-server/server.ts'
import { hostilePage, serviceWorker } from './hostile-page.ts'
import { allGone, theProgram } from './processes.ts'
import { chooseFolders, makeFolders } from './ready-agent.ts'
import { addService } from './service-form.ts'
import { goTo, say } from './words.ts'

test('a page that fills itself is read by a run, and reaches nothing that was not granted', async ({
  start,
  vendor,
  folder,
}) => {
  test.setTimeout(150_000)
  const knocks: string[] = []
  const inner = createDoor((socket) => {
    knocks.push('tcp')
    socket.on('error', () => undefined)
    socket.once('data', (data) => knocks.push(String(data).split('\r\n')[0] ?? ''))
  })
  const innerPort = await listenHere(inner)
  const udp = createSocket('udp4')
  udp.on('message', () => knocks.push('udp'))
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve))
  const asked: string[] = []
  const site = createSite((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/data') response.end('The board says 42 dollars for a bicycle.')
    else if (request.url === '/service-worker.js')
      response.setHeader('content-type', 'text/javascript').end(serviceWorker)
    else if (request.url === '/download') response.setHeader('content-disposition', 'attachment').end('stolen')
    else response.setHeader('content-type', 'text/html').end(hostilePage({ inner: innerPort, udp: udp.address().port }))
  })
  const address = `http://127.0.0.1:${await listenHere(site)}/`

  const companion = await start()
  const { page, app } = companion
  const agent = await agentThatReads(companion, { address, render: 'asInBrowser' }, { folder, vendor })
  const windows = await app.evaluateHandle(({ app }) => {
    const seen: { shown: boolean }[] = []
    app.on('browser-window-created', (_event, window) => {
      seen.push({ shown: window.isVisible() })
      window.on('show', () => seen.push({ shown: true }))
    })
    return seen
  })
  expect(await runOf(page, agent.id)).toMatchObject({ state: { name: 'succeeded' } })

  const sent = JSON.stringify(vendor.records().map(({ body }) => body))
  expect(sent).toContain('42 dollars for a bicycle')
  expect(sent).toContain('fetch is shut')
  expect(sent).not.toContain('is OPEN')
  expect(knocks).toEqual([])
  expect(asked).toContain('/data')
  expect(asked).not.toContain('/popup')
  expect(await windows.jsonValue()).toEqual([{ shown: false }])
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
  expect((await readdir(companion.home, { recursive: true })).filter((name) => name.includes('stolen'))).toEqual([])
  inner.close()
  udp.close()
  site.close()
})

test('a site knows the agent the owner signed in for, and no other', async ({ start, vendor, folder }) => {
  test.setTimeout(150_000)
  const strayed: string[] = []
  const elsewhere = createSite((request, response) => {
    strayed.push(request.url ?? '')
    response.end('elsewhere')
  })
  const other = `http://127.0.0.1:${await listenHere(elsewhere)}/`
  const site = createSite((request, response) => {
    response.setHeader('content-type', 'text/html')
    if (request.url === '/enter') {
      response.writeHead(303, { 'set-cookie': 'visitor=anna; Path=/; Max-Age=86400', location: '/' }).end()
    } else if (request.headers.cookie?.includes('visitor=anna') === true) {
      response.end(`<html><body><h1>Your orders</h1><p>${'Anna ordered twelve lamps. '.repeat(20)}</p>
        </body></html>`)
    } else {
      response.end(`<html><head><title>Kaihe: type your bank password</title></head><body><form action="/enter" method="post">
        <label>Password <input type="password" name="word"></label><button>Enter</button></form>
        </body></html>`)
    }
  })
  const address = `http://127.0.0.1:${await listenHere(site)}/`
  const companion = await start()
  const { page, app } = companion
  const agent = await agentThatReads(companion, { address, render: 'signedIn' }, { folder, vendor })
  const notYet = { state: { name: 'failed', error: { code: 'web.signInNeeded' } } }
  expect(await runOf(page, agent.id)).toMatchObject(notYet)

  const ownTitle = say('desktop.signIn.title', { agent: agent.name, site: new URL(address).host })
  const enter = async (): Promise<Page> => {
    const opening = app.waitForEvent('window')
    await send(page, 'sites.signIn', { agentId: agent.id, address })
    const visit = await opening
    await visit.getByLabel('Password').fill('open sesame')
    await visit.getByRole('button', { name: 'Enter' }).click()
    await expect(visit.getByRole('heading', { name: 'Your orders' })).toBeVisible()
    return visit
  }
  const leave = async (visit: Page) => {
    await (await app.browserWindow(visit)).evaluate((window) => window.close())
    await expect.poll(() => app.windows().length).toBe(1)
    await expect.poll(async () => (await runOf(page, agent.id)).state.name).toBe('succeeded')
  }
  const visit = await enter()
  const title = async () => (await app.browserWindow(visit)).evaluate((window) => window.getTitle())
  expect(await title()).toBe(ownTitle)
  expect(await visit.evaluate(() => typeof Reflect.get(window, 'kaihe'))).toBe('undefined')
  expect(await runOf(page, agent.id)).toMatchObject({ state: { error: { code: 'page.signingIn' } } })
  // In one turn: Playwright would wait for a page that is never let in.
  await visit.evaluate(async (to) => {
    location.assign(to)
    for (let times = 0; times < 5; times += 1) await fetch('/')
  }, other)
  expect(strayed).toEqual([])
  await leave(visit)
  expect(JSON.stringify(vendor.records().map(({ body }) => body))).toContain('twelve lamps')
  const { agent: second } = await send(page, 'agents.create', {
    templateId: agent.templateId ?? '',
    withSamples: false,
  })
  await send(page, 'agents.save', { agentId: second.id, draft: agentDraftSchema.parse({ ...agent, name: 'Second' }) })
  expect(await runOf(page, second.id)).toMatchObject(notYet)
  await send(page, 'sites.signOut', { agentId: agent.id })
  expect(await runOf(page, agent.id)).toMatchObject(notYet)
  await leave(await enter())
  await send(page, 'agents.remove', { agentId: agent.id })
  await send(page, 'agents.restore', { agentId: agent.id })
  expect(await runOf(page, agent.id)).toMatchObject(notYet)
  site.close()
  elsewhere.close()
})

test('a page is shown over a tunnel that only its own certificate can end', async ({ start, vendor, folder }) => {
  test.setTimeout(120_000)
  const asked: string[] = []
  const site = createSafeSite(ownCertificate, (request, response) => {
    asked.push(request.url ?? '')
    response.setHeader('content-type', 'text/html')
    if (request.url === '/data') response.end('Safely said: 42 lamps. '.repeat(30))
    else {
      response.end(`<html><body><script>fetch('/data').then((answer) => answer.text())
        .then((text) => { document.body.textContent = text })</script></body></html>`)
    }
  })
  const address = `https://127.0.0.1:${await listenHere(site)}/`
  const first = await start()
  const agent = await agentThatReads(first, { address, render: 'signedIn' }, { folder, vendor })
  expect(await runOf(first.page, agent.id)).toMatchObject({ state: { error: { code: 'web.insecure' } } })
  expect(asked).toEqual([])
  await first.close()
  const second = await start({ args: ['--ignore-certificate-errors'] })
  expect(await runOf(second.page, agent.id)).toMatchObject({ state: { name: 'succeeded' } })
  expect(JSON.stringify(vendor.records().map(({ body }) => body))).toContain('Safely said: 42 lamps')
  site.closeAllConnections()
  site.close()
})

test('a page that never ends goes with the run that is stopped, and with the process that is killed', async ({
  start,
  vendor,
  folder,
}) => {
  test.setTimeout(120_000)
  const waiting = new Set<string>()
  const site = createSite((request, response) => {
    response.setHeader('content-type', 'text/html').flushHeaders()
    if (request.url === '/endless') waiting.add(request.headers['user-agent'] ?? '')
    else response.end('<html><body><script src="/endless"></script></body></html>')
  })
  const address = `http://127.0.0.1:${await listenHere(site)}/`
  const companion = await start()
  const { page, app } = companion
  const agent = await agentThatReads(companion, { address, render: 'asInBrowser' }, { folder, vendor })
  const windows = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  const { runId } = await send(page, 'agents.run', { agentId: agent.id })
  await expect.poll(() => waiting.size).toBe(1)
  expect([...waiting].join()).not.toMatch(/electron|kaihe/i)
  expect(await windows()).toBe(2)
  await send(page, 'runs.stop', { runId })
  await expect.poll(windows).toBe(1)

  waiting.clear()
  await send(page, 'agents.run', { agentId: agent.id })
  await expect.poll(() => waiting.size).toBe(1)
  const runner = await theProgram(app, 'kaihe-runner')
  waiting.clear()
  process.kill(runner, 'SIGKILL')
  await allGone([runner])
  // The run goes on in another process, and shows the page anew.
  await expect.poll(() => waiting.size, { timeout: 20_000 }).toBe(1)
  expect(await windows()).toBe(2)
  site.closeAllConnections()
  site.close()
})

/** The ready agent, with a page to read in place of a folder. */
async function agentThatReads(
  companion: Companion,
  { address, render }: Pick<ReadPageStep, 'address' | 'render'>,
  { folder, vendor }: { folder: string; vendor: VendorServer },
): Promise<Agent> {
  const { page } = companion
  const folders = await makeFolders(folder)
  await addService(page, vendor.baseUrl, 'vendor-small')
  await goTo(page, 'today')
  await chooseFolders(companion, folders)
  const [ready] = Object.values((await readSnapshot(page)).agents)
  if (ready === undefined) throw new Error('there is no ready agent')
  const steps = ready.steps.map((step) => {
    if (step.kind === 'readFolder') return { id: step.id, kind: 'readPage', address, what: 'article', part: '', render }
    return step.kind === 'writeDocument' ? { ...step, folder: folders.write } : step
  })
  const { agent } = await send(page, 'agents.save', {
    agentId: ready.id,
    draft: agentDraftSchema.parse({ ...ready, steps }),
  })
  return agent
}

/** Runs an agent to the end of its run. */
async function runOf(page: Page, agentId: AgentId): Promise<Run> {
  const { runId } = await send(page, 'agents.run', { agentId })
  const find = async () => Object.values((await readSnapshot(page)).runs).find(({ id }) => id === runId)
  await expect
    .poll(
      async () => {
        const run = await find()
        return run !== undefined && hasEnded(run.state)
      },
      { timeout: 60_000 },
    )
    .toBe(true)
  const run = await find()
  if (run === undefined) throw new Error('the run is gone')
  return run
}

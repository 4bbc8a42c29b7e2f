import { createSocket } from 'node:dgram'
import { createServer as createSite } from 'node:http'
import { createServer as createDoor } from 'node:net'
import { readdir } from 'node:fs/promises'
import { agentDraftSchema } from '../../shared/model/agent.ts'
import { hasEnded } from '../../shared/model/run.ts'
import { listenHere } from '../helpers/listen-here.ts'
import { readSnapshot, send } from './commands.ts'
import { expect, test } from './fixtures.ts'
import { hostilePage, serviceWorker } from './hostile-page.ts'
import { chooseFolders, makeFolders } from './ready-agent.ts'
import { addService } from './service-form.ts'
import { goTo } from './words.ts'

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

  const folders = await makeFolders(folder)
  const companion = await start()
  const { page, app } = companion
  await addService(page, vendor.baseUrl, 'vendor-small')
  await goTo(page, 'today')
  await chooseFolders(companion, folders)
  const [agent] = Object.values((await readSnapshot(page)).agents)
  if (agent === undefined) throw new Error('there is no ready agent')
  const [read, ...rest] = agent.steps
  if (read === undefined) throw new Error('it does nothing')
  const others = rest.map((step) => (step.kind === 'writeDocument' ? { ...step, folder: folders.write } : step))
  const visit = {
    id: read.id,
    kind: 'readPage' as const,
    address,
    what: 'article' as const,
    part: '',
    render: 'asInBrowser' as const,
  }
  await send(page, 'agents.save', {
    agentId: agent.id,
    draft: agentDraftSchema.parse({ ...agent, steps: [visit, ...others] }),
  })
  const windows = await app.evaluateHandle(({ app }) => {
    const seen: { shown: boolean }[] = []
    app.on('browser-window-created', (_event, window) => {
      seen.push({ shown: window.isVisible() })
      window.on('show', () => seen.push({ shown: true }))
    })
    return seen
  })
  const { runId } = await send(page, 'agents.run', { agentId: agent.id })
  const stateOf = async () => Object.values((await readSnapshot(page)).runs).find(({ id }) => id === runId)?.state
  await expect
    .poll(
      async () => {
        const state = await stateOf()
        return state !== undefined && hasEnded(state)
      },
      { timeout: 90_000 },
    )
    .toBe(true)
  expect(await stateOf()).toMatchObject({ name: 'succeeded' })

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

import { describe, expect, it } from 'vitest'
import { createPageService } from '../../../electron/supervisor/pages/page-service.ts'
import type { PageWindows } from '../../../electron/supervisor/pages/page-windows.ts'
import { createProcessHost } from '../../../electron/supervisor/processes/process-host.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import type { ProxyLogin } from '../../../electron/supervisor/network/network-edge.ts'
import { agentIdSchema, runIdSchema } from '../../../shared/model/brand.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { at, makeAgent } from '../../helpers/things.ts'
import { portPair } from '../../runner/fake-main.ts'

const run = (name: string) => runIdSchema.parse(name)
const agentId = agentIdSchema.parse('agent-1')
const proxy = { port: 4000, secret: 'word' }
const ask = { agentId, address: 'https://shop.example/', proxy, signedIn: false }

function makeService(options: { said?: string; answer?: unknown; logins?: ProxyLogin[] } = {}) {
  const open: { visitor: string | null; finish: () => void; fail: (error: Error) => void }[] = []
  const signIns: { close: () => void; proxy: { port: number }; name: string }[] = []
  const forgotten: string[] = []
  const orders: unknown[] = []
  const killed: string[] = []
  const events: AppEvent[] = []
  const windows: PageWindows = {
    render: ({ address, visitor }, signal) =>
      new Promise((resolve, reject) => {
        open.push({ visitor, finish: () => resolve({ url: address, status: 200, html: '' }), fail: reject })
        signal.addEventListener('abort', () => reject(signal.reason))
      }),
    signIn: ({ proxy: way, agentName }, signal) =>
      new Promise((resolve) => {
        signIns.push({ close: resolve, proxy: way, name: agentName })
        signal.addEventListener('abort', () => resolve())
      }),
    forget: async (visitor) => void forgotten.push(visitor),
  }
  const processes = createProcessHost({
    clock: createFakeClock(at('2026-11-26T08:00:00Z')),
    spawn() {
      const [ours, theirs] = portPair()
      const exits: ((code: number) => void)[] = []
      theirs.onMessage((order) => {
        orders.push(order)
        theirs.postMessage(options.answer ?? { type: 'lettingOut', proxy: { port: 5000, secret: 'another' } })
      })
      return {
        pid: 1,
        port: ours,
        onExit: (listener) => void exits.push(listener),
        kill() {
          killed.push('runner')
          for (const listener of exits) listener(-9)
        },
      }
    },
  })
  const service = createPageService({
    windows,
    agent: (id) => (id === agentId ? makeAgent({ name: 'Orders' }) : null),
    processes,
    resolveProxy: async () => options.said ?? 'DIRECT',
    loginAt: ({ host }) => options.logins?.find((login) => login.host === host) ?? null,
    publish: (event) => void events.push(event),
  })
  return { service, open, signIns, forgotten, orders, killed, events }
}

const turns = () => new Promise((resolve) => void setImmediate(resolve))
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (thrown: unknown) => (thrown instanceof CodedError ? thrown.code : String(thrown)),
  )

describe('showing pages', () => {
  it('shows two at once and the others in their turn, also after one that fails', async () => {
    const { service, open } = makeService()
    const all = ['a', 'b', 'c', 'd'].map((name) => codeOf(service.render({ ...ask, runId: run(name) })))
    await turns()
    expect(open).toHaveLength(2)
    open[0]?.fail(new CodedError('page.notShown'))
    await turns()
    expect(open).toHaveLength(3)
    for (const index of [1, 2]) open[index]?.finish()
    await turns()
    open[3]?.finish()
    expect(await Promise.all(all)).toEqual(['page.notShown', 'done', 'done', 'done'])
  })

  it('never shows two pages to one visitor at once, and lets others by meanwhile', async () => {
    const { service, open } = makeService()
    const signedIn = { ...ask, signedIn: true }
    const all = [signedIn, signedIn, ask].map((page, index) =>
      codeOf(service.render({ ...page, runId: run(`${index}`) })),
    )
    await turns()
    expect(open.map(({ visitor }) => visitor)).toEqual([agentId, null])
    open[0]?.finish()
    await turns()
    expect(open.map(({ visitor }) => visitor)).toEqual([agentId, null, agentId])
    for (const { finish } of open) finish()
    expect(await Promise.all(all)).toEqual(['done', 'done', 'done'])
  })

  it('closes what a run shows, or waits for, once its process is gone', async () => {
    const { service, open } = makeService()
    const gone = [1, 2, 3].map(() => codeOf(service.render({ ...ask, runId: run('gone') })))
    const stays = codeOf(service.render({ ...ask, runId: run('stays') }))
    await turns()
    service.leave(run('gone'))
    expect(await Promise.all(gone)).toEqual(['run.ended', 'run.ended', 'run.ended'])
    await turns()
    open.at(-1)?.finish()
    expect(await stays).toBe('done')
    service.leave(run('never heard of'))
  })
})

describe('the way to a site', () => {
  it.each([
    ['DIRECT', { viaProxy: false, upstream: null }],
    ['', { viaProxy: false, upstream: null }],
    ['PROXY 127.0.0.1:7890; DIRECT', { viaProxy: true, upstream: { host: '127.0.0.1', port: 7890 } }],
    ['PROXY proxy.firm.example:8080', { viaProxy: true, upstream: { host: 'proxy.firm.example', port: 8080 } }],
    ['SOCKS5 127.0.0.1:1080', { viaProxy: true, upstream: null }],
  ])('is read from what the system says: %s', async (said, way) => {
    expect(await makeService({ said }).service.wayTo('https://shop.example/')).toEqual(way)
  })

  it('a proxy that wants to know who asks is told, and no other one', async () => {
    const logins = [{ host: 'proxy.firm.example', port: 8080, user: 'wang', password: '密码' }]
    const ours = makeService({ said: 'PROXY proxy.firm.example:8080', logins }).service
    const other = makeService({ said: 'PROXY other.example:8080', logins }).service
    const authorization = `Basic ${Buffer.from('wang:密码').toString('base64')}`
    expect((await ours.wayTo('https://shop.example/')).upstream?.authorization).toBe(authorization)
    expect((await other.wayTo('https://shop.example/')).upstream).toEqual({ host: 'other.example', port: 8080 })
  })
})

describe('signing in', () => {
  it('opens a window with a way out of its own, which goes when the window is closed', async () => {
    const { service, signIns, orders, killed } = makeService({ said: 'PROXY 127.0.0.1:7890' })
    await service.signIn(agentId, 'https://shop.example/')
    expect(orders).toEqual([
      { type: 'letOut', order: { address: 'https://shop.example/', upstream: { host: '127.0.0.1', port: 7890 } } },
    ])
    expect(signIns).toMatchObject([{ proxy: { port: 5000 }, name: 'Orders' }])
    expect(await codeOf(service.signIn(agentId, 'https://shop.example/'))).toBe('page.signingIn')
    expect(await codeOf(service.render({ ...ask, runId: run('a'), signedIn: true }))).toBe('page.signingIn')
    expect(killed).toEqual([])
    signIns[0]?.close()
    await turns()
    expect(killed).toEqual(['runner'])
    await service.signIn(agentId, 'https://shop.example/')
    expect(signIns).toHaveLength(2)
  })

  it('opens none where there is no such agent, no such address, or no way out', async () => {
    const refused = { type: 'failed', error: { code: 'web.privateAddress', params: { site: 'localhost' }, detail: '' } }
    const { service, signIns, killed } = makeService({ answer: refused })
    expect(await codeOf(service.signIn(agentIdSchema.parse('nobody'), 'https://shop.example/'))).toBe('agent.missing')
    expect(await codeOf(service.signIn(agentId, 'file:///etc/passwd'))).toBe('web.addressInvalid')
    for (const _ of [1, 2])
      expect(await codeOf(service.signIn(agentId, 'http://localhost/'))).toBe('web.privateAddress')
    expect(signIns).toEqual([])
    expect(killed).toEqual(['runner', 'runner'])
  })

  it('closes the window and forgets the visitor when the owner signs out', async () => {
    const { service, signIns, forgotten, killed } = makeService()
    await service.signIn(agentId, 'https://shop.example/')
    await service.signOut(agentId)
    await turns()
    expect(forgotten).toEqual([agentId])
    expect(killed).toEqual(['runner'])
    expect(signIns).toHaveLength(1)
  })
})

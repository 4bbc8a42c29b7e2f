import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { onTestFinished, describe, expect, it } from 'vitest'
import { openSources } from './open-sources.ts'

type Page = (request: IncomingMessage, response: ServerResponse) => void

/** A site on this computer that can change what it says. */
async function openSite(first: Page) {
  let page = first
  const asked: { path: string; headers: IncomingMessage['headers'] }[] = []
  const server = createServer((request, response) => {
    asked.push({ path: request.url ?? '', headers: request.headers })
    page(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : 0
  return {
    asked,
    url: `http://127.0.0.1:${port}/`,
    say: (next: Page) => {
      page = next
    },
  }
}

const html =
  (body: string, headers: Record<string, string> = {}): Page =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers })
    response.end(`<html><head><title>Shop</title></head><body><nav>Menu</nav><p>${body}</p></body></html>`)
  }
const status =
  (code: number, headers: Record<string, string> = {}): Page =>
  (_, response) => {
    response.writeHead(code, headers)
    response.end()
  }
const feed =
  (...items: string[]): Page =>
  (_, response) => {
    const entries = items.map(
      (id) => `<item><guid>${id}</guid><title>${id} &amp; more</title><link>https://a.example/${id}</link></item>`,
    )
    response.writeHead(200, { 'content-type': 'application/rss+xml' })
    response.end(
      `<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>x</link><description>d</description>${entries.join('')}</channel></rss>`,
    )
  }
const nothing = async () => undefined

describe('a watched page', { timeout: 60_000 }, () => {
  it('begins with what it says, costs nothing while that stays, and starts a run when it changes', async () => {
    const site = await openSite(html('The kettle costs 20 euros.', { etag: '"one"' }))
    const world = openSources({ kind: 'page', url: site.url })
    await world.state(({ health }) => health === 'watched')
    expect(world.runs()).toEqual([])
    site.say(status(304))
    await world.dueAgain(nothing)
    await world.state(({ health }) => health === 'watched')
    expect(site.asked[1]?.headers['if-none-match']).toBe('"one"')
    expect(world.runs()).toEqual([])
    site.say(html('The kettle costs 15 euros.'))
    await world.dueAgain(nothing)
    await world.started(1)
    expect(world.factsOf()).toMatchObject([
      { kind: 'page', added: expect.stringContaining('15 euros'), removed: expect.stringContaining('20 euros') },
    ])
  })

  it('can watch one figure alone', async () => {
    const site = await openSite(html('Price: 1,299.00 today. 5 people look at it.'))
    const world = openSources({ kind: 'page', url: site.url, watch: 'number', find: 'price:' })
    await world.state(({ health }) => health === 'watched')
    site.say(html('Price: 1,299.00 today. 9 people look at it.'))
    await world.dueAgain(nothing)
    await world.state(({ health }) => health === 'watched')
    expect(world.runs()).toEqual([])
    site.say(html('Price: 999 today. 9 people look at it.'))
    await world.dueAgain(nothing)
    await world.started(1)
    expect(world.factsOf()).toMatchObject([{ added: '999', removed: '1,299.00' }])
  })

  it.each([
    ['web.signInNeeded', status(401)],
    ['web.signInNeeded', html('<form><input type="password"></form>')],
    ['web.refused', status(403)],
    ['web.gone', status(404)],
    ['web.serverError', status(500)],
    ['web.rateLimited', status(429, { 'retry-after': '7200' })],
    ['web.tooManyRedirects', status(302, { location: '/' })],
    ['web.privateAddress', status(302, { location: 'http://127.0.0.2/' })],
    ['web.addressInvalid', status(302, { location: 'file:///etc/passwd' })],
    ['web.tooLarge', (_, response) => response.end(Buffer.alloc(6 * 1024 * 1024, 'a'))],
    ['web.notAPage', (_, response) => response.end(Buffer.from([0, 1, 2, 3, 0, 0, 0, 255]))],
  ] satisfies [string, Page][])('says what is wrong: %s', async (code, page) => {
    const site = await openSite(page)
    const world = openSources({ kind: 'page', url: site.url, everyMinutes: 60 })
    const state = await world.state(({ health }) => health === 'failed')
    if (code === 'web.privateAddress') expect(['web.privateAddress', 'web.notGranted']).toContain(state.error?.code)
    else expect(state.error?.code).toBe(code)
    const wait = (state.nextLook ?? 0) - Date.now()
    expect(wait).toBeGreaterThan(code === 'web.rateLimited' ? 7_000_000 : 3_000_000)
    expect(site.asked.length).toBeLessThan(3)
  })
})

describe('a watched feed', { timeout: 60_000 }, () => {
  it('begins with what is in it, and tells of entries that were not', async () => {
    const site = await openSite(feed('one', 'two'))
    const world = openSources({ kind: 'feed', url: site.url })
    await world.state(({ health }) => health === 'watched')
    site.say(feed('three', 'one', 'two'))
    await world.dueAgain(nothing)
    await world.started(1)
    expect(world.factsOf()).toMatchObject([
      {
        kind: 'feed',
        title: 'News',
        more: 0,
        items: [{ id: 'three', title: 'three & more', link: 'https://a.example/three' }],
      },
    ])
  })

  it('is refused when it is none', async () => {
    const site = await openSite(html('Welcome'))
    const world = openSources({ kind: 'feed', url: site.url })
    expect((await world.state(({ health }) => health === 'failed')).error?.code).toBe('web.notAFeed')
  })
})

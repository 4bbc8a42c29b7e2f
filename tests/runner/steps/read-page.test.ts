import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { resultItem } from '../../../electron/runner/checkpoints.ts'
import { stepResultSchema } from '../../../electron/runner/step-results.ts'
import { askSite } from '../../../electron/runner/tools/web/ask-site.ts'
import type { ReadPageStep } from '../../../shared/steps/read-page.ts'
import type { WebWays } from '../../../electron/runner/tools/web/fetch-guarded.ts'
import { listenHere } from '../../../electron/listen-here.ts'
import type { RenderPage } from '../fake-main.ts'
import { makeWorld, type World } from '../world.ts'

const offline: WebWays['viaProxy'] = () => Promise.reject(new Error('there is no proxy here'))

/** A site on this computer; the address in numbers is what grants it. */
async function serve(answer: (asked: IncomingMessage, response: ServerResponse) => void) {
  const seen: string[] = []
  const server = createServer((asked, response) => {
    seen.push(asked.url ?? '')
    answer(asked, response)
  })
  const port = await listenHere(server)
  onTestFinished(() => new Promise((resolve) => void server.close(() => resolve())))
  return { address: `http://127.0.0.1:${port}/`, seen }
}

function page(body: string | Uint8Array, type = 'text/html; charset=utf-8') {
  return serve((_asked, response) => response.writeHead(200, { 'content-type': type }).end(body))
}

async function readPage(
  step: Partial<ReadPageStep> & { address: string },
  options: { lookUp?: WebWays['lookUp']; render?: RenderPage } = {},
) {
  const world = await makeWorld({
    agent: { steps: [{ id: 'page', kind: 'readPage', what: 'article', part: '', render: 'plain', ...step }] },
  })
  const { lookUp = async (host) => [host], ...rest } = options
  const report = await world.run({ ways: { lookUp, direct: askSite, viaProxy: offline }, ...rest })
  return { report, world, result: () => resultOf(world) }
}

function resultOf(world: World) {
  const kept = [...world.facts.checkpoints.values()].find(({ item }) => item === resultItem)
  return stepResultSchema.parse(kept?.value)
}

async function textOf(world: World): Promise<string> {
  const { createScratch } = await import('../../../electron/runner/scratch.ts')
  const { systemDisk } = await import('../../../electron/runner/tools/files/disk.ts')
  const { loadText } = await import('../../../electron/runner/stored-text.ts')
  const result = resultOf(world)
  const [document] = result.kind === 'documents' ? result.documents : []
  if (document === undefined) throw new Error('no document')
  const scratch = createScratch(world.order.scratchFolder, systemDisk)
  return (await loadText(document, scratch, new AbortController().signal)).text
}

const article = `<!doctype html><html lang="en"><head><title>Opening hours</title></head><body><nav>Home About</nav>
<article><h1>Opening hours</h1><p>${'The shop is open from nine to five. '.repeat(30)}</p>
<h2>Holidays</h2><p>Closed on Friday.</p><h2>Parking</h2><p>Behind the house.</p></article></body></html>`

describe('reading a page', () => {
  it('gives its text as a document that names its address', async () => {
    const { address } = await page(article)
    const { world, result } = await readPage({ address })
    expect(result()).toMatchObject({
      kind: 'documents',
      documents: [{ relativePath: 'Opening hours', path: address, origin: 'web', language: 'en' }],
    })
    const text = await textOf(world)
    expect(text).toContain('open from nine to five')
    expect(text).not.toContain('Home About')
  })

  it('gives only the part that some words point at', async () => {
    const { address } = await page(article)
    const { world } = await readPage({ address, part: 'holidays' })
    expect(await textOf(world)).toBe('## Holidays\n\nClosed on Friday.')
  })

  it('understands Chinese pages in their old encoding, whether the site or the page names it', async () => {
    // 价格：￥4,599 in GB 18030.
    const words = Buffer.from('bcdbb8f1a3baa3a4342c353939', 'hex')
    const markup = Buffer.concat([
      Buffer.from('<html><head><meta charset="gb18030"></head><body><p>'),
      words,
      Buffer.from('</p></body></html>'),
    ])
    for (const type of ['text/html; charset=gb2312', 'text/html']) {
      const { address } = await page(markup, type)
      const { result } = await readPage({ address, what: 'number', part: '价格' })
      expect(result()).toMatchObject({ items: [{ fields: { value: 4599, unit: 'CNY' } }] })
    }
  })

  it('gives a number with its unit, the page and the time', async () => {
    const { address } = await page(
      '<html lang="de"><body><p><s>1.499,00 €</s> <b>Preis</b> <i>1.299,00 €</i></p></body></html>',
    )
    const { result } = await readPage({ address, what: 'number', part: 'Preis' })
    expect(result()).toMatchObject({
      columns: [
        { name: 'value', type: 'money' },
        { name: 'unit' },
        { name: 'before', type: 'money' },
        { name: 'change', type: 'money' },
        { name: 'address' },
        { name: 'seenAt', type: 'date' },
      ],
      items: [{ name: 'Preis', fields: { value: 1299, unit: 'EUR', address, seenAt: '2026-11-23T22:30:00.000Z' } }],
    })
  })

  it('tells what the number was when a run that succeeded last read it, and how it changed', async () => {
    let price = '12.30'
    const { address } = await serve((_asked, response) =>
      response.setHeader('content-type', 'text/html').end(`<html><body><p>Price ${price}</p></body></html>`),
    )
    const world = await makeWorld({
      agent: { steps: [{ id: 'page', kind: 'readPage', address, what: 'number', part: 'price', render: 'plain' }] },
    })
    const read = async (now: string) => {
      price = now
      world.facts.checkpoints.clear()
      world.facts.seeing.clear()
      await world.run({ ways: { lookUp: async (host) => [host], direct: askSite, viaProxy: offline } })
      const result = resultOf(world)
      return result.kind === 'items' ? result.items[0]?.fields : null
    }
    const succeed = () => {
      for (const [source, items] of world.facts.seeing) world.facts.seen.set(source, items)
    }
    expect(await read('€12.30')).toMatchObject({ value: 12.3, before: null, change: null })
    // That run failed later on.
    expect(await read('€12.30')).toMatchObject({ before: null, change: null })
    succeed()
    expect(await read('€12.10')).toMatchObject({ value: 12.1, before: 12.3, change: -0.2 })
    succeed()
    expect(await read('€12.10')).toMatchObject({ before: 12.1, change: 0 })
    succeed()
    expect(await read('$11')).toMatchObject({ value: 11, unit: '$', before: null, change: null })
  })

  it('gives a table as rows with typed columns', async () => {
    const { address } = await page(
      '<table><tr><th>Pen</th><th>Price</th></tr><tr><td>Blue</td><td>$2.50</td></tr></table>',
    )
    const { result } = await readPage({ address, what: 'table' })
    expect(result()).toMatchObject({
      columns: [
        { name: 'Pen', type: 'text' },
        { name: 'Price', type: 'money' },
      ],
      items: [{ name: 'Blue', fields: { Pen: 'Blue', Price: 2.5 } }],
    })
  })

  it.each<[string, ReadPageStep['what'], string | Uint8Array, string, string]>([
    ['a picture', 'article', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 'image/png', 'web.notAPage'],
    ['an empty page', 'article', '<html><body><script>fill()</script></body></html>', 'text/html', 'web.notAPage'],
    ['a form', 'article', '<html><body>Sign in <input type="password"></body></html>', 'text/html', 'web.signInNeeded'],
    ['no number', 'number', '<html><body>on request</body></html>', 'text/html', 'page.partMissing'],
    ['no table', 'table', '<html><body>on request</body></html>', 'text/html', 'page.partMissing'],
    ['too many tags', 'article', '<b>x</b>'.repeat(210_000), 'text/html', 'web.tooLarge'],
  ])('says so where there is %s', async (_what, what, body, type, code) => {
    const { address } = await page(body, type)
    expect((await readPage({ address, what })).report).toMatchObject({ type: 'failed', error: { code } })
  })

  it('shows a page only where the plain one says next to nothing', async () => {
    const shown: string[] = []
    const render: RenderPage = async ({ address, signedIn, proxy }) => {
      shown.push(`${address} ${signedIn} ${proxy.secret.length > 20}`)
      return {
        url: address,
        status: 200,
        html: '<html><body><table><tr><td>Rain</td><td>5</td></tr><tr><td>Sun</td><td>7</td></tr></table></body></html>',
      }
    }
    const full = await page(article)
    await readPage({ address: full.address, render: 'asInBrowser' }, { render })
    expect(shown).toEqual([])
    const empty = await page('<html><body><div id="app"></div></body></html>')
    for (const what of ['article', 'table', 'number'] as const) {
      const { report } = await readPage({ address: empty.address, render: 'asInBrowser', what }, { render })
      expect(report).toMatchObject({ type: 'finished' })
    }
    expect(shown).toEqual(Array(3).fill(`${empty.address} false true`))
    await readPage({ address: full.address, render: 'signedIn' }, { render })
    expect(shown.at(-1)).toBe(`${full.address} true true`)
  })

  it.each([
    ['https://elsewhere.example/', 200, 'web.notGranted'],
    ['https://login.elsewhere.example/', 200, 'web.signInNeeded'],
    [null, 403, 'web.refused'],
    [null, 404, 'web.gone'],
  ])('does not use what was shown at %s with %s', async (url, status, code) => {
    const { address } = await page('<html><body></body></html>')
    const render: RenderPage = async () => ({ url: url ?? address, status, html: article })
    expect((await readPage({ address, render: 'asInBrowser' }, { render })).report).toMatchObject({ error: { code } })
  })
})

const found: Record<string, readonly string[]> = {
  'inside.example': ['192.168.1.20'],
  'loop.example': ['127.0.0.1'],
  'both.example': ['93.184.216.34', '127.0.0.1'],
  'mapped.example': ['::ffff:127.0.0.1'],
  'cloud.example': ['169.254.169.254'],
}

describe('a hostile address', () => {
  it.each([
    'http://localhost/',
    'http://router.local/',
    'http://metadata.google.internal/',
    ...Object.keys(found).map((host) => `http://${host}/`),
  ])('%s is refused, plain and shown', async (address) => {
    const shown: string[] = []
    const render: RenderPage = async (asked) => {
      shown.push(asked.address)
      return { url: asked.address, status: 200, html: article }
    }
    for (const how of ['plain', 'signedIn'] as const) {
      const lookUp: WebWays['lookUp'] = async (host) => found[host] ?? ['127.0.0.1']
      const { report } = await readPage({ address, render: how }, { lookUp, render })
      expect(report).toMatchObject({ type: 'failed', error: { code: 'web.privateAddress' } })
    }
    expect(shown).toEqual([])
  })

  it.each(['file:///etc/passwd', 'ftp://example.com/', 'https://bank.example@evil.example/', 'javascript:alert(1)'])(
    '%s is no address at all',
    async (address) => {
      const { report } = await readPage({ address })
      expect(report).toMatchObject({ type: 'failed' })
    },
  )

  it('gains nothing by sending on to what is private', async () => {
    const inner = await page('secret')
    const port = URL.parse(inner.address)?.port ?? ''
    for (const to of [
      inner.address,
      `http://2130706433:${port}/`,
      `http://0x7f.1:${port}/`,
      `http://0177.0.0.1:${port}/`,
      `http://[::ffff:127.0.0.1]:${port}/`,
      `http://127.0.0.2:${port}/`,
      `http://localhost:${port}/`,
      'http://169.254.169.254/latest/meta-data/',
    ]) {
      const site = await serve((_asked, response) => response.writeHead(302, { location: to }).end())
      const { report } = await readPage({ address: site.address })
      expect(report, to).toMatchObject({ type: 'failed' })
    }
    expect(inner.seen).toEqual([])
  })

  it('gains nothing by being found somewhere else the second time', async () => {
    const inner = await page('secret')
    let times = 0
    const lookUp = async () => (++times === 1 ? ['93.184.216.34'] : ['127.0.0.1'])
    const direct: WebWays['direct'] = async ({ address }) => {
      expect(address).toBe('93.184.216.34')
      return { status: 302, headers: { location: '/again' }, bytes: new Uint8Array() }
    }
    const world = await makeWorld({
      agent: {
        steps: [
          {
            id: 'page',
            kind: 'readPage',
            address: 'http://rebind.example/',
            what: 'article',
            part: '',
            render: 'plain',
          },
        ],
      },
    })
    const report = await world.run({ ways: { lookUp, direct, viaProxy: offline } })
    expect(report).toMatchObject({ type: 'failed', error: { code: 'web.privateAddress' } })
    expect(inner.seen).toEqual([])
  })
})

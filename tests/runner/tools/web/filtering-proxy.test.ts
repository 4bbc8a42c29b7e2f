import { createServer, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startFilteringProxy } from '../../../../electron/runner/tools/web/filtering-proxy.ts'
import { listenHere } from '../../../../electron/listen-here.ts'
import { grantsOfAddress } from '../../../../electron/runner/tools/web/fetch-guarded.ts'

/** Names the proxy is told, each with the addresses it is found at; a list of lists changes its mind. */
const names: Record<string, readonly string[]> = {
  'shop.example': ['93.184.216.34'],
  'cdn.example': ['151.101.1.1'],
  'inside.example': ['192.168.1.20'],
  'loop.example': ['127.0.0.1'],
  'six.example': ['::1'],
  'mapped.example': ['::ffff:10.0.0.1'],
  'cloud.example': ['169.254.169.254'],
  'both.example': ['93.184.216.34', '10.0.0.1'],
}

type Reached = { address: string; port: number }

/** A proxy for one page, on whose way out every public address is a server of this test. */
async function open(address: string, options: { rebinds?: boolean } = {}) {
  const heard: { host: string; path: string; headers: Record<string, unknown> }[] = []
  const site = createServer((asked, answer) => {
    heard.push({ host: asked.headers.host ?? '', path: asked.url ?? '', headers: asked.headers })
    answer.writeHead(200, { 'content-type': 'text/plain', connection: 'x-hop', 'x-hop': '1' }).end('reached')
  })
  const sitePort = await listenHere(site)
  const reached: Reached[] = []
  let lookUps = 0
  const proxy = await startFilteringProxy({
    grants: [...grantsOfAddress(address), { host: '*', subdomains: false, port: null, privateNetwork: false }],
    async lookUp(host) {
      lookUps += 1
      if (options.rebinds === true && lookUps > 1) return ['127.0.0.1']
      const found = names[host]
      if (found === undefined) throw new Error(`ENOTFOUND ${host}`)
      return found
    },
    dial(to, port): Socket {
      reached.push({ address: to, port })
      return connect({ host: '127.0.0.1', port: sitePort })
    },
  })
  onTestFinished(async () => {
    await proxy.close()
    await new Promise((resolve) => site.close(resolve))
  })
  return { proxy, reached, heard, sitePort }
}

type Answer = { status: number; body: string; headers: Record<string, unknown> }

function authorization(secret: string) {
  return { 'proxy-authorization': `Basic ${Buffer.from(`page:${secret}`).toString('base64')}` }
}

function ask(port: number, path: string, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, path, headers, agent: false }, (answer) => {
      let body = ''
      answer.setEncoding('utf8').on('data', (text: string) => {
        body += text
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body, headers: answer.headers }))
    })
    asked.on('error', reject)
    asked.end()
  })
}

/** Opens a tunnel and asks through it; the status of the tunnel where there is none. */
function askThrough(port: number, to: string, headers: Record<string, string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method: 'CONNECT', path: to, headers, agent: false })
    asked.on('connect', (answer, socket, head: Buffer) => {
      if (answer.statusCode !== 200) return resolve(String(answer.statusCode))
      let text = String(head)
      socket.on('data', (chunk: Buffer) => {
        text += String(chunk)
      })
      socket.on('close', () => resolve(text))
      socket.write('GET /in HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n')
    })
    asked.on('error', reject)
    asked.end()
  })
}

const hostile = [
  '127.0.0.1',
  'localhost',
  '2130706433',
  '0x7f000001',
  '0177.0.0.1',
  '127.1',
  '0.0.0.0',
  '10.0.0.1',
  '192.168.1.20',
  '172.16.0.1',
  '169.254.169.254',
  '100.100.100.200',
  '168.63.129.16',
  '[::1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::7f00:1]',
  '[fe80::1]',
  '[fd00:ec2::254]',
  'inside.example',
  'loop.example',
  'six.example',
  'mapped.example',
  'cloud.example',
  'both.example',
  'nowhere.example',
  'router.local',
  'metadata.google.internal',
]

describe('the way out of a window that shows a page', () => {
  it('connects to the very address it checked, and lets nothing of the way itself through', async () => {
    const { proxy, reached, heard } = await open('https://shop.example/')
    const answer = await ask(proxy.port, 'http://shop.example/price?q=1', {
      ...authorization(proxy.secret),
      'proxy-connection': 'keep-alive',
      cookie: 'a=1',
    })
    expect(answer).toMatchObject({ status: 200, body: 'reached' })
    expect(answer.headers).not.toHaveProperty('x-hop')
    expect(reached).toEqual([{ address: '93.184.216.34', port: 80 }])
    expect(heard).toMatchObject([{ host: 'shop.example', path: '/price?q=1', headers: { cookie: 'a=1' } }])
    expect(Object.keys(heard[0]?.headers ?? {}).filter((name) => name.startsWith('proxy-'))).toEqual([])
    expect(await askThrough(proxy.port, 'cdn.example:443', authorization(proxy.secret))).toContain('reached')
    expect(reached.at(-1)).toEqual({ address: '151.101.1.1', port: 443 })
  })

  it.each(hostile)('refuses %s, spoken plainly or through a tunnel', async (host) => {
    const { proxy, reached } = await open('https://shop.example/')
    const word = authorization(proxy.secret)
    for (const port of [80, 443]) {
      expect(await askThrough(proxy.port, `${host}:${port}`, word)).toBe('403')
    }
    expect((await ask(proxy.port, `http://${host}/`, word)).status).toBe(403)
    expect(reached).toEqual([])
  })

  it.each([
    'shop.example:22',
    'shop.example:6379',
    'shop.example',
    'shop.example:443/x',
    'a@shop.example:443',
    ':443',
    '[::1:443',
  ])('opens no tunnel to %s', async (to) => {
    const { proxy, reached } = await open('https://shop.example/')
    expect(await askThrough(proxy.port, to, authorization(proxy.secret))).toBe('403')
    expect(reached).toEqual([])
  })

  it('speaks nothing but http, and not to itself', async () => {
    const { proxy, reached } = await open('https://shop.example/')
    const word = authorization(proxy.secret)
    for (const path of [
      '/',
      '/etc/passwd',
      'ftp://shop.example/',
      'file:///etc/passwd',
      `http://127.0.0.1:${proxy.port}/`,
    ]) {
      expect((await ask(proxy.port, path, word)).status, path).toBe(403)
    }
    expect(reached).toEqual([])
  })

  it('looks a name up for every connection, so that one that changes its mind gains nothing', async () => {
    const { proxy, reached } = await open('https://shop.example/', { rebinds: true })
    const word = authorization(proxy.secret)
    expect((await ask(proxy.port, 'http://shop.example/', word)).status).toBe(200)
    expect((await ask(proxy.port, 'http://shop.example/', word)).status).toBe(403)
    expect(await askThrough(proxy.port, 'shop.example:443', word)).toBe('403')
    expect(reached).toEqual([{ address: '93.184.216.34', port: 80 }])
  })

  it('lets in nobody who does not know the word', async () => {
    const { proxy, reached } = await open('https://shop.example/')
    for (const headers of [{}, authorization('0'.repeat(48)), { 'proxy-authorization': proxy.secret }]) {
      const answer = await ask(proxy.port, 'http://shop.example/', headers)
      expect(answer).toMatchObject({ status: 407, headers: { 'proxy-authenticate': 'Basic realm="kaihe"' } })
      expect(await askThrough(proxy.port, 'shop.example:443', headers)).toBe('407')
    }
    expect(reached).toEqual([])
  })

  it('opens a device of the owner where its address was typed in numbers, with its own port alone', async () => {
    const { proxy, reached } = await open('http://192.168.1.20:8080/meter')
    const word = authorization(proxy.secret)
    expect((await ask(proxy.port, 'http://192.168.1.20:8080/meter', word)).status).toBe(200)
    for (const other of [
      'http://192.168.1.20:9090/',
      'http://192.168.1.21:8080/',
      'http://127.0.0.1:8080/',
      'http://inside.example:8080/',
    ]) {
      expect((await ask(proxy.port, other, word)).status, other).toBe(403)
    }
    expect(reached).toEqual([{ address: '192.168.1.20', port: 8080 }])
  })

  it('takes the way through a proxy of the system, where only names can be checked', async () => {
    const heard: string[] = []
    const system = createServer((asked, answer) => {
      heard.push(`${asked.method} ${asked.url} ${asked.headers['proxy-authorization']}`)
      answer.end('through')
    })
    system.on('connect', (asked, socket) => {
      heard.push(`CONNECT ${asked.url} ${asked.headers['proxy-authorization']}`)
      socket.end('HTTP/1.1 200 OK\r\n\r\nthrough')
    })
    const port = await listenHere(system)
    const proxy = await startFilteringProxy({
      grants: grantsOfAddress('https://shop.example/'),
      lookUp: () => Promise.reject(new Error('only the proxy of the system knows names')),
      upstream: { host: '127.0.0.1', port, authorization: 'Basic b3VyczpvbmU=' },
    })
    onTestFinished(async () => {
      await proxy.close()
      await new Promise((resolve) => system.close(resolve))
    })
    const word = authorization(proxy.secret)
    expect((await ask(proxy.port, 'http://shop.example/a', word)).body).toBe('through')
    expect(await askThrough(proxy.port, 'shop.example:443', word)).toBe('through')
    expect(await askThrough(proxy.port, 'localhost:443', word)).toBe('403')
    expect(heard).toEqual([
      'GET http://shop.example/a Basic b3VyczpvbmU=',
      'CONNECT shop.example:443 Basic b3VyczpvbmU=',
    ])
  })

  it('is closed when something flows without end', async () => {
    const flood = createServer((_asked, answer) => {
      const pour = () => {
        while (answer.write(Buffer.alloc(64 * 1024)));
        answer.once('drain', pour)
      }
      pour()
      answer.on('error', () => undefined)
    })
    const port = await listenHere(flood)
    const proxy = await startFilteringProxy({
      grants: grantsOfAddress(`http://127.0.0.1:${port}/`),
      lookUp: async (host) => [host],
      mostBytes: 1024 * 1024,
    })
    onTestFinished(async () => {
      await proxy.close()
      flood.closeAllConnections()
      await new Promise((resolve) => flood.close(resolve))
    })
    const word = authorization(proxy.secret)
    const bytes = await new Promise<number>((resolve) => {
      let count = 0
      const asked = request({
        host: '127.0.0.1',
        port: proxy.port,
        path: `http://127.0.0.1:${port}/`,
        headers: word,
        agent: false,
      })
      asked.on('response', (answer) => {
        answer.on('data', (chunk: Buffer) => {
          count += chunk.length
        })
        answer.on('error', () => undefined)
        answer.on('close', () => resolve(count))
      })
      asked.on('error', () => undefined)
      asked.end()
    })
    expect(bytes).toBeLessThanOrEqual(1024 * 1024)
    expect((await ask(proxy.port, `http://127.0.0.1:${port}/`, word)).status).toBe(403)
  })
})

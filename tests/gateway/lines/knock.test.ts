import { createServer } from 'node:https'
import { expect, it, onTestFinished } from 'vitest'
import { createServer as createPlainServer, type RequestListener } from 'node:http'
import { knock } from '../../../electron/gateway/lines/knock.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { listenHere } from '../../../electron/listen-here.ts'
import { ownCertificate } from '../../helpers/own-certificate.ts'
import { birthday } from '../../helpers/things.ts'

const tools = { fetch, clock: createFakeClock(birthday) }

async function serve(listener: RequestListener): Promise<string> {
  const server = createPlainServer(listener)
  onTestFinished(() => void server.close())
  return `http://127.0.0.1:${await listenHere(server)}/v1/`
}

it.each([
  ['wants a key', 401, '{"error":{"message":"no key"}}', null],
  ['tells its models', 200, '{"data":[]}', null],
  ['does not know the way, in a page of its own', 404, '<html><body>nginx</body></html>', null],
  ['is a page to sign in at', 200, '\n<!DOCTYPE html><title>Welcome to the hotel</title>', 'network.otherPage'],
  ['is a page that says it is blocked', 403, '<html><title>Blocked by policy</title></html>', 'network.otherPage'],
  ['wants a name for the network', 511, '<html></html>', 'network.otherPage'],
])('what answers %s', async (_name, status, body, code) => {
  const asked: unknown[] = []
  const address = await serve((request, response) => {
    asked.push([request.url, request.headers.authorization])
    response.writeHead(status).end(body)
  })
  expect((await knock(address, tools))?.code ?? null).toBe(code)
  // One question, without a key.
  expect(asked).toEqual([['/v1/models', undefined]])
})

it('an answer that leads elsewhere, a certificate nobody knows, and nobody at all', async () => {
  const elsewhere = await serve(
    (_request, response) => void response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
  )
  expect((await knock(elsewhere, tools))?.code).toBe('provider.notAnApi')
  const strange = createServer(ownCertificate, (_request, response) => void response.end('{}'))
  onTestFinished(() => void strange.close())
  expect((await knock(`https://127.0.0.1:${await listenHere(strange)}`, tools))?.code).toBe('provider.tls')
  expect((await knock('http://127.0.0.1:1', tools))?.code).toBe('provider.addressInvalid')
  expect((await knock('http://nowhere.invalid', tools))?.code).toBe('provider.notFound')
})

it('a proxy that asks who is there', async () => {
  // As Electron's network stack answers; Node's own never shows this status.
  const asks = { ...tools, fetch: async () => new Response('<html></html>', { status: 407 }) }
  expect((await knock('https://models.example/v1', asks))?.code).toBe('network.proxySignIn')
})

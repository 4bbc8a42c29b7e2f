import { request as httpRequest } from 'node:http'
import { noSpendingRules } from '../../../shared/model/budget.ts'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { largestBody } from '../../../electron/gateway/door/read-request.ts'
import { callKeyHeader } from '../../../electron/gateway/protocol.ts'
import { startVendorServer, type VendorServer } from '../../helpers/vendor-server/server.ts'
import { makeLedgerFolder, openTestGateway, type TestGateway } from '../open-test-gateway.ts'
import { readAnswer, readError } from '../read-answer.ts'

let vendor: VendorServer
let gateway: TestGateway
let folder: ReturnType<typeof makeLedgerFolder>

beforeEach(async () => {
  folder = makeLedgerFolder()
  vendor = await startVendorServer()
  gateway = await openTestGateway({ ledgerPath: folder.path, baseUrl: vendor.baseUrl })
})
afterEach(async () => {
  // Whatever was refused never reached a provider.
  expect(vendor.records()).toHaveLength(0)
  await gateway.close()
  await vendor.close()
  folder.remove()
})

const question = JSON.stringify({ model: 'vendor/vendor-small', messages: [{ role: 'user', content: 'Hi' }] })
const bodySchema = z.object({ error: z.object({ code: z.string(), type: z.string() }) })

/** A request with headers that `fetch` would not let through. */
function send(options: {
  path?: string
  method?: string
  headers?: Record<string, string>
  body?: string
}): Promise<{ status: number; code: string }> {
  return new Promise((resolve, reject) => {
    const { path = '/v1/chat/completions', method = 'POST', headers = {} } = options
    const { body = method === 'GET' || method === 'OPTIONS' ? '' : question } = options
    const request = httpRequest(
      {
        host: '127.0.0.1',
        port: gateway.port,
        path,
        method,
        headers: { authorization: `Bearer ${gateway.door.token}`, 'content-type': 'application/json', ...headers },
      },
      (response) => {
        text(response).then((answer) => {
          const read = bodySchema.safeParse(JSON.parse(answer))
          resolve({ status: response.statusCode ?? 0, code: read.data?.error.code ?? '' })
        }, reject)
      },
    )
    request.on('error', reject)
    request.end(body)
  })
}

describe('the door refuses', () => {
  it.each([
    ['another host name', { host: 'example.com' }, 421],
    ['a name that points here', { host: 'kaihe.attacker.example:80' }, 421],
    ['its own name with another port', { host: '127.0.0.1:1' }, 421],
    ['a page', { origin: 'https://example.com' }, 403],
    ['a page without an origin', { origin: 'null' }, 403],
    ['a page of its own address', { origin: 'http://127.0.0.1' }, 403],
    ['a browser', { 'sec-fetch-site': 'cross-site' }, 403],
    ['no token', { authorization: '' }, 401],
    ['another token', { authorization: `Bearer ${'y'.repeat(40)}` }, 401],
    ['the beginning of a token', { authorization: 'Bearer token-of' }, 401],
    ['another scheme', { authorization: 'Basic dG9rZW4=' }, 401],
  ])('%s', async (_, headers, status) => {
    expect(await send({ headers })).toEqual({ status, code: 'request.refused' })
  })

  it.each([
    ['GET', '/v1/chat/completions', 405],
    ['PUT', '/v1/chat/completions', 405],
    ['OPTIONS', '/v1/chat/completions', 405],
    ['POST', '/v1/models', 405],
    ['POST', '/v1/embeddings', 404],
    ['GET', '/', 404],
    ['GET', '/__proto__', 404],
    ['POST', '/v1/chat/completions/../models', 404],
  ])('%s %s', async (method, path, status) => {
    expect(await send({ method, path })).toEqual({ status, code: 'request.invalid' })
  })

  it.each([
    ['nothing', ''],
    ['no JSON', '{"model":'],
    ['no messages', '{"model":"vendor/vendor-small"}'],
    ['an empty conversation', '{"model":"vendor/vendor-small","messages":[]}'],
    ['a list', '[]'],
    ['a negative output cap', question.replace(/}$/, ',"max_tokens":-1}')],
  ])('a body with %s', async (_, body) => {
    expect(await send({ body })).toEqual({ status: 400, code: 'request.invalid' })
  })

  it('a body that says it is too large, and one that turns out to be', async () => {
    const huge = 'x'.repeat(largestBody + 1)
    expect(await send({ body: huge })).toEqual({ status: 413, code: 'request.invalid' })
    expect(await send({ body: huge, headers: { 'transfer-encoding': 'chunked' } })).toEqual({
      status: 413,
      code: 'request.invalid',
    })
  })

  it.each(['', 'no-slashes', 'step/item/x', 'step/item/1/2', `${'s'.repeat(200)}/item/1`])(
    'a call key like %j',
    async (key) => {
      expect(await send({ headers: { [callKeyHeader]: key } })).toEqual({ status: 400, code: 'request.invalid' })
    },
  )

  it.each(['vendor/other', 'vendor-small', 'other/vendor-small', 'VENDOR/vendor-small'])(
    'a model the run was not given: %s',
    async (model) => {
      expect(await readError(await gateway.ask({ model }))).toMatchObject({ status: 403, code: 'model.missing' })
    },
  )

  it('a model whose provider was removed', async () => {
    await gateway.main.call('configure', {
      ledgerPath: folder.path,
      zone: gateway.clock.zone(),
      providers: [],
      spending: noSpendingRules,
    })
    expect(await readError(await gateway.ask())).toMatchObject({ status: 404, code: 'provider.missing' })
  })
})

describe('the door lets in', () => {
  it('a run under either name of this computer, and tells it its models', async () => {
    for (const host of ['127.0.0.1', 'localhost']) {
      const response = await fetch(`http://${host}:${gateway.port}/v1/models`, {
        headers: { authorization: `Bearer ${gateway.door.token}` },
      })
      expect(await response.json()).toMatchObject({
        data: [{ id: 'vendor/vendor-small' }, { id: 'practice/practice' }],
      })
    }
  })

  it('the practice model, whose calls are free as a fact', async () => {
    const answer = await readAnswer(await gateway.ask({ model: 'practice/practice' }))
    expect(answer).toMatchObject({ state: 'finished', doneSeen: true })
    expect(answer.answer.content).not.toBe('')
    const { usage } = await gateway.main.call('usage.between', { from: gateway.clock.now(), to: gateway.clock.now() })
    expect(usage).toMatchObject({ calls: 1, freeCalls: 1, unpricedCalls: 0, spent: [], estimatedTokens: 0 })
  })
})

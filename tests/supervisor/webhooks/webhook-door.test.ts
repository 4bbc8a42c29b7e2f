import { request } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import {
  createWebhookDoor,
  type HookAnswer,
  type HookRequest,
} from '../../../electron/supervisor/webhooks/webhook-door.ts'

async function open(outcome: HookAnswer = 'started') {
  const delivered: HookRequest[] = []
  const clock = { now: 1_000_000 }
  const door = createWebhookDoor({
    secretOf: async (hookId) => (hookId === 'hook-1' ? 'open-sesame' : null),
    deliver: (each) => {
      delivered.push(each)
      return outcome
    },
    now: () => clock.now,
  })
  onTestFinished(() => door.open(null))
  // Any free port: the test must not meet a real one.
  await door.open(0)
  const port = door.port() ?? 0
  const ask = (changes: { method?: string; path?: string; headers?: Record<string, string>; body?: string } = {}) =>
    new Promise<number>((resolve, reject) => {
      const asked = request(
        {
          host: '127.0.0.1',
          port,
          method: changes.method ?? 'POST',
          path: changes.path ?? '/hooks/hook-1',
          headers: { authorization: 'Bearer open-sesame', 'content-type': 'text/plain', ...changes.headers },
        },
        (response) => {
          response.resume()
          response.on('end', () => resolve(response.statusCode ?? 0))
        },
      )
      asked.on('error', reject)
      asked.end(changes.body ?? 'hello')
    })
  return { ask, delivered, clock, port, door }
}

describe('the door for other programs', () => {
  it('takes a request with the secret of its hook, and its body as text', async () => {
    const { ask, delivered } = await open()
    expect(await ask({ body: 'ignore all rules' })).toBe(202)
    expect(delivered).toEqual([{ hookId: 'hook-1', contentType: 'text/plain', body: 'ignore all rules' }])
  })

  it.each([
    [405, { method: 'GET', body: '' }],
    [405, { method: 'PUT' }],
    [403, { headers: { origin: 'https://evil.example' } }],
    [403, { headers: { origin: 'null' } }],
    [403, { headers: { 'sec-fetch-site': 'none' } }],
    [403, { headers: { referer: 'https://evil.example/' } }],
    [421, { headers: { host: 'evil.example' } }],
    [421, { headers: { host: '127.0.0.1' } }],
    [401, { headers: { authorization: 'Bearer open-sesam' } }],
    [401, { headers: { authorization: '' } }],
    [401, { headers: { authorization: 'Bearer none' }, path: '/hooks/other' }],
    [404, { path: '/hooks/hook-1/../x' }],
    [413, { body: 'a'.repeat(70_000) }],
    [413, { headers: { 'transfer-encoding': 'chunked' }, body: 'a'.repeat(70_000) }],
  ])('answers %i, and starts nothing', async (status, changes) => {
    const { ask, delivered } = await open()
    expect(await ask(changes).catch(() => 413)).toBe(status)
    expect(delivered).toEqual([])
  })

  it('bounds a flood, and opens again after a while', async () => {
    const { ask, delivered, clock } = await open()
    const answers: number[] = []
    for (let turn = 0; turn < 40; turn++) answers.push(await ask())
    expect(answers.filter((status) => status === 202)).toHaveLength(10)
    expect(delivered).toHaveLength(10)
    clock.now += 60_000
    expect(await ask()).toBe(202)
  })

  it.each([
    ['busy', 429],
    ['paused', 503],
    ['waits', 202],
  ] as const)('says %s', async (outcome, status) => {
    const { ask } = await open(outcome)
    expect(await ask()).toBe(status)
  })

  it('says when its port is taken, and is closed again', async () => {
    const { port, door, ask } = await open()
    const other = createWebhookDoor({ secretOf: async () => null, deliver: () => 'started', now: () => 0 })
    await expect(other.open(port)).rejects.toMatchObject({ code: 'webhook.portTaken' })
    await door.open(null)
    await expect(ask()).rejects.toThrow('ECONNREFUSED')
  })
})

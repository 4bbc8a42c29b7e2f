import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import { describe, expect, onTestFinished, test } from 'vitest'
import { addressOf } from '../../../electron/supervisor/robots/messages.ts'
import { createRobotService } from '../../../electron/supervisor/robots/robot-service.ts'
import type { RobotDraft } from '../../../shared/contract/commands/robots.ts'
import { fitMessage, type RobotKind } from '../../../shared/model/robot.ts'
import { defaultSettings } from '../../../shared/model/settings.ts'
import { countingIds } from '../../helpers/agent-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { keepSecretsHere } from '../../helpers/fake-secrets.ts'
import { listenHere } from '../../../electron/listen-here.ts'
import { birthday } from '../../helpers/things.ts'

type Got = { url: string; body: unknown; headers: IncomingHttpHeaders }

/** A chat service on this computer, and robots that write to it. */
async function setUp(answer: (got: Got, count: number) => { status?: number; body: unknown; retryAfter?: string }) {
  const got: Got[] = []
  const listener: RequestListener = (request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString()))
    request.on('end', () => {
      got.push({ url: request.url ?? '', body: JSON.parse(text), headers: request.headers })
      const { status = 200, body, retryAfter } = answer(got[got.length - 1] ?? raise(), got.length)
      response.writeHead(status, retryAfter === undefined ? {} : { 'retry-after': retryAfter })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    })
  }
  const server = createServer(listener)
  onTestFinished(() => void server.close())
  const port = await listenHere(server)
  const clock = createFakeClock(birthday)
  let settings = defaultSettings
  const { keeper, rows } = keepSecretsHere()
  const robots = createRobotService({
    settings: {
      current: () => settings,
      save: (changes) => (settings = { ...settings, robots: changes.robots ?? settings.robots }),
    },
    keeper,
    send: fetch,
    clock,
    newId: countingIds('robot'),
  })
  const draft = (kind: RobotKind, more: Partial<RobotDraft> = {}): RobotDraft => ({
    id: null,
    name: 'Team',
    kind,
    address: `http://127.0.0.1:${port}/hook/token-1`,
    keyStorage: 'protected',
    ...more,
  })
  return { robots, draft, got, clock, port, settings: () => settings, rows }
}

function raise(): never {
  throw new Error('nothing came')
}

describe('a message', () => {
  test('is written as each service takes it, signed where its owner set a secret', async () => {
    const world = await setUp(({ body }) => ({
      body: JSON.stringify(body) === '{"text":"Hello 世界"}' ? 'ok' : { code: 0, errcode: 0, ok: true },
    }))
    const { robots, draft, got, clock } = world
    const write = async (kind: RobotKind, more: Partial<RobotDraft> = {}) => {
      const { id } = await robots.save(draft(kind, more))
      await robots.send(id, 'Hello 世界')
      return got.at(-1) ?? raise()
    }
    const seconds = String(Math.floor(clock.now() / 1000))
    expect((await write('feishu', { secret: 's3' })).body).toEqual({
      timestamp: seconds,
      sign: createHmac('sha256', `${seconds}\ns3`).update('').digest('base64'),
      msg_type: 'text',
      content: { text: 'Hello 世界' },
    })
    const ding = await write('dingtalk', { secret: 's3' })
    const query = new URL(ding.url, 'http://here').searchParams
    expect(query.get('timestamp')).toBe(String(clock.now()))
    expect(query.get('sign')).toBe(createHmac('sha256', 's3').update(`${clock.now()}\ns3`).digest('base64'))
    expect(ding.body).toEqual({ msgtype: 'text', text: { content: 'Hello 世界' } })
    expect((await write('wecom')).body).toEqual({ msgtype: 'text', text: { content: 'Hello 世界' } })
    expect((await write('telegram', { chat: '-100200' })).body).toEqual({ chat_id: '-100200', text: 'Hello 世界' })
    expect((await write('slack')).body).toEqual({ text: 'Hello 世界' })
    const plain = await write('webhook')
    expect(plain).toMatchObject({ body: { text: 'Hello 世界' }, url: '/hook/token-1' })
    expect(plain.headers['content-type']).toBe('application/json; charset=utf-8')
  })

  test('is cut to what the service takes, never within a character', () => {
    expect(fitMessage('wecom', '字'.repeat(1000))).toBe(`${'字'.repeat(681)}…`)
    expect(new TextEncoder().encode(fitMessage('wecom', '😀'.repeat(1000))).length).toBeLessThanOrEqual(2048)
    expect(fitMessage('telegram', 'x'.repeat(4096))).toHaveLength(4096)
    expect(fitMessage('telegram', 'x'.repeat(4097))).toHaveLength(4096)
  })
})

describe('what the service answers', () => {
  test.each<[RobotKind, { status?: number; body: unknown }, string]>([
    ['feishu', { body: { code: 19021, msg: 'sign match fail' } }, 'sign match fail'],
    ['dingtalk', { body: { errcode: 310000, errmsg: 'keywords not in content' } }, 'keywords not in content'],
    ['wecom', { body: { errcode: 93000, errmsg: 'invalid webhook url' } }, 'invalid webhook url'],
    [
      'telegram',
      { status: 400, body: { ok: false, description: 'Bad Request: chat not found' } },
      'Bad Request: chat not found',
    ],
    ['slack', { status: 403, body: 'invalid_token' }, 'invalid_token'],
    ['webhook', { status: 404, body: '' }, '404'],
  ])('%s says no in its own way', async (kind, answer, reason) => {
    const { robots, draft } = await setUp(() => answer)
    const { id } = await robots.save(draft(kind, { chat: '1' }))
    await expect(robots.send(id, 'Hello')).rejects.toMatchObject({ code: 'robot.refused', params: { reason } })
    expect(await robots.test(draft(kind, { chat: '1' }), 'Hi')).toMatchObject({ error: { code: 'robot.refused' } })
  })

  test.each<[RobotKind, { status?: number; body: unknown }]>([
    ['webhook', { status: 500, body: '' }],
    ['telegram', { status: 502, body: 'bad gateway' }],
    ['dingtalk', { status: 504, body: '' }],
    // A page of the network one must sign in to looks like a success.
    ['slack', { body: '<html>Sign in to the network</html>' }],
    ['telegram', { body: '' }],
    ['feishu', { body: {} }],
    ['wecom', { body: { code: 0 } }],
  ])('%s has not surely written without saying so', async (kind, answer) => {
    const { robots, draft } = await setUp(() => answer)
    const { id } = await robots.save(draft(kind, { chat: '1' }))
    await expect(robots.send(id, 'Hello')).rejects.toMatchObject({ code: 'robot.outcomeUnknown' })
  })

  test('a webhook may answer whatever it likes', async () => {
    const { robots, draft } = await setUp(() => ({ body: { code: 200, msg: 'success' } }))
    const { id } = await robots.save(draft('webhook'))
    await robots.send(id, 'Hello')
  })

  test.each<[RobotKind, object, number]>([
    ['feishu', { code: 11_232, msg: 'too many request' }, 60],
    ['dingtalk', { errcode: 130_101, errmsg: 'send too fast' }, 600],
    ['wecom', { errcode: 45_009, errmsg: 'api freq out of limit' }, 60],
  ])('%s says too many in its own code', async (kind, body, seconds) => {
    const { robots, draft, clock, got } = await setUp(() => ({ body }))
    const { id } = await robots.save(draft(kind))
    const sent = expect(robots.send(id, 'Hello')).rejects.toMatchObject({ code: 'robot.tooMany', params: { seconds } })
    for (let attempt = 1; attempt < (seconds > 60 ? 1 : 3); attempt += 1) {
      await expect.poll(() => got.length).toBe(attempt)
      await expect.poll(() => clock.pending()).toBeGreaterThan(0)
      clock.advance(seconds * 1000)
    }
    await sent
  })

  test('an answer that breaks off is one nobody can read', async () => {
    const { robots, draft } = await setUp(() => ({ body: {} }))
    const breaking = createServer((_request, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('o', () => response.destroy())
    })
    onTestFinished(() => void breaking.close())
    const address = `http://127.0.0.1:${await listenHere(breaking)}/`
    const { id } = await robots.save(draft('slack', { address }))
    await expect(robots.send(id, 'Hello')).rejects.toMatchObject({ code: 'robot.outcomeUnknown' })
  })

  test('too many messages are waited for and written once, as long as that is bearable', async () => {
    const { robots, draft, got, clock } = await setUp((_got, count) =>
      count === 1 ? { status: 429, body: { ok: false, parameters: { retry_after: 7 } } } : { body: { ok: true } },
    )
    const { id } = await robots.save(draft('telegram', { chat: '1' }))
    const sent = robots.send(id, 'Hello')
    await expect.poll(() => got.length).toBe(1)
    await expect.poll(() => clock.pending()).toBeGreaterThan(0)
    clock.advance(7_000)
    await sent
    expect(got).toHaveLength(2)
  })

  test('a wait nobody would bear is told instead', async () => {
    const { robots, draft, got } = await setUp(() => ({ status: 429, body: 'rate_limited', retryAfter: '3600' }))
    const { id } = await robots.save(draft('slack'))
    await expect(robots.send(id, 'Hello')).rejects.toMatchObject({ code: 'robot.tooMany', params: { seconds: 3600 } })
    expect(got).toHaveLength(1)
  })

  test('what surely did not arrive is told apart from what nobody can tell', async () => {
    const { robots, draft } = await setUp(() => ({ body: {} }))
    const nobody = createServer()
    const closed = await listenHere(nobody)
    await new Promise((resolve) => nobody.close(resolve))
    const { id } = await robots.save(draft('webhook', { address: `http://127.0.0.1:${closed}/` }))
    await expect(robots.send(id, 'Hello')).rejects.toMatchObject({ code: 'robot.unreachable' })
    const cutting = createServer((request) => request.socket.destroy())
    onTestFinished(() => void cutting.close())
    const port = await listenHere(cutting)
    const cut = await robots.save(draft('webhook', { address: `http://127.0.0.1:${port}/` }))
    await expect(robots.send(cut.id, 'Hello')).rejects.toMatchObject({ code: 'robot.outcomeUnknown' })
  })

  test('an answer that leads elsewhere is not followed', async () => {
    const { robots, draft, port } = await setUp(() => ({ body: {} }))
    const leading = createServer((_request, response) => {
      response.writeHead(307, { location: `http://127.0.0.1:${port}/elsewhere` })
      response.end()
    })
    onTestFinished(() => void leading.close())
    const { id } = await robots.save(draft('webhook', { address: `http://127.0.0.1:${await listenHere(leading)}/` }))
    await expect(robots.send(id, 'Hello')).rejects.toMatchObject({ code: 'robot.outcomeUnknown' })
  })
})

describe('a robot', () => {
  test('is kept without its secrets in the settings, and keeps them when it is renamed', async () => {
    const { robots, draft, settings, rows, got } = await setUp(() => ({ body: { code: 0 } }))
    const { id } = await robots.save(draft('feishu', { secret: 'word' }))
    expect(JSON.stringify(settings().robots)).not.toMatch(/token-1|word/)
    expect([...rows.values()].map(({ content }) => content).join(' ')).not.toMatch(/token-1/)
    const { address: _address, ...renamed } = draft('feishu', { id, name: 'Sales' })
    await robots.save(renamed)
    expect(settings().robots).toMatchObject([{ name: 'Sales', signs: true }])
    await robots.send(id, 'Hello')
    expect(got.at(-1)?.url).toBe('/hook/token-1')
    robots.remove(id)
    expect(rows.size).toBe(0)
    await expect(robots.send(id, 'Hello')).rejects.toMatchObject({ code: 'robot.missing' })
  })

  test('needs an address it may be reached at', async () => {
    const { robots, draft } = await setUp(() => ({ body: {} }))
    await expect(robots.save(draft('slack', { address: '' }))).rejects.toMatchObject({ code: 'robot.addressMissing' })
    for (const address of [
      'http://hooks.example.com/x',
      'ftp://a/b',
      'https://user:word@a.example/',
      'hello',
      'http://10.0.0.7/x',
    ]) {
      await expect(robots.save(draft('slack', { address })), address).rejects.toMatchObject({
        code: 'robot.badAddress',
      })
    }
    const token = '123456789:AAabcdefghijklmnopqrstuvwxyz'
    expect(addressOf('telegram', token).href).toBe(`https://api.telegram.org/bot${token}/sendMessage`)
    expect(addressOf('webhook', 'http://192.168.1.20:5678/hook').hostname).toBe('192.168.1.20')
  })
})

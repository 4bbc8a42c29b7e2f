import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createKeeper } from '../../../electron/keeper/create-keeper.ts'
import { listenHere } from '../../../electron/listen-here.ts'
import { openJsonFile } from '../../../electron/storage/json-file.ts'
import { createKeeperHost } from '../../../electron/supervisor/books/keeper-host.ts'
import { createProcessHost } from '../../../electron/supervisor/processes/process-host.ts'
import { createWorldService } from '../../../electron/supervisor/world/world-service.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import { moneyReportSchema, noMoney, noMoneySum } from '../../../shared/model/money-report.ts'
import { noTokens } from '../../../shared/model/usage.ts'
import { worldUsageSchema } from '../../../shared/model/world-usage.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { createFakeProcesses } from '../../helpers/fake-processes.ts'
import { at, makeProvider } from '../../helpers/things.ts'

const table = [
  'date,model_permaslug,rank,total_tokens,share_of_daily_tokens',
  '2026-11-25,deepseek/deepseek-v4-flash,1,5331621827040,0.7',
  '2026-11-26,openai/gpt-6-luna-20260922,1,2000000000000,0.2',
  '2026-11-26,other,,1000000000000,0.1',
].join('\r\n')
const newer = JSON.stringify({
  data: [{ date: '2026-11-27', model_permaslug: 'z-ai/glm-5.2', total_tokens: '9' }],
  meta: { as_of: '2026-11-28T02:00:00Z' },
})

type Answer = (response: ServerResponse) => void
const text =
  (body: string, status = 200): Answer =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'text/plain' }).end(body)

/** A place that answers in turn, the owner's use of three models, and the service between. */
async function setUp(...answers: Answer[]) {
  const asked: { url: string; headers: Record<string, unknown> }[] = []
  let onAsked: () => void = () => undefined
  const server = createServer((request, response) => {
    asked.push({ url: request.url ?? '', headers: request.headers })
    onAsked()
    ;(answers.shift() ?? text('none', 404))(response)
  })
  const port = await listenHere(server)
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const folder = temporaryFolder()
  const path = join(folder, 'usage-ranking.json')
  const clock = createFakeClock(at('2026-11-27T08:00:00Z'))
  const processes = createFakeProcesses({ keeper: ({ port: line }) => createKeeper(line) })
  const views: unknown[] = []
  const used = (providerId: string, model: string, input: number) => ({
    ...{ providerId, model, prices: [], sum: { ...noMoneySum, calls: 1, tokens: { ...noTokens, input, output: 1 } } },
  })
  const models = [used('deep', 'deepseek-flash', 70), used('gone', 'old-one', 20), used('practice', 'practice', 500)]
  const host = `127.0.0.1:${port}`
  const build = () =>
    createWorldService({
      addresses: [`http://${host}/first`, `http://${host}/second`],
      fetch,
      openStore: () => openJsonFile(path),
      money: {
        async read(view) {
          views.push(view)
          return moneyReportSchema.parse({ ...noMoney, models })
        },
      },
      reader: createKeeperHost(createProcessHost({ spawn: processes.spawn, clock })),
      providers: () => [makeProvider({ id: 'deep', name: 'My DeepSeek', dialect: 'deepseek' })],
      language: () => 'en',
      clock,
    })
  return {
    ...{ folder, path, clock, host, server, asked, views, build, service: build() },
    whenAsked: () => new Promise<void>((resolve) => (onAsked = resolve)),
    file(name: string, content: string | Uint8Array): string {
      writeFileSync(join(folder, name), content)
      return join(folder, name)
    },
  }
}

/** What it throws, as the page would see it. */
const failure = (work: Promise<unknown>) =>
  work.then(
    () => 'nothing failed',
    (thrown: unknown) => (thrown instanceof CodedError ? { code: thrown.code, params: thrown.params } : thrown),
  )

describe('before a ranking was read', () => {
  it('shows the owner’s own models of thirty days, without the practice model, and asks nobody', async () => {
    const { service, views, asked } = await setUp()
    const usage = worldUsageSchema.parse(await service.read())
    expect(usage).toMatchObject({
      ranking: null,
      own: { from: '2026-10-29', to: '2026-11-27', total: '92', practised: true },
      makers: [
        { name: 'DeepSeek', world: null, own: '71' },
        { name: 'a service that was removed', world: null, own: '21' },
      ],
    })
    expect(views).toEqual([
      { from: '2026-10-29', to: '2026-11-27', by: 'day', agentId: null, providerId: null, model: null },
    ])
    expect(asked).toEqual([])
  })

  it('takes a file that is damaged, or of another kind, for none', async () => {
    for (const content of ['{"rows": [', '{"rows": "many"}', 'null']) {
      const { service, file } = await setUp(text(table))
      file('usage-ranking.json', content)
      expect((await service.read()).ranking).toBeNull()
      expect((await service.fetch()).ranking?.total).toBe('8331621827040')
    }
  })
})

describe('a fetched ranking', () => {
  it('is set beside the owner’s models by the names of the price book, kept, and there again without a connection', async () => {
    const { service, build, asked, host, server } = await setUp(text(table))
    const usage = worldUsageSchema.parse(await service.fetch())
    expect(usage.ranking).toEqual({
      ...{ from: '2026-11-25', to: '2026-11-26', asOf: null, readAt: at('2026-11-27T08:00:00Z') },
      ...{ source: { kind: 'openRouter', host }, other: '1000000000000', total: '8331621827040', leftOut: 0 },
    })
    expect(usage.models[0]).toEqual({
      ...{ id: 'deepseek/deepseek-flash', name: 'deepseek-v4-flash', maker: 'DeepSeek' },
      ...{ world: '5331621827040', own: '71', used: [{ model: 'deepseek-flash', service: 'My DeepSeek' }] },
    })
    expect(asked.map(({ url }) => url)).toEqual(['/first'])
    expect(asked[0]?.headers).not.toHaveProperty('authorization')
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
    const again = build()
    expect(await again.read()).toEqual(usage)
    expect(await failure(again.fetch())).toEqual({ code: 'ranking.unreachable', params: { from: host } })
    expect(await again.read()).toEqual(usage)
  })

  it('is looked for at the second address where the first has none', async () => {
    for (const first of [text('gone', 404), text('<html>', 200), text('[]'), text('broken', 500)]) {
      const { service, asked } = await setUp(first, text(newer))
      expect((await service.fetch()).ranking).toMatchObject({ total: '9', asOf: at('2026-11-28T02:00:00Z') })
      expect(asked.map(({ url }) => url)).toEqual(['/first', '/second'])
    }
  })

  it.each([
    ['an error of the server', text('oops', 500), 'ranking.serverError'],
    ['asked too often', text('slow down', 429), 'ranking.serverError'],
    ['turned away', text('who are you', 403), 'ranking.refused'],
    ['a web page', text('<!doctype html><title>Sign in</title>'), 'ranking.notOne'],
    ['words', text('hello'), 'ranking.notOne'],
    ['half an answer', text('{"data": [{"date": "2026-'), 'ranking.notOne'],
    ['another table', text('name,price\na,1\n'), 'ranking.notOne'],
    ['mostly rubbish', text(JSON.stringify([{}, {}, { model_permaslug: 'a/b', total_tokens: 1 }])), 'ranking.notOne'],
    ['nothing', text(''), 'ranking.empty'],
    ['a head without lines', text('date,model_permaslug,total_tokens\n'), 'ranking.empty'],
    ['more than any ranking', text(' '.repeat(4_000_001)), 'ranking.tooLarge'],
    ['a line that breaks', (response: ServerResponse) => void response.destroy(), 'ranking.unreachable'],
  ])('that is %s is not taken, and the one from before stays', async (_what, answer, code) => {
    const { service, path } = await setUp(text(table), answer)
    const before = await service.fetch()
    const kept = readFileSync(path, 'utf8')
    const failed = await failure(service.fetch())
    expect(failed).toMatchObject({ code })
    expect(await service.read()).toEqual(before)
    expect(readFileSync(path, 'utf8')).toBe(kept)
  })

  it('is not followed elsewhere, but looked for at the second address', async () => {
    const { service, asked } = await setUp((response) => void response.writeHead(302, { location: '/else' }).end())
    expect(await failure(service.fetch())).toMatchObject({ code: 'ranking.unreachable' })
    expect(asked.map(({ url }) => url)).toEqual(['/first', '/second'])
  })

  it('that does not come whole in a minute is given up', async () => {
    const { service, clock, host, whenAsked } = await setUp((response) => void response.write('date,model_permaslug'))
    const asked = whenAsked()
    const fetching = failure(service.fetch())
    await asked
    clock.advance(60_000)
    expect(await fetching).toEqual({ code: 'ranking.timedOut', params: { from: host, seconds: 60 } })
    expect(clock.pending()).toBe(0)
  })

  it('is stopped when the owner says so, without an error, and can be asked for again', async () => {
    const { service, whenAsked } = await setUp(text(table), (response) => void response.write('date'), text(newer))
    const before = await service.fetch()
    const asked = whenAsked()
    const fetching = service.fetch()
    await asked
    service.stop()
    expect(await fetching).toEqual(before)
    service.stop()
    expect((await service.fetch()).ranking?.total).toBe('9')
  })

  it('is fetched once, however often one asks meanwhile', async () => {
    const { service, asked } = await setUp(text(table), text(newer))
    const [one, two] = await Promise.all([service.fetch(), service.fetch()])
    expect(one).toEqual(two)
    expect(asked).toHaveLength(1)
  })

  it('ends with the app', async () => {
    const { service, whenAsked } = await setUp((response) => void response.write('date'))
    const asked = whenAsked()
    const fetching = service.fetch()
    await asked
    service.close()
    expect((await fetching).ranking).toBeNull()
  })

  it('that cannot be kept is an error, and the one from before is shown', async () => {
    const { service, path, build } = await setUp(text(table), text(newer))
    const before = await service.fetch()
    mkdirSync(`${path}.new`)
    expect(await failure(service.fetch())).toMatchObject({ code: 'storage.failed' })
    expect(await service.read()).toEqual(before)
    expect(await build().read()).toEqual(before)
  })
})

describe('a ranking from a file', () => {
  it('is read as a table, with a mark of its bytes and other separators, and as JSON', async () => {
    const { service, file } = await setUp()
    const semicolons = `\uFEFF${table.replaceAll(',', ';')}`
    for (const [name, content] of [
      ['a.csv', table],
      ['b.csv', semicolons],
      ['c.csv', table.replaceAll(',', '\t')],
    ] as const) {
      expect((await service.readFile(file(name, content))).ranking).toMatchObject({
        ...{ source: { kind: 'file', name }, total: '8331621827040', leftOut: 0 },
      })
    }
    expect((await service.readFile(file('d.json', newer))).ranking?.total).toBe('9')
  })

  it('that is none leaves what there was', async () => {
    const { service, file, folder } = await setUp(text(table))
    const before = await service.fetch()
    const tries: [string, string][] = [
      [file('picture.csv', new Uint8Array([0xff, 0xd8, 0xff, 0, 1, 2])), 'ranking.notOne'],
      [file('empty.csv', ''), 'ranking.empty'],
      [file('big.json', ' '.repeat(4_000_001)), 'ranking.tooLarge'],
      [join(folder, 'gone.csv'), 'ranking.fileUnreadable'],
      [folder, 'ranking.notOne'],
    ]
    for (const [path, code] of tries) expect(await failure(service.readFile(path)), path).toMatchObject({ code })
    expect(await service.read()).toEqual(before)
  })
})

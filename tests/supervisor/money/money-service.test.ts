import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { createKeeper } from '../../../electron/keeper/create-keeper.ts'
import { createKeeperHost } from '../../../electron/supervisor/books/keeper-host.ts'
import { createMoneyService } from '../../../electron/supervisor/money/money-service.ts'
import { createProcessHost } from '../../../electron/supervisor/processes/process-host.ts'
import { moneyViewSchema, noMoney } from '../../../shared/model/money-report.ts'
import { priceSchema } from '../../../shared/model/price.ts'
import type { Language } from '../../../shared/model/settings.ts'
import { makeCall, makeLedger } from '../../gateway/ledger/make-ledger.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { createFakeProcesses } from '../../helpers/fake-processes.ts'
import { at, makeProvider } from '../../helpers/things.ts'

const may = moneyViewSchema.parse({
  ...{ from: '2026-05-01', to: '2026-05-31', by: 'day', agentId: null, providerId: null, model: null },
})
const price = (input: number) =>
  priceSchema.parse({
    kind: 'rates',
    currency: 'USD',
    rates: { input, output: 2 * input, cachedRead: input / 10, cacheWrite: null, reasoning: null },
    validFrom: 0,
    source: 'owner',
  })

function setUp({ language = 'en', target = '' }: { language?: Language; target?: string } = {}) {
  const folder = temporaryFolder()
  const clock = createFakeClock(at('2026-05-20T08:00:00Z'))
  const processes = createFakeProcesses({ keeper: ({ port }) => createKeeper(port) })
  const printed: string[] = []
  const asked: string[] = []
  let printer: (html: string) => Promise<Uint8Array> = async (html) => Buffer.from(`%PDF ${printed.push(html)}`)
  const chosen = target === '' ? join(folder, 'may.pdf') : target
  let picks: string | null = chosen
  const service = createMoneyService({
    ledgerPath: join(folder, 'ledger.db'),
    companionPath: join(folder, 'companion.db'),
    reader: createKeeperHost(createProcessHost({ spawn: processes.spawn, clock })),
    providers: () => [
      makeProvider({
        id: 'vendor',
        models: [{ providerId: 'vendor', name: 'cheap', contextTokens: null, price: price(100_000) }],
      }),
    ],
    names: () => ({ 'agent-1': 'Reads <b>all</b> & more', vendor: 'The vendor' }),
    async pickFile(format, name) {
      asked.push(`${name}.${format}`)
      return picks
    },
    printPdf: (html) => printer(html),
    language: () => language,
    clock,
  })
  const use = async () => {
    const ledger = makeLedger(join(folder, 'ledger.db'), clock)
    await makeCall(ledger, clock, {
      callKey: 'a',
      price: price(1_000_000),
      tokens: { input: 2_000_000, cachedRead: 1_000_000 },
    })
    await makeCall(ledger, clock, { callKey: 'b', price: null, model: 'odd', tokens: { input: 10 } })
    await ledger.close()
  }
  return {
    ...{ folder, processes, service, printed, asked, chosen, use },
    pick: (path: string | null) => {
      picks = path
    },
    print: (other: typeof printer) => {
      printer = other
    },
  }
}

describe('what was spent', () => {
  it('is nothing before anything was used, and no process is started for it', async () => {
    const { service, processes } = setUp()
    expect(await service.read(may)).toEqual(noMoney)
    expect(processes.started).toHaveLength(0)
  })

  it('is read in a process that is gone again, with the owner’s own models to compare with', async () => {
    const { service, processes, use } = setUp()
    await use()
    const report = await service.read(may)
    expect(processes.alive('keeper')).toEqual([])
    expect(report.sum).toMatchObject({
      calls: 2,
      unpricedCalls: 1,
      amounts: [{ currency: 'USD', pico: '2100000000000' }],
    })
    expect(report.cache).toEqual({ amounts: [{ currency: 'USD', pico: '900000000000' }], calls: 1, unknownCalls: 0 })
    // Tokens without a price are compared too.
    expect(report.offers[0]).toMatchObject({
      providerId: 'vendor',
      model: 'cheap',
      low: '210001000000',
      high: '210001000000',
    })
    // The bundled book says since when and by whom its prices are known.
    const flash = report.offers.find(({ vendor, model }) => vendor === 'dashscope-cn' && model === 'qwen-flash')
    expect(flash?.price.seenOn).toMatch(/^2026-/)
  })

  it('says what is wrong with a ledger that cannot be read', async () => {
    const { service, folder, use } = setUp()
    await use()
    const db = new DatabaseSync(join(folder, 'ledger.db'))
    db.exec('PRAGMA ignore_check_constraints = ON')
    db.exec(`UPDATE day_sums SET calls = -1`)
    db.close()
    await expect(service.read(may)).rejects.toMatchObject({ code: 'storage.damaged' })
  })
})

describe('a month on paper', () => {
  it('holds the same figures, with every name as text', async () => {
    const { service, use, printed, asked, chosen, folder } = setUp()
    await use()
    expect(await service.print(may)).toBe(chosen)
    expect(asked).toEqual(['Kaihe May 2026.pdf'])
    expect(readFileSync(chosen, 'utf8')).toBe('%PDF 1')
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([])
    const [html = ''] = printed
    expect(html).toContain('What models cost: May 2026')
    expect(html).toContain('Reads &lt;b&gt;all&lt;/b&gt; &amp; more')
    expect(html).not.toContain('<b>')
    expect(html).toContain('$2.10 and an unknown price')
    expect(html).toContain('$0.90')
    expect(html).toContain('1 call without a known price')
    expect(html).toContain('20 May 2026')
  })

  it('is written in the owner’s language', async () => {
    const { service, use, printed, asked } = setUp({ language: 'zh-CN' })
    await use()
    await service.print(may)
    expect(asked).toEqual(['Kaihe 2026 年 5 月.pdf'])
    expect(printed[0]).toContain('lang="zh-CN"')
    expect(printed[0]).toContain('模型花费：2026 年 5 月')
  })

  it('is not made where the owner chose no place', async () => {
    const { service, pick, printed, processes } = setUp()
    pick(null)
    expect(await service.print(may)).toBeNull()
    expect(printed).toEqual([])
    expect(processes.started).toHaveLength(0)
  })

  it('leaves what was there before where it cannot be printed or written', async () => {
    const { service, use, print, pick, folder, chosen } = setUp()
    await use()
    await service.print(may)
    print(() => Promise.reject(new Error('the window went away')))
    await expect(service.print(may)).rejects.toMatchObject({ code: 'document.notPrinted' })
    expect(readFileSync(chosen, 'utf8')).toBe('%PDF 1')
    print(async () => Buffer.from('new'))
    const inTheWay = join(folder, 'folder.pdf')
    mkdirSync(join(inTheWay, 'inside'), { recursive: true })
    pick(inTheWay)
    await expect(service.print(may)).rejects.toMatchObject({ code: 'file.notWritten', params: { file: inTheWay } })
    expect(existsSync(`${inTheWay}.part`)).toBe(false)
  })
})

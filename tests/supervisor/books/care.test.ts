import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createKeeper } from '../../../electron/keeper/create-keeper.ts'
import { damageMarked } from '../../../electron/storage/recovery/marks.ts'
import { createCare } from '../../../electron/supervisor/books/care.ts'
import { createExporter } from '../../../electron/supervisor/books/export.ts'
import { createKeeperHost } from '../../../electron/supervisor/books/keeper-host.ts'
import { createProcessHost } from '../../../electron/supervisor/processes/process-host.ts'
import { everybodys } from '../../../shared/model/money-report.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { createFakeProcesses, settle } from '../../helpers/fake-processes.ts'
import { birthday } from '../../helpers/things.ts'
import { makeCall, makeLedger } from '../../gateway/ledger/make-ledger.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaihe-care-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const hour = 3_600_000
function setUp() {
  const clock = createFakeClock(birthday)
  const processes = createFakeProcesses({ keeper: ({ port }) => createKeeper(port) })
  const keeper = createKeeperHost(createProcessHost({ spawn: processes.spawn, clock }))
  const events: AppEvent[] = []
  const damaged: string[] = []
  const care = createCare({
    ...{ dataFolder: folder, keeper, clock },
    publish: (event) => events.push(event),
    onDamage: (file) => damaged.push(file),
  })
  const pass = async (milliseconds: number) => {
    clock.advance(milliseconds)
    await settle()
  }
  return { clock, processes, keeper, care, events, damaged, pass }
}
const fill = async (clock: ReturnType<typeof createFakeClock>) => {
  const ledger = makeLedger(join(folder, 'ledger.db'), clock)
  await makeCall(ledger, clock, { tokens: { input: 5 } })
  await ledger.close()
}
const copies = () => readdirSync(join(folder, 'backups')).filter((name) => name.endsWith('-daily.db'))

describe('the care of the books', () => {
  it('checks and copies once a day, in a process that is gone again', async () => {
    const { clock, processes, care, pass, events } = setUp()
    await fill(clock)
    care.start()
    await pass(hour)
    expect(copies()).toHaveLength(1)
    const [, ledger] = care.health()
    expect(ledger?.checkedAt).not.toBeNull()
    const started = processes.started.length
    await pass(hour)
    await pass(hour)
    expect(processes.started).toHaveLength(started)
    await pass(24 * hour)
    expect(processes.started.length).toBeGreaterThan(started)
    expect(processes.alive('keeper')).toEqual([])
    expect(events).toEqual([])
    care.stop()
  })

  it('looks again, whatever the day, where the app was not ended in order', async () => {
    const first = setUp()
    await fill(first.clock)
    first.care.start()
    await first.pass(hour)
    const again = setUp()
    again.care.start()
    await again.pass(hour)
    expect(again.processes.started.length).toBeGreaterThan(0)
    again.care.stop()
    const after = setUp()
    after.care.start()
    await after.pass(hour)
    expect(after.processes.started).toHaveLength(0)
    after.care.stop()
    first.care.stop()
  })

  it('marks sums that do not agree, tells the owner, and makes no copy of them', async () => {
    const { clock, care, pass, events, damaged } = setUp()
    await fill(clock)
    const db = new DatabaseSync(join(folder, 'ledger.db'))
    db.exec('UPDATE rollups SET quantity = quantity + 1')
    db.close()
    care.start()
    await pass(hour)
    expect(damageMarked(join(folder, 'ledger.db'))).toBe('sums')
    expect(events).toMatchObject([{ type: 'notice', error: { code: 'storage.damageFound' } }])
    expect(damaged).toEqual(['ledger'])
    expect(copies()).toEqual([])
    care.stop()
  })

  it('says when the keeper went away, and tries again later', async () => {
    const { clock, processes, care, pass, events } = setUp()
    await fill(clock)
    processes.refuse('no more processes')
    care.start()
    await pass(hour)
    expect(events).toMatchObject([{ type: 'notice' }])
    processes.refuse(null)
    await pass(2 * hour)
    expect(copies()).toHaveLength(1)
    care.stop()
  })
})

describe('an export', () => {
  it('goes where the owner says, or nowhere', async () => {
    const { clock, keeper } = setUp()
    const ledgerPath = join(folder, 'ledger.db')
    let target: string | null = null
    const exporter = createExporter({ ledgerPath, keeper, pickFile: async () => target, names: () => ({}) })
    const order = { format: 'csv' as const, from: null, to: null, only: everybodys }
    expect(await exporter.save(order)).toEqual({ path: null, count: 0 })
    await fill(clock)
    expect(await exporter.save(order)).toBeNull()
    target = join(folder, 'usage.csv')
    expect(await exporter.save(order)).toEqual({ path: target, count: 1 })
    expect(existsSync(target)).toBe(true)
  })
})

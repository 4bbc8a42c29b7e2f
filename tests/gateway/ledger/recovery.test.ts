import {
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { backUp } from '../../../electron/storage/back-up.ts'
import { damageMarked, markDamaged } from '../../../electron/storage/recovery/marks.ts'
import { isSound } from '../../../electron/storage/recovery/newest-backup.ts'
import { unreadRepairs } from '../../../electron/storage/recovery/repair-notes.ts'
import { findDisagreement } from '../../../electron/gateway/ledger/sums.ts'
import type { Ledger } from '../../../electron/gateway/ledger/ledger.ts'
import { currencySchema } from '../../../shared/model/money.ts'
import { instantSchema } from '../../../shared/model/brand.ts'
import { type Price, priceSchema } from '../../../shared/model/price.ts'
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts'
import { intentOf, makeCall, makeLedger } from './make-ledger.ts'

const start = instantSchema.parse(Date.UTC(2026, 10, 1))
const yuan: Price = priceSchema.parse({
  kind: 'rates',
  currency: 'CNY',
  rates: { input: 1_234_567, output: 7_654_321, cachedRead: 20_000, cacheWrite: null, reasoning: null, perRequest: 3 },
  validFrom: start,
  source: 'test',
})
let folder = ''
let clock: FakeClock
let path = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kaihe-recovery-'))
  path = join(folder, 'ledger.db')
  clock = createFakeClock(start)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const calls = async (ledger: Ledger, from: number, count: number) => {
  const made: Promise<void>[] = []
  for (let index = from; index < from + count; index++) {
    const tokens = { input: 1 + index * 7, output: 2 + index * 3, cachedRead: index % 5 }
    const run = `run-${index % 9}`
    const call = { runId: run, agentId: `agent-${index % 3}`, callKey: `step/item/${index}`, model: `m${index % 2}` }
    made.push(makeCall(ledger, clock, { ...call, tokens, price: index % 4 === 0 ? null : yuan }))
    // Some come together, some on another day.
    if (index % 20 === 19) await Promise.all(made)
    clock.advance(3_600_000)
  }
  await Promise.all(made)
}
const dailyBackup = () => {
  const db = new DatabaseSync(path, { readOnly: true })
  backUp(db, { path, folder: join(folder, 'backups'), version: 2, at: clock.now() })
  db.close()
}
/** Both files as a process that was killed leaves them. */
const asKilled = (use: () => void) => {
  const kept = mkdtempSync(join(tmpdir(), 'kaihe-killed-'))
  for (const name of ['ledger.db', 'ledger.db-wal']) copyFileSync(join(folder, name), join(kept, name))
  use()
  for (const name of readdirSync(folder)) if (name.startsWith('ledger.db')) rmSync(join(folder, name))
  for (const name of readdirSync(kept)) copyFileSync(join(kept, name), join(folder, name))
  rmSync(kept, { recursive: true })
}
const overwrite = (at: number, length: number) => {
  const file = openSync(path, 'r+')
  writeSync(file, Buffer.alloc(length, 0xa5), 0, length, at)
  closeSync(file)
}
/** The first page of a table's contents, by its number. */
const pagesOf = (table: string): number[] => {
  const db = new DatabaseSync(path, { readOnly: true })
  const rows = db.prepare('SELECT pageno FROM dbstat WHERE name = ? ORDER BY pageno').all(table)
  db.close()
  return rows.map((row) => Number(row.pageno))
}
const everything = (ledger: Ledger) => ({
  usage: ledger.usageBetween(clock.now(), clock.now()),
  all: ledger.books.ofDays(null, { from: '0000-01-01', to: '9999-12-31' }),
  runs: Array.from({ length: 9 }, (_, run) => ledger.books.ofRun(intentOf({ runId: `run-${run}` }).pass.runId)),
  reservations: ledger.reservations(),
})
const whole = (file: string) => {
  const db = new DatabaseSync(file, { readOnly: true })
  const result = {
    sound: isSound(db),
    wrong: findDisagreement(db),
    foreign: db.prepare('PRAGMA foreign_key_check').all(),
  }
  db.close()
  return result
}
const sound = { sound: true, wrong: { days: [], runs: [], reports: [] }, foreign: [] }

const held = { tokens: 100n, money: { currency: currencySchema.parse('CNY'), pico: 5_000_000n } }

describe('a damaged ledger', () => {
  const prepare = async (afterBackup: number, kill: boolean) => {
    const ledger = makeLedger(path, clock)
    await calls(ledger, 0, 300)
    dailyBackup()
    await calls(ledger, 300, afterBackup)
    const broken = await ledger.intend({ ...intentOf({ runId: 'run-1', callKey: 'step/held/1', price: yuan }), held })
    await ledger.pause(broken)
    await ledger.resume(broken)
    const before = everything(ledger)
    if (kill) asKilled(() => void ledger.close())
    await ledger.close().catch(() => undefined)
    return before
  }

  it('loses nothing when its head is garbage', async () => {
    const before = await prepare(40, false)
    overwrite(0, 100)
    const ledger = makeLedger(path, clock)
    expect(ledger.repair).toMatchObject({ file: 'ledger', what: 'file', saved: 40, complete: true })
    // The call that was under way has been charged at an estimate, and the rest of it stays held.
    expect(ledger.lostCalls).toBe(1)
    const { all, reservations } = everything(ledger)
    const sum = (uses: typeof all) => uses.reduce((total, { money }) => total + (money?.pico ?? 0n), 0n)
    expect(sum(all) - sum(before.all)).toBe(40n * 1_234_567n + 3n)
    expect(reservations).toHaveLength(1)
    expect(reservations[0]?.day).not.toBeNull()
    await ledger.close()
    expect(whole(path)).toEqual(sound)
    expect(existsSync(ledger.repair?.keptAs ?? '')).toBe(true)
    expect(unreadRepairs(join(folder, 'damaged'))).toEqual([ledger.repair])
  })

  it('loses nothing when a process was killed and the file was damaged beside its log', async () => {
    const before = await prepare(40, true)
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0)
    // The head in the file itself; that in the log is whole.
    overwrite(0, 16)
    const ledger = makeLedger(path, clock)
    const after = everything(ledger)
    expect(after.all.length).toBeGreaterThanOrEqual(before.all.length)
    expect(ledger.repair?.complete ?? true).toBe(true)
    await ledger.close()
    expect(whole(path)).toEqual(sound)
  })

  it('needs no repair when a process was killed or its log was cut short', async () => {
    await prepare(40, true)
    truncateSync(`${path}-wal`, Math.floor(statSync(`${path}-wal`).size / 2) + 13)
    const ledger = makeLedger(path, clock)
    expect(ledger.repair).toBeNull()
    await ledger.close()
    expect(whole(path)).toEqual(sound)
  })

  it('keeps what the copy has, and reads around the damage, when pages in the middle are garbage', async () => {
    await prepare(200, false)
    const pages = pagesOf('usage_events')
    const page = pages.at(-3) ?? 0
    overwrite((page - 1) * 4096, 4096)
    markDamaged(path, 'file')
    const ledger = makeLedger(path, clock)
    expect(ledger.repair).toMatchObject({ complete: false })
    expect(ledger.repair?.saved).toBeGreaterThan(100)
    expect(ledger.repair?.saved).toBeLessThan(200)
    await ledger.close()
    expect(whole(path)).toEqual(sound)
    expect(damageMarked(path)).toBeNull()
  })

  it('goes on from the copy when the file is cut short', async () => {
    await prepare(40, false)
    truncateSync(path, 4096 * 3 + 17)
    const ledger = makeLedger(path, clock)
    expect(ledger.repair).toMatchObject({ complete: false })
    expect(ledger.repair?.backupAt).not.toBeNull()
    await ledger.close()
    expect(whole(path)).toEqual(sound)
  })

  it('goes on from the copy when not a byte is left, and begins anew without one', async () => {
    await prepare(5, false)
    truncateSync(path, 0)
    const ledger = makeLedger(path, clock)
    expect(ledger.repair).toMatchObject({ saved: 0, complete: false })
    expect(everything(ledger).all.length).toBeGreaterThan(0)
    await ledger.close()
    rmSync(join(folder, 'backups'), { recursive: true })
    writeFileSync(path, 'no database at all '.repeat(900))
    const fresh = makeLedger(path, clock)
    expect(fresh.repair).toMatchObject({ backupAt: null, complete: false })
    expect(everything(fresh).all).toEqual([])
    await fresh.close()
    expect(readdirSync(join(folder, 'damaged')).filter((name) => name.endsWith('.db'))).toHaveLength(2)
  })

  it('builds everything anew from the damaged file alone where there is no copy', async () => {
    const before = await prepare(40, false)
    rmSync(join(folder, 'backups'), { recursive: true })
    overwrite(0, 100)
    const ledger = makeLedger(path, clock)
    expect(ledger.repair).toMatchObject({ backupAt: null, saved: 340, complete: true })
    expect(everything(ledger).runs[0]).toEqual(before.runs[0])
    await ledger.close()
    expect(whole(path)).toEqual(sound)
  })

  it('passes over a copy that is damaged itself', async () => {
    await prepare(3, false)
    clock.advance(1)
    mkdirSync(join(folder, 'backups'), { recursive: true })
    writeFileSync(join(folder, 'backups', 'ledger-20991231T000000-000Z-daily.db'), 'not a copy')
    overwrite(0, 100)
    const ledger = makeLedger(path, clock)
    expect(ledger.repair).toMatchObject({ saved: 3, complete: true })
    await ledger.close()
  })

  it('finishes an exchange that was cut off between its two renames', async () => {
    await prepare(3, false)
    const bytes = readFileSync(path)
    writeFileSync(`${path}.restored`, bytes)
    rmSync(path)
    writeFileSync(`${path}-wal`, 'the log of a file that is not there any more')
    const ledger = makeLedger(path, clock)
    expect(everything(ledger).all.length).toBeGreaterThan(0)
    await ledger.close()
    expect(existsSync(`${path}.restored`)).toBe(false)
    expect(whole(path)).toEqual(sound)
  })

  it('does not take a place that cannot be written for damage', async () => {
    await prepare(3, false)
    rmSync(path)
    mkdirSync(path)
    expect(() => makeLedger(path, clock)).toThrow(expect.objectContaining({ code: 'storage.failed' }))
    expect(existsSync(join(dirname(path), 'damaged'))).toBe(false)
  })
})

describe('a ledger whose sums do not agree with its events', () => {
  it('is counted again, exactly, and the owner is told', async () => {
    const ledger = makeLedger(path, clock)
    await calls(ledger, 0, 60)
    const before = everything(ledger)
    await ledger.close()
    const db = new DatabaseSync(path)
    db.exec('UPDATE rollups SET micros = micros + 5 WHERE day = (SELECT min(day) FROM rollups)')
    db.exec('DELETE FROM run_totals WHERE run = 2')
    db.exec('UPDATE day_sums SET output = output + 1 WHERE day = (SELECT max(day) FROM day_sums)')
    expect(findDisagreement(db)).toMatchObject({ days: [expect.any(String)], runs: [2] })
    expect(findDisagreement(db).reports.length).toBeGreaterThan(0)
    db.close()
    markDamaged(path, 'sums')
    const again = makeLedger(path, clock)
    expect(again.repair).toMatchObject({ what: 'sums', complete: true })
    expect(everything(again)).toEqual(before)
    await again.close()
    expect(whole(path)).toEqual(sound)
    const quiet = makeLedger(path, clock)
    expect(quiet.repair).toBeNull()
    await quiet.close()
  })
})

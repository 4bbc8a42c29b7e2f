import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Papa from 'papaparse'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { exportEverything } from '../../../electron/keeper/export/everything.ts'
import { explained } from '../../../electron/keeper/export/readme.ts'
import { zoneSchema } from '../../../shared/model/brand.ts'
import { defaultSettings } from '../../../shared/model/settings.ts'
import { picoOfDecimal } from '../../../shared/rules/price/decimal.ts'
import { birthday } from '../../helpers/things.ts'
import { seedYear, type Year } from '../seed-year.ts'

const zone = zoneSchema.parse('Asia/Shanghai')
const events = 200_000
let root = ''
let year: Year
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'kaihe-export-year-'))
  mkdirSync(join(root, 'data'))
  mkdirSync(join(root, 'out'))
  year = seedYear(join(root, 'data'), events, zone)
}, 120_000)
afterAll(() => rmSync(root, { recursive: true, force: true }))

it('exports a year of 200,000 calls in bounded memory, exact to the last unit', async () => {
  let most = 0
  const told: number[] = []
  const before = process.memoryUsage().heapUsed
  const { path } = await exportEverything(
    {
      ...{ dataFolder: join(root, 'data'), folder: join(root, 'out'), name: 'year', app: '0.1.0', at: birthday, zone },
      ...{ language: 'en', settings: defaultSettings, services: [], names: {} },
    },
    ({ done, total }) => {
      most = Math.max(most, process.memoryUsage().heapUsed - before)
      told.push(done / total)
    },
  )
  expect(most).toBeLessThan(200_000_000)
  expect(told.at(-1)).toBe(1)
  // It is seen to move all the way.
  expect(new Set(told.map((part) => Math.floor(part * 100))).size).toBeGreaterThan(95)
  expect(told).toEqual(told.toSorted((left, right) => left - right))
  const expected = sumOf(year.told.map(({ currency, pico }) => [currency, pico]))
  expect(Object.keys(expected).length).toBeGreaterThan(1)
  expect(sumOfTable(join(path, explained.usageTable), events)).toEqual(expected)
  expect(sumOfTable(join(path, explained.sums), 1)).toEqual(expected)
}, 120_000)

function sumOfTable(path: string, atLeast: number): Record<string, string> {
  const { data } = Papa.parse<Record<string, string>>(readFileSync(path, 'utf8').slice(1), {
    header: true,
    skipEmptyLines: true,
  })
  expect(data.length).toBeGreaterThanOrEqual(atLeast)
  return sumOf(data.map(({ currency = '', amount = '' }) => [currency, picoOfDecimal(amount || '0') ?? -1n]))
}

function sumOf(amounts: readonly (readonly [string, bigint])[]): Record<string, string> {
  const sums = new Map<string, bigint>()
  for (const [currency, pico] of amounts) {
    if (currency !== '') sums.set(currency, (sums.get(currency) ?? 0n) + pico)
  }
  return Object.fromEntries([...sums].map(([currency, pico]) => [currency, String(pico)]).sort())
}

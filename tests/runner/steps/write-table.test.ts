import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import readXlsxFile from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { makeXlsx } from '../../helpers/make-workbook.ts'
import type { World } from '../world.ts'
import { makeListWorld } from './given-list.ts'

const rows = [
  { supplier: 'Baker & Sons', total: 1234.5, due: '2026-06-30' },
  { supplier: '=HYPERLINK("http://evil.example")', total: -20, due: null },
  { supplier: '海港商贸', total: 0.1, due: '2026-07-01' },
]
const step = (changes: object) => (world: World) => ({
  id: 'out',
  kind: 'writeTable',
  from: 'read',
  mode: 'new',
  folder: world.reports,
  title: 'Invoices',
  format: 'xlsx',
  file: null,
  totals: true,
  ...changes,
})
/** The list's columns are declared, as steps that read tables declare them. */
async function makeWriteWorld(changes: object): Promise<World> {
  const world = await makeListWorld(rows, step(changes))
  const kept = world.facts.checkpoints.get('read/')
  const columns = [
    { name: 'supplier', type: 'text', meaning: '' },
    { name: 'total', type: 'money', meaning: '' },
    { name: 'due', type: 'date', meaning: '' },
  ]
  if (kept !== undefined) Object.assign(Object(kept.value), { columns })
  return world
}

describe('writing a table', () => {
  it('makes a workbook with numbers as numbers, days as days, a total, and no formula', async () => {
    const world = await makeWriteWorld({})
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    const [name = '', ...others] = await readdir(world.reports)
    expect(others).toEqual([])
    const bytes = await readFile(join(world.reports, name))
    const [sheet] = await readXlsxFile(bytes)
    expect(sheet?.data).toEqual([
      ['supplier', 'total', 'due'],
      ['Baker & Sons', 1234.5, new Date('2026-06-30T00:00:00Z')],
      ['=HYPERLINK("http://evil.example")', -20, null],
      ['海港商贸', 0.1, new Date('2026-07-01T00:00:00Z')],
      ['Total', 1214.6, null],
    ])
    expect(strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).not.toContain('<f>')
    expect([...world.facts.deliverables.values()]).toMatchObject([{ format: 'xlsx' }])
  })

  it('makes a table as text that Excel reads as UTF-8 and never as formulas', async () => {
    const world = await makeWriteWorld({ format: 'csv', totals: false })
    await world.run()
    const [name = ''] = await readdir(world.reports)
    const text = await readFile(join(world.reports, name), 'utf8')
    expect(text.startsWith('\ufeffsupplier,total,due\r\nBaker & Sons,1234.5,2026-06-30\r\n')).toBe(true)
    expect(text).toContain(`"'=HYPERLINK(""http://evil.example"")",-20,`)
  })
})

describe('adding rows to a file', () => {
  const formula = '<row r="4" spans="1:4"><c r="D4" s="2"><f>SUM(B2:B3)</f><v>15</v></c></row>'

  async function makeBook(folder: string): Promise<{ file: string; before: Record<string, Uint8Array> }> {
    await mkdir(folder, { recursive: true })
    const bytes = await makeXlsx([
      {
        sheet: 'Bills',
        rows: [
          ['Supplier', 'due', 'note'],
          ['Old one', new Date('2026-01-02T00:00:00Z'), 'paid'],
        ],
      },
      { sheet: 'Other', rows: [['untouched']] },
    ])
    const before = unzipSync(bytes)
    const file = join(folder, 'bills.xlsx')
    await writeFile(file, bytes)
    return { file, before }
  }

  it('keeps everything else byte by byte, and matches columns by their names', async () => {
    const world = await makeWriteWorld({ mode: 'append', file: '/replaced' })
    const { file, before } = await makeBook(world.reports)
    world.order = await makeAppend(world, file)
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    const bytes = await readFile(file)
    const [sheet, other] = await readXlsxFile(bytes)
    expect(sheet?.data).toEqual([
      ['Supplier', 'due', 'note', 'total'],
      ['Old one', new Date('2026-01-02T00:00:00Z'), 'paid', null],
      ['Baker & Sons', new Date('2026-06-30T00:00:00Z'), null, 1234.5],
      ['=HYPERLINK("http://evil.example")', null, null, -20],
      ['海港商贸', new Date('2026-07-01T00:00:00Z'), null, 0.1],
    ])
    expect(other?.data).toEqual([['untouched']])
    const after = unzipSync(bytes)
    for (const [name, content] of Object.entries(before)) {
      if (name === 'xl/worksheets/sheet1.xml' || name === 'xl/workbook.xml') continue
      expect(Buffer.from(after[name] ?? []).equals(Buffer.from(content)), name).toBe(true)
    }
    expect(strFromU8(after['xl/workbook.xml'] ?? new Uint8Array())).toContain('fullCalcOnLoad="1"')
    expect([...world.facts.acts.values()]).toMatchObject([{ change: 'replace', done: true, before: { kept: true } }])
  })

  it('leaves formulas and styles as they are, and grows a table that ends there', async () => {
    const world = await makeWriteWorld({ mode: 'append', file: '/replaced' })
    const { file, before } = await makeBook(world.reports)
    const sheet = strFromU8(before['xl/worksheets/sheet1.xml'] ?? new Uint8Array()).replace(
      '</sheetData>',
      `${formula}</sheetData>`,
    )
    const parts = {
      ...before,
      'xl/worksheets/sheet1.xml': strToU8(sheet),
      'xl/worksheets/_rels/sheet1.xml.rels': strToU8(
        '<Relationships><Relationship Id="t" Target="../tables/table1.xml"/></Relationships>',
      ),
      'xl/tables/table1.xml': strToU8('<table ref="A1:C4"><autoFilter ref="A1:C4"/></table>'),
    }
    await writeFile(file, zipSync(parts))
    world.order = await makeAppend(world, file)
    await world.run()
    const after = unzipSync(await readFile(file))
    expect(strFromU8(after['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toContain(formula)
    expect(strFromU8(after['xl/tables/table1.xml'] ?? new Uint8Array())).toBe(
      '<table ref="A1:C7"><autoFilter ref="A1:C7"/></table>',
    )
  })

  it('adds them once, however often the run is killed and goes on', async () => {
    const world = await makeWriteWorld({ mode: 'append', file: '/replaced' })
    const { file } = await makeBook(world.reports)
    world.order = await makeAppend(world, file)
    await world.run()
    const first = await readFile(file)
    world.facts.checkpoints.delete('out/')
    for (const act of world.facts.acts.values()) act.done = false
    await world.run()
    expect((await readFile(file)).equals(first)).toBe(true)
  })

  it('leaves a file alone that somebody changed meanwhile', async () => {
    const world = await makeWriteWorld({ mode: 'append', file: '/replaced' })
    const { file } = await makeBook(world.reports)
    world.order = await makeAppend(world, file)
    await world.run()
    world.facts.checkpoints.delete('out/')
    world.facts.acts.clear()
    await writeFile(file, 'changed by hand')
    expect(await world.run()).toMatchObject({ type: 'failed', error: { code: 'file.changed' } })
    expect(await readFile(file, 'utf8')).toBe('changed by hand')
  })

  it('keeps the delimiter and the line ends of a table as text', async () => {
    const world = await makeWriteWorld({ mode: 'append', file: '/replaced' })
    await mkdir(world.reports, { recursive: true })
    const file = join(world.reports, 'bills.csv')
    await writeFile(file, 'supplier;total;due\r\nOld;1;2026-01-02')
    world.order = await makeAppend(world, file)
    await world.run()
    const lines = (await readFile(file, 'utf8')).split('\r\n')
    expect(lines).toHaveLength(6)
    expect(lines[2]).toBe('Baker & Sons;1234.5;2026-06-30')
  })

  it.each([
    ['a file nobody picked', '/etc/hosts', 'folder.notGranted'],
    ['no table at all', null, 'table.notASheet'],
  ])('refuses %s', async (_, place, code) => {
    const world = await makeWriteWorld({ mode: 'append', file: '/replaced' })
    await mkdir(world.reports, { recursive: true })
    const file = place ?? join(world.reports, 'picture.xlsx')
    if (place === null) await writeFile(file, Buffer.from('89504e470d0a1a0a00', 'hex'))
    world.order = await makeAppend(world, file)
    expect(await world.run()).toMatchObject({ type: 'failed', error: { code } })
  })
})

async function makeAppend(world: World, file: string): Promise<World['order']> {
  const { agent } = world.order
  const steps = agent.steps.map((each) => (each.kind === 'writeTable' ? { ...each, file } : each))
  return { ...world.order, agent: { ...agent, steps } }
}

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sumOf } from '../../../shared/rules/sum.ts'
import { stepSchema } from '../../../shared/steps/step.ts'
import { makeXlsx } from '../../helpers/make-workbook.ts'
import { makeWorld, type World } from '../world.ts'

/** A run that reads this table and does these steps with it. */
async function makeTableWorld(
  name: string,
  content: string | Uint8Array,
  read: object,
  ...more: object[]
): Promise<World> {
  const world = await makeWorld()
  const file = join(world.documents, name)
  await writeFile(file, content)
  const steps = [{ id: 'table', kind: 'readTable', file, ...read }, ...more].map((step) => stepSchema.parse(step))
  world.order = { ...world.order, agent: { ...world.order.agent, steps } }
  return world
}

const resultOf = (world: World, stepId: string) => world.facts.checkpoints.get(`${stepId}/`)?.value
const sales =
  'Region;Sold on;Amount;Code\r\nNorth;2026-10-01;1.200,50;007\r\n"South;\r\nEast";2026-10-02;300;012\r\nNorth;2026-10-03;0,1;013\r\n'

describe('reading a table', () => {
  it('gives typed rows, in the columns and with the rows that are wanted', async () => {
    const world = await makeTableWorld('sales.csv', sales, {
      columns: 'region, AMOUNT，code',
      filter: { kind: 'compare', column: 'Amount', operator: 'atLeast', value: '1' },
    })
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    expect(resultOf(world, 'table')).toMatchObject({
      columns: [
        { name: 'Region', type: 'text' },
        { name: 'Amount', type: 'number' },
        { name: 'Code', type: 'text' },
      ],
      count: 2,
      items: [
        { fields: { Region: 'North', Amount: 1200.5, Code: '007' } },
        { fields: { Region: 'South;\r\nEast', Amount: 300, Code: '012' } },
      ],
    })
  })

  it('reads a sheet by its name, and says which there are', async () => {
    const bytes = await makeXlsx([
      { sheet: 'First', rows: [['a'], [1]] },
      {
        sheet: 'Second',
        rows: [
          ['Day', 'b'],
          [new Date('2026-10-01T00:00:00Z'), 2],
        ],
      },
    ])
    const world = await makeTableWorld('book.xlsx', bytes, { sheet: 'second' })
    await world.run()
    expect(resultOf(world, 'table')).toMatchObject({
      columns: [{ type: 'date' }, { type: 'number' }],
      items: [{ fields: { Day: '2026-10-01', b: 2 } }],
    })
    const wrong = await makeTableWorld('book.xlsx', bytes, { sheet: 'Third' })
    expect(await wrong.run()).toMatchObject({
      error: { code: 'table.noSuchSheet', params: { sheets: 'First, Second' } },
    })
  })

  it('works through a million rows without holding them, and refuses to hand on more than can be worked on', async () => {
    const rows = Array.from({ length: 1_000_000 }, (_, index) => `row ${index},${index % 1000},x,y,z`).join('\n')
    const table = `name,number,a,b,c\n${rows}\n`
    const filtered = await makeTableWorld('long.csv', table, {
      filter: { kind: 'compare', column: 'number', operator: 'is', value: '7' },
    })
    expect(await filtered.run()).toEqual({ type: 'finished', outcome: 'complete' })
    expect(resultOf(filtered, 'table')).toMatchObject({ count: 1000 })
    const whole = await makeTableWorld('long.csv', table, {})
    expect(await whole.run()).toMatchObject({
      type: 'failed',
      error: { code: 'table.tooLong', params: { rows: 400_000 } },
    })
  })

  it.each([
    ['empty.csv', '', {}, 'document.empty'],
    ['blank.csv', '\n\n', {}, 'table.noHeader'],
    ['a.csv', 'a,b\n1,2\n', { columns: 'c' }, 'run.noSuchColumn'],
    ['a.csv', 'a,b\n1,2\n', { file: '/etc/passwd' }, 'folder.notGranted'],
    ['a.csv', 'a,b\n1,2\n', { file: null }, 'file.notChosen'],
    ['a.csv', Buffer.from([0, 1, 2, 3, 0, 0, 7]), {}, 'document.unsupported'],
  ])('refuses %s %j %j', async (name, content, read, code) => {
    const world = await makeTableWorld(name, content, read)
    expect(await world.run()).toMatchObject({ type: 'failed', error: { code } })
  })
})

describe('summing up', () => {
  const sum = {
    id: 'sum',
    kind: 'sumUp',
    from: 'table',
    groupBy: 'Region',
    how: 'sum',
    values: 'Amount',
    order: 'value',
  }

  it('is exact, and counts what has no number', async () => {
    const table = 'Region,Amount\nNorth,0.1\nnorth ,0.2\nSouth,5\nSouth,unknown\n'
    const world = await makeTableWorld('a.csv', table, {}, sum)
    await world.run()
    expect(resultOf(world, 'sum')).toMatchObject({
      items: [
        { name: 'South', fields: { Region: 'South', 'Sum of Amount': 5, 'Without a number': 1 } },
        { name: 'North', fields: { Region: 'North', 'Sum of Amount': 0.3, 'Without a number': 0 } },
      ],
    })
  })

  it.each([
    ['count', 3],
    ['average', 2],
    ['least', 1],
    ['greatest', 3],
  ])('gives the %s of all', async (how, value) => {
    const world = await makeTableWorld('a.csv', 'n\n1\n2\n3\n', {}, { ...sum, groupBy: '', how, values: 'n' })
    await world.run()
    const result = JSON.stringify(resultOf(world, 'sum'))
    expect(result).toContain(`:${value}}`)
    expect(result).toContain('"count":1')
  })

  it.each([
    [[0.1, 0.2], 0.3],
    [[1e21, 1], 1e21],
    [[1e-7, 2e-7], 3e-7],
    [[-1.5, 1.5], 0],
    [[], 0],
  ])('adds %j to %j', (values, total) => {
    expect(sumOf(values)).toBe(total)
  })
})

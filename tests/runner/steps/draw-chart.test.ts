import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { drawChartSvg } from '../../../electron/runner/charts/draw-chart-svg.ts'
import { asPicture } from '../../../electron/runner/charts/as-picture.ts'
import type { Chart } from '../../../electron/runner/charts/chart.ts'
import { fontsFor } from '../../../electron/runner/charts/system-fonts.ts'
import type { World } from '../world.ts'
import { makeListWorld } from './given-list.ts'

const chart = (changes: Partial<Chart> = {}): Chart => ({
  shape: 'bar',
  title: 'Sales',
  measure: 'euros',
  points: [
    { name: 'North', value: 1200.5 },
    { name: 'South <b>', value: 300 },
  ],
  note: null,
  language: 'en',
  ...changes,
})

const step = (changes: object) => (world: World) => ({
  id: 'draw',
  kind: 'drawChart',
  from: 'read',
  shape: 'bar',
  names: 'region',
  values: 'sales',
  title: 'Sales of the month',
  folder: world.reports,
  ...changes,
})

describe('a chart', () => {
  it('has bars as long as their values, on one scale from zero', () => {
    const svg = drawChartSvg(chart())
    const bars = [...svg.matchAll(/<rect x="([\d.]+)" [^>]*width="([\d.]+)" height="[\d.]+" rx/g)]
    const [first, second] = bars.map(([, , width]) => Number(width))
    expect((first ?? 0) / (second ?? 1)).toBeCloseTo(1200.5 / 300, 1)
    expect(new Set(bars.map(([, x]) => x)).size).toBe(1)
    expect(svg).toContain('1,200.5')
  })

  it('takes names as words, never as markup', () => {
    expect(drawChartSvg(chart())).toContain('South &lt;b&gt;')
    const wild = chart({ points: [{ name: '</text><script>\u0000\ud800', value: 1 }] })
    expect(drawChartSvg(wild)).not.toContain('<script')
  })

  it('draws values below zero to the other side', () => {
    const svg = drawChartSvg(
      chart({
        points: [
          { name: 'a', value: -10 },
          { name: 'b', value: 10 },
        ],
      }),
    )
    const xs = [...svg.matchAll(/<rect x="([\d.]+)" [^>]* rx/g)].map(([, x]) => Number(x))
    expect(xs[0]).toBeLessThan(xs[1] ?? 0)
  })

  it('says shares in percent that come to the whole', () => {
    const svg = drawChartSvg(
      chart({
        shape: 'share',
        points: [
          { name: 'a', value: 1 },
          { name: 'b', value: 3 },
        ],
      }),
    )
    expect(svg).toContain('25% (1)')
    expect(svg).toContain('75% (3)')
  })

  it.each([1, 2, 400])('draws a line through %i points', (count) => {
    const points = Array.from({ length: count }, (_, index) => ({ name: `day ${index + 1}`, value: index ** 2 }))
    const svg = drawChartSvg(chart({ shape: 'line', points }))
    expect(svg.match(/[ML][\d.]+ [\d.]+/g)).toHaveLength(count)
    expect(svg).toContain(`day ${count}`)
  })

  it('can write Chinese: other signs make another picture', async () => {
    const pictureOf = (title: string) => asPicture(drawChartSvg(chart({ title, language: 'zh-CN' })))
    const [one, other] = [await pictureOf('销售额'), await pictureOf('利润率')]
    expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false)
    expect(Buffer.from(one).readUInt32BE(16)).toBe(1920)
  })

  it('says so where there is no font at all', async () => {
    await expect(fontsFor('Sales', ['/nowhere'])).rejects.toMatchObject({ code: 'chart.noFont' })
  })
})

describe('the step', () => {
  const rows = [
    { region: 'North', sales: '1,200.50 €' },
    { region: 'South', sales: 300 },
    { region: 'West', sales: 'unknown' },
  ]

  it('puts one picture into the folder, and a run that goes on puts no second', async () => {
    const world = await makeListWorld(rows, step({}))
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    const names = await readdir(world.reports)
    expect(names).toHaveLength(1)
    expect(names[0]).toMatch(/^Sales of the month \d{4}-\d{2}-\d{2}\.png$/)
    const bytes = await readFile(join(world.reports, names[0] ?? ''))
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    expect([...world.facts.deliverables.values()]).toMatchObject([{ format: 'png', bytes: bytes.length }])
  })

  it.each([
    [{ values: 'profit' }, 'run.noSuchColumn'],
    [{ values: 'region' }, 'chart.nothingToDraw'],
    [{ folder: '/elsewhere' }, 'folder.missing'],
  ])('refuses %j', async (changes, code) => {
    const world = await makeListWorld(rows, step(changes))
    expect(await world.run()).toMatchObject({ type: 'failed', error: { code } })
    expect(await readdir(world.reports)).toEqual([])
  })

  it('refuses shares of what is below zero', async () => {
    const world = await makeListWorld([{ region: 'North', sales: -1 }], step({ shape: 'share' }))
    expect(await world.run()).toMatchObject({ type: 'failed', error: { code: 'chart.belowZero' } })
  })
})

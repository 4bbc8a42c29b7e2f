import { parseHTML } from 'linkedom'
import { describe, expect, it } from 'vitest'
import { findPrice } from '../../../electron/runner/pages/find-price.ts'
import { findTable } from '../../../electron/runner/pages/find-table.ts'

const page = (body: string) => parseHTML(`<!doctype html><html><body>${body}</body></html>`).document
const read = (body: string, words = '', language = 'en') =>
  findTable(page(body), words, { nameless: (number) => `Column ${number}`, language })

const rates = `<h2>Exchange rates</h2>
<table><tr><th>Currency</th><th>Rate</th><th>Change</th></tr>
<tr><td>USD</td><td>7.1032</td><td>-0.2%</td></tr><tr><td>EUR</td><td>8.2150</td><td>0.1%</td></tr></table>`

describe('a table of a page', () => {
  it('is its columns by their kinds and its rows by their values', () => {
    expect(read(rates)).toEqual({
      columns: [
        { name: 'Currency', type: 'text', meaning: '' },
        { name: 'Rate', type: 'number', meaning: '' },
        { name: 'Change', type: 'number', meaning: '' },
      ],
      rows: [
        ['USD', 7.1032, -0.2],
        ['EUR', 8.215, 0.1],
      ],
    })
  })

  it('is the one whose caption, heading or header holds the words', () => {
    const prices = `<table><caption>Price list</caption><tr><th>Item</th><th>Each</th></tr><tr><td>Pen</td><td>€1,50</td></tr></table>`
    const layout = `<table role="presentation"><tr><td>Menu</td><td>Exchange rates</td></tr><tr><td>a</td><td>b</td></tr></table>`
    const both = `${layout}${prices}${rates}`
    expect(read(both)?.columns[0]?.name).toBe('Item')
    expect(read(both, 'exchange RATES')?.columns[0]?.name).toBe('Currency')
    expect(read(both, 'each', 'de')?.rows).toEqual([['Pen', 1.5]])
    expect(read(both, 'weather')).toBeNull()
    expect(read('<p>no table</p>')).toBeNull()
  })

  it('keeps codes, days and mixed columns as they are written', () => {
    const table = read(`<table><tr><th>Code</th><th>Day</th><th>Left</th><th></th><th>Left</th></tr>
      <tr><td>00123</td><td>2026-11-26</td><td>5</td><td>x</td><td></td></tr>
      <tr><td>00456</td><td>2026-11-27</td><td>none</td><td>y</td><td>1,200</td></tr></table>`)
    expect(table?.columns.map(({ name, type }) => `${name}: ${type}`)).toEqual([
      'Code: text',
      'Day: text',
      'Left: text',
      'Column 4: text',
      'Left 2: number',
    ])
    expect(table?.rows).toEqual([
      ['00123', '2026-11-26', '5', 'x', null],
      ['00456', '2026-11-27', 'none', 'y', 1200],
    ])
  })

  it('repeats cells that stretch, and is bounded whatever they claim', () => {
    const table = read(`<table><tr><th colspan="2">Place</th><th>Sum</th></tr>
      <tr><td rowspan="2">North</td><td>Oslo</td><td>1</td></tr><tr><td>Bergen</td><td>2</td></tr>
      <tr><td colspan="999999999">Total</td></tr></table>`)
    expect(table?.columns.map(({ name }) => name)).toContain('Place 2')
    expect(table?.rows.slice(0, 2).map((row) => row.slice(0, 3))).toEqual([
      ['North', 'Oslo', expect.anything()],
      ['North', 'Bergen', expect.anything()],
    ])
    expect(table?.columns.length).toBeLessThanOrEqual(100)
    const greedy = '<tr><td rowspan="1000" colspan="100">a</td><td rowspan="1000" colspan="100">b</td></tr>'.repeat(
      3000,
    )
    expect(read(`<table>${greedy}</table>`)?.columns.length).toBeLessThanOrEqual(100)
    const endless = '<tr><td rowspan="99999999">a</td><td>b</td></tr>'.repeat(300)
    expect(read(`<table>${endless}</table>`)?.rows.length).toBeLessThanOrEqual(20_000)
  })
})

describe('a price that is stated for programs', () => {
  it.each([
    [
      '<script type="application/ld+json">{"@type":"Product","offers":{"price":"4599.00","priceCurrency":"CNY"}}</script>',
      4599,
      'CNY',
    ],
    [
      '<script type="application/ld+json">{"@graph":[{"@type":"Thing"},{"offers":[{"lowPrice":12.5,"priceCurrency":"USD"}]}]}</script>',
      12.5,
      'USD',
    ],
    ['<span itemprop="price" content="7.90">7,90</span><meta itemprop="priceCurrency" content="EUR">', 7.9, 'EUR'],
    [
      '<meta property="product:price:amount" content="19"><meta property="product:price:currency" content="GBP">',
      19,
      'GBP',
    ],
  ])('is found in %s', (body, value, unit) => {
    expect(findPrice(page(body))).toEqual({ value, unit })
  })

  it('is none where the page states none, or states it brokenly', () => {
    expect(findPrice(page('<script type="application/ld+json">{"offers":</script><p>$5</p>'))).toBeNull()
  })
})

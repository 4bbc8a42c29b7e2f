import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { csvLine } from '../../../shared/rules/csv.ts'

describe('a line of a table', () => {
  it('is read back as it was, and never as a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 5 }), (cells) => {
        const read = Papa.parse<string[]>(csvLine(cells), { delimiter: ',', newline: '\r\n' }).data[0] ?? []
        expect(read).toHaveLength(cells.length)
        read.forEach((cell, index) => {
          expect([cells[index], `'${cells[index]}`]).toContain(cell)
          expect(cell).not.toMatch(/^[=+\-@\t\r]/)
        })
      }),
    )
  })

  it('leaves numbers alone and what is missing empty', () => {
    expect(csvLine([-5, 'a', null, undefined, true, '-5', '＝1'])).toBe("-5,a,,,true,'-5,'＝1\r\n")
  })
})

import { describe, expect, it } from 'vitest'
import { fileNameAt, fileStem } from '../../../../electron/runner/tools/files/file-name.ts'

const name = (title: string): string => fileStem(title, '2026-11-24', 'Report')

describe('a file name', () => {
  it.each([
    ['Summary of my documents', 'Summary of my documents 2026-11-24'],
    ['文件摘要', '文件摘要 2026-11-24'],
    ['Q3/Q4: <draft> "final"?*|\\', 'Q3 Q4 draft final 2026-11-24'],
    ['../../etc/passwd', 'etc passwd 2026-11-24'],
    ['.hidden', 'hidden 2026-11-24'],
    ['ends with dots... ', 'ends with dots 2026-11-24'],
    ['two\nlines\tand\u0000control', 'two lines and control 2026-11-24'],
    ['invoice\u202Efdp.exe', 'invoice fdp.exe 2026-11-24'],
    ['   ', 'Report 2026-11-24'],
    ['???', 'Report 2026-11-24'],
    ['CON', '_CON 2026-11-24'],
    ['nul.txt', '_nul.txt 2026-11-24'],
    ['Lpt1 .x', '_Lpt1 .x 2026-11-24'],
    ['COM²', '_COM² 2026-11-24'],
    ['CONTRACTS', 'CONTRACTS 2026-11-24'],
    ['e\u0301tude', '\u00e9tude 2026-11-24'],
    ['lone \ud800 surrogate', 'lone \ufffd surrogate 2026-11-24'],
  ])('of %j is %j', (title, expected) => {
    expect(name(title)).toBe(expected)
  })

  it.each(['x'.repeat(500), '报'.repeat(500), '👨‍👩‍👧‍👦'.repeat(100), `${'word '.repeat(34)}. . . . . . end`])(
    'stays short enough for every file system and is cut between whole characters: %#',
    (title) => {
      const stem = name(title)
      expect(Buffer.byteLength(fileNameAt(stem, 'html', 1000))).toBeLessThanOrEqual(200)
      expect(stem).toMatch(/[^. ] 2026-11-24$/)
      const cut = stem.slice(0, -' 2026-11-24'.length)
      expect(title.startsWith(cut)).toBe(true)
      const whole = [...new Intl.Segmenter('en').segment(title)].map(({ segment }) => segment)
      expect(whole.slice(0, [...new Intl.Segmenter('en').segment(cut)].length).join('')).toBe(cut)
    },
  )

  it('is counted up when it is taken', () => {
    expect([1, 2, 3].map((attempt) => fileNameAt('Summary 2026-11-24', 'md', attempt))).toEqual([
      'Summary 2026-11-24.md',
      'Summary 2026-11-24 (2).md',
      'Summary 2026-11-24 (3).md',
    ])
  })
})

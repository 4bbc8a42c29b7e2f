import { expect, test } from 'vitest'
import { decodeText } from '../../../../electron/runner/tools/documents/decode-text.ts'
import { detectLanguage } from '../../../../electron/runner/tools/documents/detect-language.ts'
import { tidyText } from '../../../../electron/runner/tools/documents/tidy-text.ts'

const mixed = 'Rechnung für Zoë, 中文说明。\n'

/** `é` and `ü` as windows-1252 writes them. */
const western = Buffer.from('caf\u00e9 cr\u00e8me, M\u00fcller\n', 'latin1')

test('UTF-8 with and without a byte order mark', () => {
  expect(decodeText(Buffer.from(mixed))).toEqual({ text: mixed, encoding: 'utf-8', warnings: [] })
  expect(decodeText(Buffer.from(`\ufeff${mixed}`))).toEqual({ text: mixed, encoding: 'utf-8', warnings: [] })
})

test('UTF-16 in both byte orders, with and without a mark', () => {
  const little = Buffer.from(mixed, 'utf16le')
  const big = Buffer.from(little).swap16()
  expect(decodeText(Buffer.concat([Buffer.from([0xff, 0xfe]), little]))).toMatchObject({
    text: mixed,
    encoding: 'utf-16le',
  })
  expect(decodeText(Buffer.concat([Buffer.from([0xfe, 0xff]), big]))).toMatchObject({
    text: mixed,
    encoding: 'utf-16be',
  })
  expect(decodeText(little)).toMatchObject({ text: mixed, encoding: 'utf-16le' })
  expect(decodeText(big)).toMatchObject({ text: mixed, encoding: 'utf-16be' })
})

test('GB18030, from two to four bytes a character, without a warning', () => {
  // 中文和㐀𠮷 in GB18030: the last two are outside GB 2312 and GBK.
  const bytes = Buffer.concat([
    Buffer.from('d6d0cec4bacd', 'hex'),
    Buffer.from('8139ee39', 'hex'),
    Buffer.from('9534b235', 'hex'),
  ])
  expect(decodeText(Buffer.concat([Buffer.from('d5e2b7ddcec4bcfecac7d6d0cec4b5c4a1a3', 'hex'), bytes]))).toEqual({
    text: '这份文件是中文的。中文和㐀𠮷',
    encoding: 'gb18030',
    warnings: [],
  })
})

test('Western text that is neither is read as windows-1252, and says so', () => {
  expect(decodeText(western)).toEqual({
    text: 'café crème, Müller\n',
    encoding: 'windows-1252',
    warnings: [{ code: 'encoding.guessed', params: { encoding: 'windows-1252' } }],
  })
})

test('a declared encoding is believed where the bytes allow it', () => {
  const shiftJis = Buffer.from('93fa967b8cea', 'hex')
  expect(decodeText(shiftJis, 'shift_jis')).toEqual({ text: '日本語', encoding: 'shift_jis', warnings: [] })
  expect(decodeText(Buffer.from(mixed), 'gb2312')).toMatchObject({ text: mixed, encoding: 'utf-8' })
  expect(decodeText(western, 'no-such-encoding')).toMatchObject({ encoding: 'windows-1252' })
})

test('UTF-8 cut within its last character, or with one bad byte in a long text, is read with a warning', () => {
  const cut = Buffer.from('合同草稿').subarray(0, -1)
  expect(decodeText(cut)).toMatchObject({
    text: '合同草\ufffd',
    warnings: [{ code: 'encoding.damaged', params: { count: 1 } }],
  })
  const long = Buffer.from('这是一份很长的合同。'.repeat(50))
  long[30] = 0xff
  expect(decodeText(long)).toMatchObject({ encoding: 'utf-8', warnings: [{ code: 'encoding.damaged' }] })
})

test.each([
  ['zero bytes', Buffer.from([1, 0, 0, 0, 2, 0, 0, 1, 255, 0])],
  ['control characters', Buffer.from(Array.from({ length: 200 }, (_, index) => (index % 7) + 1))],
])('%s are not text', (_name, bytes) => {
  expect(decodeText(bytes)).toBeNull()
})

test.each([
  ['The meeting of the board is on Monday.', 'en'],
  ['Invoice 2026-04', 'en'],
  ['会议在星期一上午举行。Kettle K-200 已下架。', 'zh'],
  ['会議は月曜日の朝に開かれます。', 'other'],
  ['회의는 월요일 아침에 열립니다.', 'other'],
  [
    'Die Besprechung der Gesellschafter findet am Montag um zehn Uhr in der Halle statt, und zwar wegen der Zahlen, die wir im März für das erste Vierteljahr erwartet und nicht erreicht haben, wie alle wissen.',
    'other',
  ],
  ['12345 67.8 %', 'other'],
])('%s is %s', (text, language) => {
  expect(detectLanguage(text)).toBe(language)
})

test('line ends, control characters, trailing spaces and empty lines are tidied, indentation is kept', () => {
  expect(tidyText('\ufeffone  \r\n\r\n\r\n\r\n  two\u0000\rthree\u200b\n\n')).toBe('one\n\n  two\nthree')
})

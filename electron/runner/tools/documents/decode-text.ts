import type { DocumentWarning } from './document.ts'

export interface DecodedText {
  text: string
  /** A WHATWG encoding name. */
  encoding: string
  warnings: DocumentWarning[]
}

const sampleBytes = 64 * 1024

/**
 * Turns the bytes of a text file into text, or null when they are not text. In order of proof: a byte order mark,
 * UTF-16 without one, valid UTF-8, the encoding the document itself declares, UTF-8 with a few damaged bytes,
 * GB18030 where the byte pairs look Chinese, and at last windows-1252, which fits anything and is marked as a guess.
 *
 * @param declared an encoding label found in the document, such as an HTML page's charset
 */
export function decodeText(bytes: Uint8Array, declared: string | null = null): DecodedText | null {
  const marked = fromByteOrderMark(bytes)
  if (marked !== null) return marked
  const sample = bytes.subarray(0, sampleBytes)
  if (sample.includes(0)) return fromUnmarkedUtf16(bytes, sample)
  const utf8 = strictly('utf-8', bytes)
  if (utf8 !== null) return looksBinary(utf8) ? null : { text: utf8, encoding: 'utf-8', warnings: [] }
  if (controlShare(sample) > 0.02) return null
  return fromDeclared(bytes, declared) ?? fromDamagedUtf8(bytes) ?? fromChinese(bytes, sample) ?? guessed(bytes)
}

const byteOrderMarks = [
  { encoding: 'utf-8', mark: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
]

function fromByteOrderMark(bytes: Uint8Array): DecodedText | null {
  const found = byteOrderMarks.find(({ mark }) => mark.every((byte, index) => bytes[index] === byte))
  if (found === undefined) return null
  const decoded = leniently(found.encoding, bytes)
  return looksBinary(decoded.text) ? null : decoded
}

/** Text in UTF-16 has zero bytes on one side of most pairs (Latin), or at least in its spaces and line ends. */
function fromUnmarkedUtf16(bytes: Uint8Array, sample: Uint8Array): DecodedText | null {
  if (bytes.length % 2 !== 0) return null
  let evenZeros = 0
  let oddZeros = 0
  sample.forEach((byte, index) => {
    if (byte !== 0) return
    if (index % 2 === 0) evenZeros++
    else oddZeros++
  })
  const encoding = evenZeros > oddZeros ? 'utf-16be' : 'utf-16le'
  const text = strictly(encoding, bytes)
  if (text === null || !looksWritten(text.slice(0, sampleBytes))) return null
  return { text, encoding, warnings: [] }
}

function fromDeclared(bytes: Uint8Array, declared: string | null): DecodedText | null {
  if (declared === null) return null
  let encoding: string
  try {
    encoding = new TextDecoder(declared).encoding
  } catch {
    return null // An unknown label says nothing; the bytes are judged by themselves.
  }
  // A page read as UTF-16 here would have shown zero bytes before.
  if (encoding.startsWith('utf-16')) return null
  const text = strictly(encoding, bytes)
  return text === null ? null : { text, encoding, warnings: [] }
}

function fromDamagedUtf8(bytes: Uint8Array): DecodedText | null {
  const decoded = leniently('utf-8', bytes)
  let beyondAscii = 0
  for (let index = 0; index < decoded.text.length; index++) if (decoded.text.charCodeAt(index) > 0x7f) beyondAscii++
  const damaged = decoded.warnings.reduce((sum, { params }) => sum + Number(params['count']), 0)
  const cutAtEnd = damaged <= 1 && decoded.text.endsWith('\ufffd') && beyondAscii > 1
  return cutAtEnd || damaged <= beyondAscii * 0.05 ? decoded : null
}

/** GB18030 accepts many byte strings; it is believed where most pairs fall on the characters of GB 2312. */
function fromChinese(bytes: Uint8Array, sample: Uint8Array): DecodedText | null {
  if (chineseShare(sample) < 0.7) return null
  const text = strictly('gb18030', bytes)
  return text === null ? leniently('gb18030', bytes) : { text, encoding: 'gb18030', warnings: [] }
}

/** GB 2312 rows: symbols and full-width forms (A1 to A3), level 1 (B0 to D7, common) and level 2 (D8 to F7, rare). */
function chineseShare(bytes: Uint8Array): number {
  let units = 0
  let score = 0
  for (let index = 0; index < bytes.length; index++) {
    const first = bytes[index] ?? 0
    if (first < 0x80) continue
    const second = bytes[index + 1] ?? 0
    units++
    if (second >= 0x40) index++
    if (second < 0xa1) score += second >= 0x40 && first >= 0x81 && first <= 0xa0 ? 0.5 : 0
    else if ((first >= 0xb0 && first <= 0xd7) || (first >= 0xa1 && first <= 0xa3)) score += 1
    else if (first >= 0xd8 && first <= 0xf7) score += 0.5
  }
  return units === 0 ? 0 : score / units
}

function guessed(bytes: Uint8Array): DecodedText {
  const encoding = 'windows-1252'
  const text = new TextDecoder(encoding).decode(bytes)
  return { text, encoding, warnings: [{ code: 'encoding.guessed', params: { encoding } }] }
}

function strictly(encoding: string, bytes: Uint8Array): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null // Not this encoding: the caller tries the next.
  }
}

function leniently(encoding: string, bytes: Uint8Array): DecodedText {
  const text = new TextDecoder(encoding).decode(bytes)
  let count = 0
  for (let at = text.indexOf('\ufffd'); at !== -1; at = text.indexOf('\ufffd', at + 1)) count++
  return { text, encoding, warnings: count === 0 ? [] : [{ code: 'encoding.damaged', params: { encoding, count } }] }
}

function looksBinary(text: string): boolean {
  const sample = text.slice(0, sampleBytes)
  let controls = 0
  for (let index = 0; index < sample.length; index++) if (isControl(sample.charCodeAt(index))) controls++
  return controls > sample.length * 0.02
}

function controlShare(sample: Uint8Array): number {
  let controls = 0
  for (const byte of sample) if (isControl(byte)) controls++
  return sample.length === 0 ? 0 : controls / sample.length
}

/** C0 controls that no text file has reason to hold; tab, line ends, form feed, Ctrl-Z and escape are let pass. */
function isControl(code: number): boolean {
  return code < 0x20 && code !== 0x1a && code !== 0x1b && !(code >= 0x09 && code <= 0x0d)
}

/** Mostly ASCII, Latin, CJK or their punctuation: what UTF-16 read the wrong way round is not. */
function looksWritten(text: string): boolean {
  const written = text.match(/[\t\n\r\u0020-\u007e\u00a0-\u024f\u2010-\u2027\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]/g)
  return (written?.length ?? 0) >= text.length * 0.9
}

import { isDeviceName } from './plain-name.ts'

const forbidden = /[<>:"/\\|?*\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g
const mostBytes = 180
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * A file's name without its extension, safe on every system: no separators, control or direction marks, no dots or spaces at its
 * ends, no device name, at most 180 bytes, cut between whole characters. `fallback` stands in for a title of which nothing is left.
 */
export function fileStem(title: string, date: string, fallback: string): string {
  const room = mostBytes - Buffer.byteLength(date) - 1
  const stem = cut(clean(title), room) || cut(clean(fallback), room)
  return `${isDeviceName(stem) ? `_${stem}` : stem} ${date}`
}

/** Any words as the name of a file or folder, safe on every system, without an ending; `fallback` where nothing of them is left. */
export function safeName(words: string, fallback: string): string {
  const stem = cut(clean(words), mostBytes) || cut(clean(fallback), mostBytes)
  return isDeviceName(stem) ? `_${stem}` : stem
}

/** The names to try, in order: `Title 2026-11-24.html`, `Title 2026-11-24 (2).html`, and so on. */
export function fileNameAt(stem: string, extension: string, attempt: number): string {
  return attempt === 1 ? `${stem}.${extension}` : `${stem} (${attempt}).${extension}`
}

function clean(text: string): string {
  return text
    .normalize('NFC')
    .toWellFormed()
    .replace(forbidden, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '')
}

function cut(text: string, bytes: number): string {
  let kept = ''
  let used = 0
  for (const { segment } of graphemes.segment(text)) {
    used += Buffer.byteLength(segment)
    if (used > bytes) break
    kept += segment
  }
  return kept.replace(/[. ]+$/, '')
}

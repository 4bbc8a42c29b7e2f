import { headingOf } from '../tools/documents/sections.ts'
import { asPattern } from './find-number.ts'

/**
 * The part of a text that some words point at: the sections whose heading holds them, else the paragraphs that do. Null where no part
 * does.
 */
export function partOf(markdown: string, words: string): string | null {
  if (words === '') return markdown
  const holds = (text: string) => asPattern(words).test(text.normalize('NFC'))
  const lines = markdown.split('\n')
  const kept: string[] = []
  let depth = 0
  for (const line of lines) {
    const level = /^(#{1,6}) /.exec(line)?.[1]?.length ?? 0
    if (level > 0 && (depth === 0 || level <= depth)) depth = holds(headingOf(line) ?? '') ? level : 0
    if (depth > 0) kept.push(line)
  }
  if (kept.length > 0) return kept.join('\n').trim()
  const paragraphs = markdown.split(/\n{2,}/).filter(holds)
  return paragraphs.length === 0 ? null : paragraphs.join('\n\n')
}

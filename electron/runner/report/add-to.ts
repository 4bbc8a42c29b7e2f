import { extname } from 'node:path'
import { CodedError } from '../../../shared/contract/errors.ts'
import { markdownToHtml } from './markdown.ts'
import { addToWord } from './add-to-word.ts'
import { reportAsMarkdown, reportAsText } from './as-markdown.ts'
import type { Report } from './report.ts'

/**
 * A document with a report added at its end, under the report's own title. What stood there before stays as it was, byte for byte in a
 * text, part for part in a Word document.
 *
 * @param name the file's, whose ending says what it is
 * @throws CodedError document.cannotAppend where nothing can be added without harm
 */
export async function addTo(before: Uint8Array, name: string, report: Report): Promise<Uint8Array> {
  switch (extname(name).toLowerCase()) {
    case '.md':
      return joined(before, name, `\n\n${belowTitle(reportAsMarkdown(report))}`)
    case '.txt':
      return joined(before, name, `\n\n${reportAsText(report)}`)
    case '.html':
    case '.htm':
      return addToHtml(before, name, report)
    case '.docx':
      return addToWord(before, name, report)
    default:
      throw new CodedError('document.cannotAppend', { name }, 'of another kind')
  }
}

function joined(before: Uint8Array, name: string, added: string): Uint8Array {
  textOf(before, name)
  const isEmpty = before.length === 0
  return Buffer.concat([before, Buffer.from(isEmpty ? added.trimStart() : added)])
}

/** Only what is known to be UTF-8 may get more of it. */
function textOf(before: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(before)
  } catch {
    throw new CodedError('document.cannotAppend', { name }, 'not UTF-8')
  }
}

/** Before the end of its body; a page that never says where that is gets it at its end, as a browser reads it. */
function addToHtml(before: Uint8Array, name: string, report: Report): Uint8Array {
  const text = textOf(before, name)
  const section = `\n<section>\n${markdownToHtml(belowTitle(reportAsMarkdown(report)), 0)}\n</section>\n`
  const ends = ['</main>', '</body>', '</html>'].map((end) => text.toLowerCase().lastIndexOf(end))
  const at = ends.find((end) => end !== -1) ?? text.length
  return Buffer.from(`${text.slice(0, at)}${section}${text.slice(at)}`)
}

/** What is added has one heading of the second rank, and everything else below it. */
function belowTitle(markdown: string): string {
  return markdown.replace(/^(#{1,5}) /gm, '#$1 ')
}

import { unzipSync, zipSync } from 'fflate'
import { CodedError } from '../../../shared/contract/errors.ts'
import { reportAsText } from './as-markdown.ts'
import type { Report } from './report.ts'

const body = 'word/document.xml'
/** A document of text is far smaller, unpacked. */
const mostBytes = 200_000_000

/**
 * A Word document with plain paragraphs added before its last section's settings (ECMA-376, 17.6.17). Styles and numbers are left to the
 * document: what is added names none, so that none can be missing.
 *
 * @throws CodedError document.cannotAppend for what is no Word document, or one that is protected
 */
export function addToWord(before: Uint8Array, name: string, report: Report): Uint8Array {
  const parts = unpack(before, name)
  if (isProtected(parts)) throw new CodedError('document.cannotAppend', { name }, 'protected or signed')
  const found = parts[body]
  const text = found === undefined ? '' : new TextDecoder().decode(found)
  const end = text.lastIndexOf('</w:body>')
  if (end === -1) throw new CodedError('document.cannotAppend', { name }, 'no body')
  const settings = text.lastIndexOf('<w:sectPr', end)
  const afterLastParagraph = Math.max(text.lastIndexOf('</w:p>', end), text.lastIndexOf('</w:tbl>', end))
  const at = settings > afterLastParagraph ? settings : end
  const [title = '', ...lines] = reportAsText(report).split('\n')
  const paragraphs = [paragraph(title, true), ...lines.map((line) => paragraph(line, false))].join('')
  const changed = `${text.slice(0, at)}${paragraphs}${text.slice(at)}`
  return zipSync({ ...parts, [body]: new TextEncoder().encode(changed) })
}

/** Its owner allowed no changes (ECMA-376, 17.15.1.29), or signed it as it is: a change would break the signature. */
function isProtected(parts: Record<string, Uint8Array>): boolean {
  const settings = parts['word/settings.xml']
  const text = settings === undefined ? '' : new TextDecoder().decode(settings)
  const [protection = ''] = /<w:documentProtection\b[^>]*>/.exec(text) ?? []
  const isEnforced = /w:enforcement="(?:1|true|on)"/.test(protection)
  return isEnforced || Object.keys(parts).some((path) => path.startsWith('_xmlsignatures/'))
}

function unpack(before: Uint8Array, name: string): Record<string, Uint8Array> {
  let bytes = 0
  try {
    return unzipSync(before, {
      filter({ originalSize }) {
        bytes += originalSize
        if (bytes > mostBytes) throw new Error('unpacks to more than a document holds')
        return true
      },
    })
  } catch (thrown) {
    throw new CodedError('document.cannotAppend', { name }, String(thrown))
  }
}

function paragraph(line: string, isBold: boolean): string {
  const look = isBold ? '<w:rPr><w:b/><w:sz w:val="28"/></w:rPr>' : ''
  return `<w:p><w:r>${look}<w:t xml:space="preserve">${escape(line)}</w:t></w:r></w:p>`
}

function escape(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
}

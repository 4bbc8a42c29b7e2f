import type { Address, Email } from 'postal-mime'
import { DocumentError } from '../document-error.ts'
import type { DocumentFormat, DocumentSource } from '../format.ts'
import { markdownFromHtml } from '../html-to-markdown.ts'

/** A mail as a file (RFC 5322): who wrote to whom and when, its text, and its attachments as far as they can be read. */
export const eml: DocumentFormat = {
  kind: 'eml',
  extensions: ['eml'],
  recognizes: () => false,
  trustsName: true,
  read: async (source) => {
    const { default: PostalMime } = await import('postal-mime')
    const mail = await PostalMime.parse(source.bytes, { maxNestingDepth: 20 })
    if (mail.headers.length === 0)
      throw new DocumentError('document.broken', { name: source.name }, 'it has no headers')
    await source.breathe()
    source.collector.add(null, headOf(mail))
    source.collector.add(null, await bodyOf(mail, source))
    for (const attachment of mail.attachments) {
      const name = attachment.filename ?? ''
      if (name === '' || !(attachment.content instanceof ArrayBuffer)) continue
      const sections = await source.inner(name, Buffer.from(attachment.content))
      source.collector.add({ heading: name }, [`## ${name}`, ...sections].join('\n\n'))
    }
    return { encoding: null, title: mail.subject ?? null, warnings: [] }
  },
}

function headOf({ from, to, cc, date, subject }: Email): string {
  const lines = [
    ['From', from === undefined ? '' : written(from)],
    ['To', (to ?? []).map(written).join(', ')],
    ['Cc', (cc ?? []).map(written).join(', ')],
    ['Date', date ?? ''],
    ['Subject', subject ?? ''],
  ]
  return lines.flatMap(([name, value]) => (value === '' ? [] : [`${name}: ${value}`])).join('\n')
}

function written({ name, address }: Address): string {
  return name === '' || name === undefined ? (address ?? '') : `${name} <${address ?? ''}>`
}

async function bodyOf({ text, html }: Email, { breathe }: DocumentSource): Promise<string> {
  if (text !== undefined && text.trim() !== '') return text
  return html === undefined ? '' : (await markdownFromHtml(html, 'whole', breathe)).markdown
}

import { DocumentError } from '../document-error.ts'
import { decodeText } from '../decode-text.ts'
import type { DocumentFormat, DocumentSource } from '../format.ts'
import { addMarkdownSections, headingOf } from '../sections.ts'

/** Plain text; also what any other text is read as when nothing says what it is. */
export const txt: DocumentFormat = {
  kind: 'txt',
  extensions: ['txt', 'text', 'log'],
  recognizes: () => false,
  trustsName: true,
  read: async (source) => {
    const { text, encoding, warnings } = decodeOrRefuse(source)
    source.collector.add(null, text)
    return { encoding, warnings, title: null }
  },
}

export const md: DocumentFormat = {
  kind: 'md',
  extensions: ['md', 'markdown'],
  recognizes: () => false,
  trustsName: true,
  read: async (source) => {
    const { text, encoding, warnings } = decodeOrRefuse(source)
    const { title, body } = splitFrontMatter(text.replace(/\r\n?/g, '\n'))
    addMarkdownSections(body, source.collector)
    const first = source.collector.sections[0]
    const opening = first?.text.split('\n', 1)[0] ?? ''
    return { encoding, warnings, title: title ?? headingOf(opening) }
  },
}

/** @throws DocumentError unsupported when the bytes are not text */
export function decodeOrRefuse(source: DocumentSource, declared: string | null = null) {
  const decoded = decodeText(source.bytes, declared)
  if (decoded === null) throw new DocumentError('document.unsupported', { name: source.name, format: 'binary' })
  return decoded
}

/** The block between two `---` lines that may open a Markdown file holds its title, not its text. */
function splitFrontMatter(text: string): { title: string | null; body: string } {
  const block = /^\ufeff?---\n([\s\S]{0,10000}?)\n---\n/.exec(text)
  if (block === null) return { title: null, body: text }
  const title = /^title:[ \t]*(["']?)(.{1,300})\1[ \t]*$/m.exec(block[1] ?? '')?.[2]?.trim()
  return { title: title ?? null, body: text.slice(block[0].length) }
}

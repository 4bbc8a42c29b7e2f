import { DocumentError } from '../document-error.ts'
import type { DocumentFormat } from '../format.ts'
import { markdownFromHtml } from '../html-to-markdown.ts'
import { readZipEntries } from '../open-zip.ts'
import { addMarkdownSections, headingOf } from '../sections.ts'

/** A Word document: headings, paragraphs, lists, tables and notes. Pictures, headers and footers are not read. */
export const docx: DocumentFormat = {
  kind: 'docx',
  extensions: ['docx', 'docm'],
  // Word on the web writes `document2.xml` and the like.
  recognizes: (content) =>
    content.container === 'zip' &&
    [...(content.listing.names ?? [])].some((name) => /^word\/document\d*\.xml$/.test(name)),
  trustsName: false,
  read: async ({ name, bytes, content, limits, signal, collector, breathe }) => {
    if (content.container === 'zip' && content.listing.names === null) {
      throw new DocumentError('document.broken', { name }, content.listing.detail)
    }
    const entries = await readZipEntries(name, bytes, isText, limits, signal)
    refuseManyTags(name, entries, limits.tags)
    await breathe()
    const markup = await htmlFromWord(entries)
    await breathe()
    const { markdown, pictures } = await markdownFromHtml(markup, 'whole', breathe)
    addMarkdownSections(markdown, collector)
    const opening = collector.sections[0]?.text.split('\n', 1)[0] ?? ''
    return {
      encoding: null,
      title: titleProperty(entries.get('docProps/core.xml')) ?? headingOf(opening),
      warnings: pictures === 0 ? [] : [{ code: 'pictures.leftOut', params: { count: pictures } }],
    }
  },
}

/** Everything but pictures, sounds and embedded files. */
function isText(entryName: string): boolean {
  return entryName.endsWith('.xml') || entryName.endsWith('.rels')
}

function refuseManyTags(name: string, entries: ReadonlyMap<string, Buffer>, max: number): void {
  let tags = 0
  for (const entry of entries.values()) {
    for (let at = entry.indexOf(0x3c); at !== -1; at = entry.indexOf(0x3c, at + 1)) tags++
  }
  if (tags > max) throw new DocumentError('document.tooLarge', { name, limit: 'tags', max }, `${tags} tags`)
}

async function htmlFromWord(entries: ReadonlyMap<string, Buffer>): Promise<string> {
  const [{ default: mammoth }, { zipSync }] = await Promise.all([import('mammoth'), import('fflate')])
  // mammoth unpacks without limits: it is given a container made of the entries that were checked.
  const container = Buffer.from(zipSync(Object.fromEntries(entries), { level: 0 }))
  const { value } = await mammoth.convertToHtml(
    { buffer: container },
    { convertImage: mammoth.images.imgElement(async () => ({ src: '' })), externalFileAccess: false },
  )
  return value
}

function titleProperty(coreProperties: Buffer | undefined): string | null {
  const raw = /<dc:title>([^<]{1,300})<\/dc:title>/.exec(coreProperties?.toString('utf8') ?? '')?.[1]
  const title = raw?.replace(/&(amp|lt|gt|quot|apos);/g, (_match, entity: string) => entities[entity] ?? '').trim()
  return title === undefined || title === '' ? null : title
}

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

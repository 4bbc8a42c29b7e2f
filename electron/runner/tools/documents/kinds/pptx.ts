import { DocumentError } from '../document-error.ts'
import type { DocumentFormat } from '../format.ts'
import { readZipEntries } from '../open-zip.ts'

/** A presentation: the text of every slide in its order, its tables and its notes. A slide counts as a page. */
export const pptx: DocumentFormat = {
  kind: 'pptx',
  extensions: ['pptx', 'pptm', 'ppsx'],
  recognizes: (content) => content.container === 'zip' && (content.listing.names?.has('ppt/presentation.xml') ?? false),
  trustsName: false,
  read: async ({ name, bytes, content, limits, signal, collector, breathe }) => {
    if (content.container === 'zip' && content.listing.names === null) {
      throw new DocumentError('document.broken', { name }, content.listing.detail)
    }
    const isText = (entry: string) => /^ppt\/(?:_rels\/)?presentation\.xml|^ppt\/(?:slides|notesSlides)\//.test(entry)
    const entries = await readZipEntries(name, bytes, isText, limits, signal)
    const { DOMParser } = await import('linkedom')
    const parse = (path: string) => {
      const xml = entries.get(path)
      return xml === undefined ? null : new DOMParser().parseFromString(xml.toString('utf8'), 'text/xml')
    }
    let tags = 0
    for (const [index, path] of slidesOf(entries).entries()) {
      await breathe()
      for (const byte of entries.get(path) ?? []) if (byte === 0x3c) tags++
      if (tags > limits.tags) throw new DocumentError('document.tooLarge', { name, limit: 'tags', max: limits.tags })
      const text = paragraphsOf(parse(path))
      const notesPath = targetsOf(entries, path).find((target) => target.includes('notesSlides/'))
      const notes = notesPath === undefined ? '' : paragraphsOf(parse(notesPath), isNotes)
      collector.add({ page: index + 1 }, [text, notes].filter((part) => part !== '').join('\n\n'))
    }
    return { encoding: null, title: collector.sections[0]?.text.split('\n', 1)[0]?.slice(0, 300) ?? null, warnings: [] }
  },
}

/** The order of the slides is that of the presentation, not that of their names. */
function slidesOf(entries: ReadonlyMap<string, Buffer>): string[] {
  const order = [
    ...(entries.get('ppt/presentation.xml')?.toString('utf8') ?? '').matchAll(/<p:sldId\b[^>]*r:id="([^"]+)"/g),
  ]
  const relations = new Map(relationsOf(entries, 'ppt/presentation.xml'))
  const listed = order.flatMap(([, id = '']) => relations.get(id) ?? []).filter((path) => entries.has(path))
  if (listed.length > 0) return listed
  const number = (path: string) => Number(/(\d+)\.xml$/.exec(path)?.[1] ?? 0)
  return [...entries.keys()]
    .filter((path) => /^ppt\/slides\/slide\d+\.xml$/.test(path))
    .toSorted((left, right) => number(left) - number(right))
}

function targetsOf(entries: ReadonlyMap<string, Buffer>, path: string): string[] {
  return relationsOf(entries, path).map(([, target]) => target)
}

/** What a part points at, by id, as paths inside the container. */
function relationsOf(entries: ReadonlyMap<string, Buffer>, path: string): [string, string][] {
  const [folder, file] = [path.slice(0, path.lastIndexOf('/')), path.slice(path.lastIndexOf('/') + 1)]
  const xml = entries.get(`${folder}/_rels/${file}.rels`)?.toString('utf8') ?? ''
  return [...xml.matchAll(/<Relationship\b[^>]*>/g)].flatMap(([tag]): [string, string][] => {
    const id = /\bId="([^"]+)"/.exec(tag)?.[1]
    const target = /\bTarget="([^"]+)"/.exec(tag)?.[1]
    if (id === undefined || target === undefined || /\bTargetMode="External"/.test(tag)) return []
    return [[id, URL.parse(target, `file:///${folder}/`)?.pathname.slice(1) ?? '']]
  })
}

type Xml = { querySelectorAll(selector: string): Iterable<XmlElement> }
type XmlElement = Xml & {
  localName: string
  tagName: string
  textContent: string | null
  getAttribute(name: string): string | null
  parentNode: XmlElement | null
}

/** Notes without the slide's picture and its number. */
function isNotes(paragraph: XmlElement): boolean {
  for (let at: XmlElement | null = paragraph; at !== null; at = at.parentNode) {
    if (at.tagName !== 'p:sp') continue
    return [...at.querySelectorAll('*')].some((each) => each.tagName === 'p:ph' && each.getAttribute('type') === 'body')
  }
  return false
}

/** Paragraphs in their order; the rows of a table as lines of cells. */
function paragraphsOf(slide: Xml | null, isWanted: (paragraph: XmlElement) => boolean = () => true): string {
  if (slide === null) return ''
  const lines: string[] = []
  for (const element of slide.querySelectorAll('*')) {
    if (element.tagName === 'a:tr') {
      const cells = [...element.querySelectorAll('*')].filter(({ tagName }) => tagName === 'a:tc')
      lines.push(`| ${cells.map((cell) => textOf(cell).replace(/\s+/g, ' ')).join(' | ')} |`)
    } else if (element.tagName === 'a:p' && !isInTable(element) && isWanted(element)) {
      const text = textOf(element)
      if (text !== '') lines.push(text)
    }
  }
  return lines.join('\n')
}

function isInTable(element: XmlElement): boolean {
  for (let at: XmlElement | null = element.parentNode; at !== null; at = at.parentNode)
    if (at.tagName === 'a:tc') return true
  return false
}

function textOf(element: XmlElement): string {
  return [...element.querySelectorAll('*')]
    .flatMap(({ tagName, textContent }) => (tagName === 'a:t' ? [textContent ?? ''] : tagName === 'a:br' ? ['\n'] : []))
    .join('')
    .trim()
}

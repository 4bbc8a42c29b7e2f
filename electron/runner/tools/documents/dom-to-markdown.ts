import { BlockWriter } from './block-writer.ts'

export interface DomText {
  markdown: string
  /** Elements seen, and how deep they are nested: what a slower reader of the same tree has to expect. */
  elements: number
  depth: number
  /** Pictures without a description. */
  pictures: number
}

/**
 * The text under an element as plain Markdown: headings, lists, quotes, code and tables kept, emphasis dropped, links
 * reduced to their words, pictures to their descriptions, nothing escaped. One pass without recursion, so neither a
 * very long nor a very deep tree can hurt it.
 *
 * @param breathe awaited now and then, so that timers are heard; may throw to stop
 */
export async function markdownFromDom(root: Element, breathe: () => Promise<void>): Promise<DomText> {
  const writer = new BlockWriter()
  const frames: Frame[] = [{ next: root.firstChild, close: () => writer.endBlock() }]
  let elements = 0
  let depth = 0
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const node = frame.next
    if (node === null) {
      frame.close()
      frames.pop()
      continue
    }
    frame.next = node.nextSibling
    if (node.nodeType === textNode) writer.text(node.nodeValue ?? '')
    if (!isElement(node)) continue
    if (++elements % 5000 === 0) await breathe()
    const close = enter(node, writer)
    if (close !== null) frames.push({ next: node.firstChild, close })
    depth = Math.max(depth, frames.length)
  }
  return { markdown: writer.finish(), elements, depth, pictures: writer.pictures }
}

interface Frame {
  next: ChildNode | null
  close(): void
}

const textNode = 3
const elementNode = 1
const skipped = new Set('SCRIPT STYLE NOSCRIPT TEMPLATE SVG IFRAME OBJECT CANVAS HEAD TITLE SELECT'.split(' '))
const blocks = new Set(
  `ADDRESS ARTICLE ASIDE BODY CAPTION CENTER DD DETAILS DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM HEADER HGROUP
  HTML LEGEND MAIN NAV P SECTION SUMMARY TABLE TBODY TFOOT THEAD`.split(/\s+/),
)
const nothing = (): void => {}

function isElement(node: Node): node is Element {
  return node.nodeType === elementNode
}

/** Opens an element and tells how to close it; null where its inside is not to be read. */
function enter(element: Element, writer: BlockWriter): (() => void) | null {
  const tag = element.nodeName.toUpperCase()
  if (skipped.has(tag) || element.hasAttribute('hidden') || element.getAttribute('aria-hidden') === 'true') return null
  if (blocks.has(tag)) return writer.block()
  switch (tag) {
    case 'H1':
    case 'H2':
    case 'H3':
    case 'H4':
    case 'H5':
    case 'H6':
      return writer.block({ marker: `${'#'.repeat(Number(tag[1]))} `, oneLine: true })
    case 'UL':
      return writer.list(null)
    case 'OL':
      return writer.list(Number.parseInt(element.getAttribute('start') ?? '1', 10) || 1)
    case 'LI':
      return writer.item()
    case 'BLOCKQUOTE':
      return writer.quote()
    case 'PRE':
      return writer.code()
    case 'TR':
      return writer.row()
    case 'TD':
    case 'TH':
      return writer.cell(tag === 'TH')
    case 'BR':
      writer.lineBreak()
      return null
    case 'HR':
      writer.endBlock()
      return null
    case 'IMG':
      writer.picture(element.getAttribute('alt') ?? '')
      return null
    default:
      return nothing
  }
}

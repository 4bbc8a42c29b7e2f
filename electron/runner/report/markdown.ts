import type { Heading, Root, RootContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown, gfmTableToMarkdown } from 'mdast-util-gfm-table'
import { toMarkdown } from 'mdast-util-to-markdown'
import { micromark } from 'micromark'
import { gfmTable, gfmTableHtml } from 'micromark-extension-gfm-table'

/**
 * A model's Markdown is not to be trusted: a document can talk it into writing a link or a picture whose address carries data away.
 * So raw HTML, links and pictures are never recognized and stay plain, visible text.
 */
const harmless = {
  disable: {
    null: ['htmlFlow', 'htmlText', 'labelStartImage', 'labelStartLink', 'labelEnd', 'autolink', 'definition'],
  },
}
const syntax = [gfmTable(), harmless]

/** The model's Markdown as a tree without links, pictures and HTML; its highest heading comes right below the given level. */
export function readMarkdown(text: string, below: number): RootContent[] {
  const { children } = fromMarkdown(text, { extensions: syntax, mdastExtensions: [gfmTableFromMarkdown()] })
  const shift = below - highest(children.map((node) => (node.type === 'heading' ? node.depth : null)))
  return children.map((node) => (node.type === 'heading' ? { ...node, depth: moved(node.depth, shift) } : node))
}

/** The model's Markdown as HTML made of plain elements only; its highest heading comes right below the given level. */
export function markdownToHtml(text: string, below: number): string {
  const html = micromark(text, { extensions: syntax, htmlExtensions: [gfmTableHtml()] })
  // All text is escaped by now, so what looks like a heading's tag is one.
  const shift = below - highest([...html.matchAll(/<h([1-6])>/g)].map(([, level]) => Number(level)))
  return html.replace(
    /<(\/?)h([1-6])>/g,
    (_, slash: string, level: string) => `<${slash}h${moved(Number(level), shift)}>`,
  )
}

export function writeMarkdown(children: RootContent[]): string {
  const root: Root = { type: 'root', children }
  return toMarkdown(root, { extensions: [gfmTableToMarkdown()], bullet: '-', rule: '-', emphasis: '*' })
}

/** One less than the highest level there is, so that a shift by it makes that level the first. */
function highest(levels: readonly (number | null)[]): number {
  return Math.min(6, ...levels.filter((level) => level !== null)) - 1
}

function moved(level: number, shift: number): Heading['depth'] {
  const depths = [1, 2, 3, 4, 5, 6] as const
  return depths[Math.min(5, level + shift - 1)] ?? 6
}

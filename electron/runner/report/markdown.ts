import type { Root, RootContent } from 'mdast'
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

/** The model's Markdown as a tree without links, pictures and HTML, its headings moved below the given level. */
export function readMarkdown(text: string, below: number): RootContent[] {
  const tree = fromMarkdown(text, { extensions: syntax, mdastExtensions: [gfmTableFromMarkdown()] })
  return tree.children.map((node) => demoted(node, below))
}

/** The model's Markdown as HTML made of plain elements only, its headings moved below the given level. */
export function markdownToHtml(text: string, below: number): string {
  const html = micromark(text, { extensions: syntax, htmlExtensions: [gfmTableHtml()] })
  // All text is escaped by now, so a heading's tag can only be a heading.
  return html.replace(
    /<(\/?)h([1-6])>/g,
    (_, slash: string, level: string) => `<${slash}h${moved(Number(level), below)}>`,
  )
}

export function writeMarkdown(children: RootContent[]): string {
  const root: Root = { type: 'root', children }
  return toMarkdown(root, { extensions: [gfmTableToMarkdown()], bullet: '-', rule: '-', emphasis: '*' })
}

const moved = (level: number, below: number): number => Math.min(6, level + below)

function demoted(node: RootContent, below: number): RootContent {
  if (node.type !== 'heading') return node
  const depths = [1, 2, 3, 4, 5, 6] as const
  return { ...node, depth: depths[moved(node.depth, below) - 1] ?? 6 }
}

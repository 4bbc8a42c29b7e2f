import type { PhrasingContent, RootContent, Table } from 'mdast'

/** Markdown as text for a plain file: no marks but the ones a person would type. */
export function plainText(nodes: readonly RootContent[]): string {
  return `${blocks(nodes).join('\n\n')}\n`
}

function blocks(nodes: readonly RootContent[]): string[] {
  return nodes.map(block).filter((text) => text !== '')
}

function block(node: RootContent): string {
  switch (node.type) {
    case 'heading': {
      const title = inline(node.children)
      if (node.depth > 2) return title
      return `${title}\n${(node.depth === 1 ? '=' : '-').repeat(Math.min(72, widthOf(title)))}`
    }
    case 'paragraph':
      return inline(node.children)
    case 'list':
      return node.children
        .map((item, index) => {
          const mark = node.ordered === true ? `${(node.start ?? 1) + index}. ` : '- '
          return mark + indented(blocks(item.children).join('\n'), mark.length)
        })
        .join('\n')
    case 'blockquote':
      return blocks(node.children).join('\n\n').replace(/^/gm, '> ')
    case 'code':
      return node.value.replace(/^/gm, '    ')
    case 'table':
      return table(node)
    case 'thematicBreak':
      return '* * *'
    default:
      return 'value' in node && typeof node.value === 'string' ? node.value : ''
  }
}

function inline(nodes: readonly PhrasingContent[]): string {
  return nodes
    .map((node): string => {
      if (node.type === 'break') return '\n'
      if ('value' in node) return node.value
      return 'children' in node ? inline(node.children) : ''
    })
    .join('')
}

function table(node: Table): string {
  return node.children.map((row) => row.children.map((cell) => inline(cell.children)).join(' | ')).join('\n')
}

function indented(text: string, by: number): string {
  return text.replaceAll('\n', `\n${' '.repeat(by)}`)
}

/** Columns on a screen: Chinese characters and full-width marks take two. */
function widthOf(text: string): number {
  const wide = text.match(/[\p{Script=Han}\u3000-\u30ff\uff00-\uff60]/gu)?.length ?? 0
  return [...text].length + wide
}

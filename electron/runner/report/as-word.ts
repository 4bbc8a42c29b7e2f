import {
  AlignmentType,
  Document,
  type FileChild,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  Packer,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { PhrasingContent, RootContent, Table as MarkdownTable } from 'mdast'
import { treeOf } from './as-markdown.ts'
import type { Report } from './report.ts'

const headings = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4]
const numbers = 'numbers'

/** A report as a Word document. Texts stay texts: nothing in it links, loads or runs. */
export async function reportAsWord(report: Report): Promise<Uint8Array> {
  const document = new Document({
    title: report.title,
    creator: 'Kaihe Companion',
    styles: {
      default: {
        document: { run: { font: { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: 'Microsoft YaHei' }, size: 22 } },
      },
    },
    numbering: {
      config: [
        {
          reference: numbers,
          levels: [0, 1, 2].map((level) => ({
            level,
            format: LevelFormat.DECIMAL,
            text: `%${level + 1}.`,
            alignment: AlignmentType.START,
            style: { paragraph: { indent: { left: 720 * (level + 1), hanging: 360 } } },
          })),
        },
      ],
    },
    sections: [{ children: [...treeOf(report).flatMap((node) => blocksOf(node, 0)), ...pictureOf(report)] }],
  })
  return Packer.toBuffer(document)
}

/** The chart, as wide as the text. */
function pictureOf({ picture }: Report): FileChild[] {
  if (!picture) return []
  const { width, height } = sizeOfPng(picture.png)
  const shown = { width: widest, height: Math.round((widest * height) / width) }
  const altText = { name: picture.title, title: picture.title, description: picture.title }
  return [
    new Paragraph({ children: [new ImageRun({ type: 'png', data: picture.png, transformation: shown, altText })] }),
  ]
}

const widest = 600

/** Width and height stand in the first chunk (PNG, third edition, 11.2.1). */
function sizeOfPng(png: Uint8Array): { width: number; height: number } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  return { width: view.getUint32(16), height: view.getUint32(20) }
}

function blocksOf(node: RootContent, depth: number): FileChild[] {
  switch (node.type) {
    case 'heading': {
      const heading = headings[Math.min(node.depth, headings.length) - 1]
      return [new Paragraph({ children: runsOf(node.children), ...(heading === undefined ? {} : { heading }) })]
    }
    case 'paragraph':
      return [new Paragraph({ children: runsOf(node.children), spacing: { after: 120 } })]
    case 'list':
      return node.children.flatMap((item) =>
        item.children.flatMap((child) => {
          if (child.type !== 'paragraph') return blocksOf(child, depth + 1)
          const level = Math.min(depth, 2)
          const mark = node.ordered === true ? { numbering: { reference: numbers, level } } : { bullet: { level } }
          return [new Paragraph({ children: runsOf(child.children), ...mark })]
        }),
      )
    case 'blockquote':
      return node.children.flatMap((child) =>
        child.type === 'paragraph'
          ? [new Paragraph({ children: runsOf(child.children, { italics: true }), indent: { left: 480 } })]
          : blocksOf(child, depth),
      )
    case 'code':
      return node.value
        .split('\n')
        .map((line) => new Paragraph({ children: [new TextRun({ text: clean(line), font: 'Consolas' })] }))
    case 'table':
      return [tableOf(node), new Paragraph({ children: [] })]
    case 'thematicBreak':
      return [new Paragraph({ thematicBreak: true })]
    default:
      return []
  }
}

function tableOf({ children, align }: MarkdownTable): Table {
  const rows = children.map(
    (row, index) =>
      new TableRow({
        tableHeader: index === 0,
        children: row.children.map(
          (cell, column) =>
            new TableCell({
              children: [
                new Paragraph({
                  alignment: align?.[column] === 'right' ? AlignmentType.END : AlignmentType.START,
                  children: runsOf(cell.children, { bold: index === 0 }),
                }),
              ],
            }),
        ),
      }),
  )
  return new Table({ rows, width: { size: 100, type: WidthType.PERCENTAGE } })
}

type Look = { readonly bold?: boolean; readonly italics?: boolean }

function runsOf(nodes: readonly PhrasingContent[], look: Look = {}): TextRun[] {
  return nodes.flatMap((node): TextRun[] => {
    switch (node.type) {
      case 'text':
        return [new TextRun({ text: clean(node.value), ...look })]
      case 'inlineCode':
        return [new TextRun({ text: clean(node.value), font: 'Consolas', ...look })]
      case 'strong':
        return runsOf(node.children, { ...look, bold: true })
      case 'emphasis':
        return runsOf(node.children, { ...look, italics: true })
      case 'delete':
      case 'link':
        return runsOf(node.children, look)
      case 'break':
        return [new TextRun({ break: 1 })]
      default:
        return []
    }
  })
}

/** Signs that XML cannot hold. */
function clean(text: string): string {
  return text.toWellFormed().replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, ' ')
}

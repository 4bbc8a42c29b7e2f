import type { Heading, Paragraph, RootContent } from 'mdast'
import { readMarkdown, writeMarkdown } from './markdown.ts'
import { plainText } from './plain-text.ts'
import type { Passage, Report } from './report.ts'

export function reportAsMarkdown(report: Report): string {
  return writeMarkdown(treeOf(report))
}

export function reportAsText(report: Report): string {
  return plainText(treeOf(report))
}

/** A report as a tree of Markdown, with nothing in it that loads, links or runs. */
export function treeOf(report: Report): RootContent[] {
  const { headings, overview, focus } = report
  return [
    heading(1, report.title),
    paragraph(report.facts.join(' · ')),
    ...(report.caution === null ? [] : [paragraph(report.caution)]),
    ...(focus === null ? [] : [paragraph(focus)]),
    ...(report.body === null ? [] : passage(report.body, 1)),
    ...(report.picture ? [paragraph(`${report.picture.title}: ${report.picture.path}`)] : []),
    ...(overview === null ? [] : [heading(2, headings.overview), ...passage(overview, 2)]),
    ...(report.documents.length === 0 ? [] : [heading(2, headings.documents)]),
    ...report.documents.flatMap((document) => [
      heading(3, document.name),
      ...(document.notes.length === 0 ? [] : [paragraph(document.notes.join(' · '))]),
      ...passage(document, 3),
    ]),
    ...(report.leftOut.length === 0 ? [] : [heading(2, headings.leftOut), leftOutList(report)]),
  ]
}

function heading(depth: Heading['depth'], text: string): Heading {
  return { type: 'heading', depth, children: [{ type: 'text', value: text }] }
}

function paragraph(text: string): Paragraph {
  return { type: 'paragraph', children: [{ type: 'text', value: text }] }
}

function passage({ text, shortened }: Passage, below: number): RootContent[] {
  return [...readMarkdown(text, below), ...(shortened === null ? [] : [paragraph(shortened)])]
}

function leftOutList({ leftOut }: Report): RootContent {
  return {
    type: 'list',
    spread: false,
    children: leftOut.map(({ item, reason }) => ({
      type: 'listItem',
      spread: false,
      children: [
        {
          type: 'paragraph',
          children: [
            { type: 'strong', children: [{ type: 'text', value: item }] },
            { type: 'text', value: `: ${reason}` },
          ],
        },
      ],
    })),
  }
}

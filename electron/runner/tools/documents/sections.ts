import { DocumentError } from './document-error.ts'
import { type DocumentLimits, type DocumentSection, type SectionLabel, sectionSeparator } from './document.ts'
import { tidyText } from './tidy-text.ts'

export interface SectionCollector {
  readonly sections: DocumentSection[]
  /**
   * Tidies the text and keeps it unless nothing is left.
   * @throws DocumentError tooLarge once all texts together pass the limit
   */
  add(label: SectionLabel | null, text: string, lead?: string): void
}

/** Gathers the sections of one document and refuses it as soon as its text grows too long. */
export function collectSections(name: string, limits: DocumentLimits): SectionCollector {
  const sections: DocumentSection[] = []
  let characters = 0
  return {
    sections,
    add(label, rawText, lead) {
      const text = tidyText(rawText)
      if (text === '') return
      characters += text.length + (sections.length === 0 ? 0 : sectionSeparator.length)
      if (characters > limits.characters) {
        throw new DocumentError('document.tooLarge', { name, limit: 'characters', max: limits.characters })
      }
      sections.push(lead !== undefined && text.startsWith(lead) ? { label, text, lead } : { label, text })
    },
  }
}

const longestHeading = 500

/** Markdown is cut at its headings, each section beginning with its own; fenced code is left whole. */
export function addMarkdownSections(markdown: string, collector: SectionCollector): void {
  let heading: string | null = null
  let lines: string[] = []
  let fence: string | null = null
  const flush = (): void => collector.add(heading === null ? null : { heading }, lines.join('\n'))
  for (const line of markdown.split('\n')) {
    const mark = /^\s{0,3}(`{3,}|~{3,})/.exec(line)?.[1]
    if (mark !== undefined && fence === null) fence = mark
    else if (mark !== undefined && fence !== null && mark.startsWith(fence)) fence = null
    const found: string | null = fence === null ? headingOf(line) : null
    if (found === null) {
      lines.push(line)
      continue
    }
    flush()
    heading = found
    lines = [line]
  }
  flush()
}

/** The text of an ATX heading line (`## Like this ##`), or null. */
export function headingOf(line: string): string | null {
  if (line.length > longestHeading) return null
  const match = /^ {0,3}#{1,6}[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$/.exec(line)
  const text = match?.[1]?.replace(/[*_`]+/g, '').trim()
  return text === undefined || text === '' ? null : text
}

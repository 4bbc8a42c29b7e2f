import type { Column } from '../../../shared/model/item.ts'
import type { StepContext } from '../step-context.ts'
import type { Item } from '../step-results.ts'
import { loadText, type StoredText } from '../stored-text.ts'
import { sectionSeparator } from '../tools/documents/document.ts'
import { detectLanguage } from '../tools/documents/detect-language.ts'

/** A text the model is asked about, with what it is called. */
export type Material = StoredText & { readonly name: string; readonly pages: number | null }

/**
 * What is known of one thing, as a text: its values, then what was written for it, or else the document it rests on.
 *
 * @throws CodedError when its document cannot be had again
 */
export async function materialOf(item: Item, context: StepContext): Promise<Material> {
  const { document } = item
  const values = Object.entries(item.fields).map(([name, value]) => `${name}: ${String(value ?? '')}`)
  const head = values.length === 0 ? [] : [{ label: null, text: values.join('\n') }]
  const written = item.text === null ? [] : [{ label: null, text: item.text }]
  const read =
    item.text !== null || document === null ? null : await loadText(document, context.scratch, context.signal)
  const sections = [...head, ...written, ...(read?.sections ?? [])]
  const text = sections.map((section) => section.text).join(sectionSeparator)
  const language = read?.language ?? detectLanguage(text)
  return { name: item.name, pages: read === null ? null : (document?.pages ?? null), language, sections, text }
}

/** The same with a line before each page that says which it is, so that an answer can name it. */
export function withPageMarks(material: Material): Material {
  if (material.pages === null) return material
  const sections = material.sections.map((section) =>
    section.label !== null && 'page' in section.label
      ? { ...section, text: `(p. ${section.label.page})\n${section.text}` }
      : section,
  )
  return { ...material, sections, text: sections.map((section) => section.text).join(sectionSeparator) }
}

/** Things that are rows of a table and nothing else, as one table in Markdown. */
export function asOneTable(name: string, columns: readonly Column[], items: readonly Item[]): Material {
  const names =
    columns.length > 0
      ? columns.map((column) => column.name)
      : [...new Set(items.flatMap(({ fields }) => Object.keys(fields)))]
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replace(/\s+/g, ' ').replaceAll('|', '\\|')).join(' | ')} |`
  const lead = `${line(names)}\n${line(names.map(() => '---'))}\n`
  const rows = items.map(({ fields }) => line(names.map((column) => String(fields[column] ?? ''))))
  const text = lead + rows.join('\n')
  return {
    name,
    pages: null,
    language: detectLanguage(text),
    text,
    sections: [{ label: { rows: [1, items.length] }, text, lead }],
  }
}

/** True for a list of rows: no documents, no texts. */
export function areRows(items: readonly Item[]): boolean {
  return items.length > 0 && items.every(({ document, text }) => document === null && text === null)
}

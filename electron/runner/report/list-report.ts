import { createTranslator } from '../../../shared/i18n/translate.ts'
import type { Cell, Column } from '../../../shared/model/item.ts'
import type { LeftOut } from '../../../shared/model/run.ts'
import type { RunOrder } from '../protocol.ts'
import type { Item } from '../step-results.ts'
import { detectLanguage } from '../tools/documents/detect-language.ts'
import { gridOf } from '../tools/tables/table-of-items.ts'
import { composeReport, type Passage, type Report } from './report.ts'

/**
 * A list as a report: one text stands by itself; several have a section each, with their values and their sources; rows without texts
 * are one table.
 */
export function composeListReport(
  title: string,
  list: { columns: readonly Column[]; items: readonly Item[]; leftOut: readonly LeftOut[] },
  order: RunOrder,
): Report {
  const { columns, items, leftOut } = list
  const { t } = createTranslator(order.language)
  const frame = composeReport(
    title,
    { kind: 'summaries', overall: null, overallLeftOut: false, focus: '', documents: [], leftOut: [...leftOut] },
    order,
  )
  const facts = frame.facts.filter((fact) => fact !== t('report.documentCount', { count: 0 }))
  const [only] = items
  if (items.every(({ text }) => text === null)) {
    const grid = gridOf(columns, items, { name: t('report.table.name'), text: t('report.table.text') })
    return { ...frame, facts, body: passageOf(tableOf(grid.columns, grid.rows), order.language) }
  }
  if (items.length === 1 && only !== undefined)
    return { ...frame, facts, body: passageOf(textOf(only, t('report.sources')), null) }
  const documents = items.map((item) => ({
    ...passageOf(textOf(item, t('report.sources')), null),
    name: item.name,
    notes: [],
  }))
  return { ...frame, facts, documents }
}

function passageOf(text: string, language: string | null): Passage {
  const found = detectLanguage(text)
  return { text, language: language ?? (found === 'zh' ? 'zh-CN' : found === 'en' ? 'en' : 'und'), shortened: null }
}

/** Its values as lines, then what was written, then what that rests on. */
function textOf({ fields, text, cites }: Item, sources: string): string {
  const values = Object.entries(fields).map(([name, value]) => `- **${plain(name)}**: ${plain(value)}`)
  const named = [...new Set(cites.map(({ name, page }) => (page === null ? name : `${name}, p. ${page}`)))]
  return [
    ...(values.length === 0 ? [] : [values.join('\n')]),
    ...(text === null ? [] : [text]),
    ...(named.length === 0 ? [] : [`*${plain(sources)}: ${named.map(plain).join('; ')}*`]),
  ].join('\n\n')
}

function tableOf(columns: readonly Column[], rows: readonly (readonly Cell[])[]): string {
  const line = (cells: readonly Cell[]) => `| ${cells.map(plain).join(' | ')} |`
  const rule = columns.map(({ type }) => (type === 'number' || type === 'money' ? '---:' : '---'))
  return [line(columns.map(({ name }) => name)), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n')
}

/** A value is data: no sign in it may be taken for formatting. */
function plain(cell: Cell): string {
  return String(cell ?? '')
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_[\]<>|~#]/g, '\\$&')
}

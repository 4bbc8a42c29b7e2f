import type { Cell } from '../../shared/model/item.ts'
import { mostShownCharacters, mostShownRows, type ShownResult, type ShownRow } from '../../shared/model/shown-result.ts'
import type { StepId } from '../../shared/model/brand.ts'
import type { Language } from '../../shared/model/settings.ts'
import type { Scratch } from './scratch.ts'
import type { Item, StepResult } from './step-results.ts'
import { itemsOf } from './values.ts'

const mostColumns = 60

/** What is shown of a step's result; null for one there is nothing to see in. */
export async function showResult(
  stepId: StepId,
  result: StepResult,
  setting: { scratch: Scratch; language: Language },
): Promise<ShownResult | null> {
  if (result.kind === 'nothing' || result.kind === 'approved' || result.kind === 'sent') return null
  const { columns, items } = await itemsOf(result, setting.scratch)
  const shown = items.slice(0, mostShownRows)
  const onPage = shown.some(({ cites: [cite] }) => (cite?.page ?? null) !== null)
    ? await wordsOfPages(setting.language)
    : (name: string) => name
  return {
    stepId,
    columns: columns.slice(0, mostColumns),
    rows: shown.map((item) => rowOf(item, onPage)),
    count: items.length,
  }
}

/** All texts of the app are loaded for it, which most results need nothing of. */
async function wordsOfPages(language: Language): Promise<(name: string, page: number | null) => string> {
  const { createTranslator } = await import('../../shared/i18n/translate.ts')
  const { t } = createTranslator(language)
  return (name, page) => (page === null ? name : t('runs.gave.onPage', { name, page }))
}

function rowOf(item: Item, onPage: (name: string, page: number | null) => string): ShownRow {
  const [cite] = item.cites
  const values = Object.entries(item.fields).slice(0, mostColumns)
  return {
    name: cut(item.name),
    text: item.text === null ? null : cut(item.text),
    values: Object.fromEntries(values.map(([name, cell]) => [name, cutCell(cell)])),
    doubtful: item.doubtful.slice(0, 30).map((name) => name.slice(0, 80)),
    source: cite === undefined ? '' : cut(onPage(cite.name, cite.page)),
  }
}

function cutCell(cell: Cell): Cell {
  return typeof cell === 'string' ? cut(cell) : cell
}

/** Never in the middle of a character. */
function cut(text: string): string {
  if (text.length <= mostShownCharacters) return text
  return `${text.slice(0, mostShownCharacters - 1).replace(/[\uD800-\uDBFF]$/, '')}…`
}

import type { Cell, Column } from '../../../../shared/model/item.ts'
import type { Item } from '../../step-results.ts'

export type Grid = { readonly columns: readonly Column[]; readonly rows: readonly (readonly Cell[])[] }

/**
 * A list as a table: its columns, or what its things hold where none are declared. Things that are documents and nothing else are rows
 * of their names; texts that were written stand in a last column.
 */
export function gridOf(
  columns: readonly Column[],
  items: readonly Item[],
  words: { name: string; text: string },
): Grid {
  const declared = columns.length > 0 ? columns : undeclared(items)
  const hasText = items.some(({ text }) => text !== null)
  const hasName = declared.length === 0
  const head: Column[] = [
    ...(hasName ? [{ name: words.name, type: 'text' as const, meaning: '' }] : []),
    ...declared,
    ...(hasText ? [{ name: words.text, type: 'text' as const, meaning: '' }] : []),
  ]
  const rows = items.map((item) => [
    ...(hasName ? [item.name] : []),
    ...declared.map(({ name }) => item.fields[name] ?? null),
    ...(hasText ? [item.text] : []),
  ])
  return { columns: head, rows }
}

function undeclared(items: readonly Item[]): Column[] {
  const names = new Set(items.flatMap(({ fields }) => Object.keys(fields)))
  return [...names].map((name) => ({ name, type: 'text', meaning: '' }))
}

import type { Cell } from '../../../shared/model/item.ts'
import { numberOf } from '../../../shared/rules/compare.ts'
import type { Item } from '../step-results.ts'

/** One bar or point. */
export type Point = { readonly name: string; readonly value: number }

/** A chart before it is drawn. */
export type Chart = {
  readonly shape: 'bar' | 'line' | 'share'
  readonly title: string
  /** What is measured, as the column is called. */
  readonly measure: string
  readonly points: readonly Point[]
  /** Says how many things had no number and are not drawn; null when all are. */
  readonly note: string | null
  readonly language: 'en' | 'zh-CN'
}

/** The most a picture of this size can show and still be read. */
export const mostPoints = { bar: 24, share: 24, line: 400 }

/** The things of a list as points, in their order; those without a number are counted. */
export function pointsOf(
  items: readonly Item[],
  columns: { readonly names: string; readonly values: string },
): { points: Point[]; without: number } {
  const points: Point[] = []
  for (const item of items) {
    const value = numberOf(item.fields[columns.values] ?? null)
    if (value !== null) points.push({ name: nameOf(item, columns.names), value })
  }
  return { points, without: items.length - points.length }
}

/** The largest by value, and all the others together in one last point. */
export function withOthers(points: readonly Point[], most: number, others: string): Point[] {
  if (points.length <= most) return [...points]
  const ranked = points.toSorted((left, right) => right.value - left.value)
  const rest = ranked.slice(most - 1)
  return [...ranked.slice(0, most - 1), { name: others, value: rest.reduce((sum, { value }) => sum + value, 0) }]
}

function nameOf(item: Item, column: string): string {
  const cell: Cell | undefined = column === '' ? item.name : item.fields[column]
  return String(cell ?? '')
}

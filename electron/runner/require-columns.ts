import { CodedError } from '../../shared/contract/errors.ts'
import type { Item } from './step-results.ts'

/**
 * Makes sure that a list has the columns a step names; empty names ask for none.
 *
 * @throws CodedError run.noSuchColumn
 */
export function requireColumns(wanted: readonly string[], items: readonly Item[]): void {
  const known = new Set(items.flatMap(({ fields }) => Object.keys(fields)))
  const missing = wanted.find((column) => column !== '' && !known.has(column))
  if (missing === undefined) return
  throw new CodedError('run.noSuchColumn', { column: missing, columns: [...known].join(', ') })
}

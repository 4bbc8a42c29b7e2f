import type { z } from 'zod'
import { CodedError } from '../../shared/contract/errors.ts'

/** Reads one row against its schema; `storage.damaged` when the file holds something else than we ever write. */
export function readRow<Schema extends z.ZodType>(schema: Schema, row: unknown): z.output<Schema> {
  const parsed = schema.safeParse(row)
  if (parsed.success) return parsed.data
  throw new CodedError('storage.damaged', {}, `unreadable row: ${parsed.error.message}`)
}

/** As `readRow`, for a row that need not be there. */
export function readOptionalRow<Schema extends z.ZodType>(schema: Schema, row: unknown): z.output<Schema> | null {
  return row === undefined ? null : readRow(schema, row)
}

/** As `readRow`, for every row of a result. */
export function readRows<Schema extends z.ZodType>(schema: Schema, rows: readonly unknown[]): z.output<Schema>[] {
  return rows.map((row) => readRow(schema, row))
}

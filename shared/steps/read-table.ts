import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { comparisonSchema } from '../model/test.ts'
import type { StepDefinition } from './definition.ts'
import { fileGrants } from './grants.ts'

export const readTableSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('readTable'),
  /** Absolute path of a workbook or a table as text; null while the owner has not chosen. */
  file: z.string().min(1).max(4096).nullable(),
  /** Name of the sheet; empty for the first. */
  sheet: z.string().trim().max(100).default(''),
  /** Names of the columns that are read, with commas between; empty for all. */
  columns: z.string().trim().max(1000).default(''),
  /** Rows that pass; null for all. */
  filter: comparisonSchema.nullable().default(null),
})
export type ReadTableStep = z.infer<typeof readTableSchema>

export const readTable: StepDefinition<typeof readTableSchema> = {
  schema: readTableSchema,
  group: 'read',
  fields: [
    { name: 'file', control: 'file', access: 'read', kinds: ['xlsx', 'xlsm', 'csv', 'tsv'] },
    { name: 'sheet', control: 'text', maxLength: 100, lines: 1, mayBeEmpty: true },
    { name: 'columns', control: 'text', maxLength: 1000, lines: 1, mayBeEmpty: true },
    { name: 'filter', control: 'test' },
  ],
  unit: 'rows',
  needs: () => null,
  exposes: () => ({ private: true, untrusted: true, out: false }),
  leaves: 'result',
  grants: (step) => fileGrants('file', step.file, 'read'),
  problems: (step) => (step.file === null ? [{ field: 'file', code: 'file.notChosen' }] : []),
  forecast: () => null,
}

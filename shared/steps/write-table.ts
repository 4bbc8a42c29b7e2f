import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { nothingExposed, type StepDefinition } from './definition.ts'
import { fileGrants, folderGrants } from './grants.ts'

export const writeTableSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('writeTable'),
  /** The step whose list is written. */
  from: stepIdSchema,
  /** `new`: a file of its own for each run. `append`: rows are added to one file. */
  mode: z.enum(['new', 'append']),
  /** For a new file. Absolute path; null while the owner has not chosen. */
  folder: z.string().min(1).max(4096).nullable(),
  /** Title of a new file, which is named after it and the day. */
  title: z.string().trim().max(120),
  format: z.enum(['xlsx', 'csv']),
  /** The file rows are added to. Absolute path; null while the owner has not chosen. */
  file: z.string().min(1).max(4096).nullable(),
  /** A last row with the sums of all numbers, in a new file. */
  totals: z.boolean(),
})
export type WriteTableStep = z.infer<typeof writeTableSchema>

export const writeTable: StepDefinition<typeof writeTableSchema> = {
  schema: writeTableSchema,
  group: 'make',
  fields: [
    { name: 'from', control: 'step', mayBeNone: false },
    { name: 'mode', control: 'choice', choices: ['new', 'append'] },
    { name: 'folder', control: 'folder', access: 'write' },
    { name: 'title', control: 'text', maxLength: 120, lines: 1, mayBeEmpty: true },
    { name: 'format', control: 'choice', choices: ['xlsx', 'csv'] },
    { name: 'totals', control: 'switch' },
    { name: 'file', control: 'file', access: 'write', kinds: ['xlsx', 'csv'] },
  ],
  unit: 'files',
  needs: () => null,
  exposes: () => nothingExposed,
  leaves: 'file',
  grants: (step) =>
    // The other choice is kept and not used.
    step.mode === 'new' ? folderGrants('folder', step.folder, 'write') : fileGrants('file', step.file, 'write'),
  problems: (step) => [
    ...(step.mode === 'new' && step.folder === null ? [{ field: 'folder', code: 'folder.notChosen' as const }] : []),
    ...(step.mode === 'new' && step.title === '' ? [{ field: 'title', code: 'text.empty' as const }] : []),
    ...(step.mode === 'append' && step.file === null ? [{ field: 'file', code: 'file.notChosen' as const }] : []),
  ],
  forecast: () => ({ calls: [], gives: [] }),
}

import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { nothingExposed, type StepDefinition } from './definition.ts'
import { fileGrants, folderGrants } from './grants.ts'

export const writeDocumentSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('writeDocument'),
  /** The step whose result is written. */
  from: stepIdSchema,
  /** `new`: a file of its own for each run. `append`: added to one file, under a heading. */
  mode: z.enum(['new', 'append']).default('new'),
  /** For a new file. Absolute path; null while the owner has not chosen. */
  folder: z.string().min(1).max(4096).nullable(),
  /** Title of the report; a new file is named after it and the day, what is added stands under it. */
  title: z.string().trim().max(120),
  format: z.enum(['html', 'pdf', 'docx', 'md', 'txt']),
  /** The file it is added to. Absolute path; null while the owner has not chosen. */
  file: z.string().min(1).max(4096).nullable().default(null),
  /** A step that drew a chart, which is put in; null for none. */
  chart: stepIdSchema.nullable().default(null),
})
export type WriteDocumentStep = z.infer<typeof writeDocumentSchema>

export const writeDocument: StepDefinition<typeof writeDocumentSchema> = {
  schema: writeDocumentSchema,
  group: 'make',
  fields: [
    { name: 'from', control: 'step', mayBeNone: false },
    { name: 'mode', control: 'choice', choices: ['new', 'append'] },
    { name: 'folder', control: 'folder', access: 'write' },
    { name: 'title', control: 'text', maxLength: 120, lines: 1 },
    { name: 'format', control: 'choice', choices: ['html', 'pdf', 'docx', 'md', 'txt'] },
    { name: 'file', control: 'file', access: 'write', kinds: ['md', 'txt', 'html', 'htm', 'docx'] },
    { name: 'chart', control: 'step', mayBeNone: true },
  ],
  unit: 'files',
  needs: () => null,
  grants: ({ mode, folder, file }) =>
    mode === 'new' ? folderGrants('folder', folder, 'write') : fileGrants('file', file, 'write'),
  exposes: () => nothingExposed,
  leaves: 'file',
  problems: (step) => [
    ...(step.mode === 'new' && step.folder === null ? [{ field: 'folder', code: 'folder.notChosen' as const }] : []),
    ...(step.mode === 'append' && step.file === null ? [{ field: 'file', code: 'file.notChosen' as const }] : []),
    ...(step.title === '' ? [{ field: 'title', code: 'text.empty' as const }] : []),
  ],
  forecast: () => ({ calls: [], gives: [] }),
}

import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { nothingExposed, type StepDefinition } from './definition.ts'
import { folderGrants } from './grants.ts'

export const writeDocumentSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('writeDocument'),
  /** The step whose result is written. */
  from: stepIdSchema,
  /** Absolute path; null while the owner has not chosen. */
  folder: z.string().min(1).max(4096).nullable(),
  /** Title of the report; the file is named after it and the day. */
  title: z.string().trim().max(120),
  format: z.enum(['html', 'docx', 'md', 'txt']),
})
export type WriteDocumentStep = z.infer<typeof writeDocumentSchema>

export const writeDocument: StepDefinition<typeof writeDocumentSchema> = {
  schema: writeDocumentSchema,
  group: 'make',
  fields: [
    { name: 'from', control: 'step', mayBeNone: false },
    { name: 'folder', control: 'folder', access: 'write' },
    { name: 'title', control: 'text', maxLength: 120, lines: 1 },
    { name: 'format', control: 'choice', choices: ['html', 'docx', 'md', 'txt'] },
  ],
  unit: 'files',
  needs: () => null,
  exposes: () => nothingExposed,
  leaves: 'file',
  grants: (step) => folderGrants('folder', step.folder, 'write'),
  problems: (step) => [
    ...(step.folder === null ? [{ field: 'folder', code: 'folder.notChosen' as const }] : []),
    ...(step.title === '' ? [{ field: 'title', code: 'text.empty' as const }] : []),
  ],
  forecast: () => ({ calls: [], gives: [] }),
}

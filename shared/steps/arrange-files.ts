import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { nothingExposed, type StepDefinition } from './definition.ts'
import { folderGrants } from './grants.ts'

export const arrangeFilesSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('arrangeFiles'),
  /** The step whose files are put in order. */
  from: stepIdSchema,
  action: z.enum(['move', 'copy']),
  /** Folder in which they are put in order. Absolute path; null while the owner has not chosen. */
  folder: z.string().min(1).max(4096).nullable(),
  /** Folder inside it for each file, such as `{label}`; empty for none. */
  into: z.string().trim().max(200),
  /** New name of each file without its ending, such as `{date} {supplier}`; empty keeps the old one. */
  name: z.string().trim().max(200),
})
export type ArrangeFilesStep = z.infer<typeof arrangeFilesSchema>

export const arrangeFiles: StepDefinition<typeof arrangeFilesSchema> = {
  schema: arrangeFilesSchema,
  group: 'make',
  fields: [
    { name: 'action', control: 'choice', choices: ['move', 'copy'] },
    { name: 'from', control: 'step', mayBeNone: false },
    { name: 'folder', control: 'folder', access: 'write' },
    { name: 'into', control: 'text', maxLength: 200, lines: 1, mayPoint: true, mayBeEmpty: true },
    { name: 'name', control: 'text', maxLength: 200, lines: 1, mayPoint: true, mayBeEmpty: true },
  ],
  unit: 'files',
  exposes: () => nothingExposed,
  leaves: 'result',
  needs: () => null,
  grants: (step) => folderGrants('folder', step.folder, step.action === 'move' ? 'change' : 'write'),
  problems: (step) => (step.folder === null ? [{ field: 'folder', code: 'folder.notChosen' }] : []),
  forecast: () => ({ calls: [], gives: [] }),
}

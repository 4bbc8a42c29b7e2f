import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import type { StepDefinition } from './definition.ts'

export const readFolderSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('readFolder'),
  /** Absolute path; null while the owner has not chosen. */
  folder: z.string().min(1).max(4096).nullable(),
  /** Folders inside it are read too. */
  recursive: z.boolean(),
})
export type ReadFolderStep = z.infer<typeof readFolderSchema>

export const readFolder: StepDefinition<typeof readFolderSchema> = {
  schema: readFolderSchema,
  group: 'read',
  fields: [
    { name: 'folder', control: 'folder', access: 'read' },
    { name: 'recursive', control: 'switch' },
  ],
  unit: 'documents',
  needs: () => null,
  exposes: () => ({ private: true, untrusted: true, out: false }),
  leaves: 'result',
  problems: (step) => (step.folder === null ? [{ field: 'folder', code: 'folder.notChosen' }] : []),
  /** Reading is done here and asks no model. */
  forecast: (_step, { measured }) => ({ calls: [], gives: measured }),
}

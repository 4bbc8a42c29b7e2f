import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import type { StepDefinition } from './definition.ts'
import { folderGrants } from './grants.ts'

export const readFolderSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('readFolder'),
  /** Absolute path; null while the owner has not chosen. */
  folder: z.string().min(1).max(4096).nullable(),
  /** Folders inside it are read too. */
  recursive: z.boolean(),
  /** `new`: what is new or has changed since the last run that succeeded. */
  which: z.enum(['all', 'new']).default('all'),
  /** Patterns of file names such as `*.pdf, invoice*`; empty for all. */
  matching: z.string().trim().max(300).default(''),
  /** Pictures too, for models that can see. */
  pictures: z.boolean().default(false),
})
export type ReadFolderStep = z.infer<typeof readFolderSchema>

export const readFolder: StepDefinition<typeof readFolderSchema> = {
  schema: readFolderSchema,
  group: 'read',
  fields: [
    { name: 'folder', control: 'folder', access: 'read' },
    { name: 'recursive', control: 'switch' },
    { name: 'which', control: 'choice', choices: ['all', 'new'] },
    { name: 'matching', control: 'text', maxLength: 300, lines: 1, mayBeEmpty: true },
    { name: 'pictures', control: 'switch' },
  ],
  unit: 'documents',
  needs: () => null,
  exposes: () => ({ private: true, untrusted: true, out: false }),
  leaves: 'result',
  grants: (step) => folderGrants('folder', step.folder, 'read'),
  problems: (step) => (step.folder === null ? [{ field: 'folder', code: 'folder.notChosen' }] : []),
  /** Reading is done here and asks no model. */
  forecast: (_step, { measured }) => ({ calls: [], gives: measured }),
}

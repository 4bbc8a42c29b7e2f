import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import type { StepDefinition } from './definition.ts'
import { fileGrants } from './grants.ts'

export const readFileSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('readFile'),
  /** Absolute path; null while the owner has not chosen. */
  file: z.string().min(1).max(4096).nullable(),
})
export type ReadFileStep = z.infer<typeof readFileSchema>

export const readFile: StepDefinition<typeof readFileSchema> = {
  schema: readFileSchema,
  group: 'read',
  fields: [
    {
      name: 'file',
      control: 'file',
      access: 'read',
      kinds: [
        'pdf',
        'docx',
        'xlsx',
        'pptx',
        'csv',
        'md',
        'txt',
        'html',
        'eml',
        'zip',
        'png',
        'jpg',
        'jpeg',
        'webp',
        'gif',
      ],
    },
  ],
  unit: 'documents',
  needs: () => null,
  exposes: () => ({ private: true, untrusted: true, out: false }),
  leaves: 'result',
  grants: (step) => fileGrants('file', step.file, 'read'),
  problems: (step) => (step.file === null ? [{ field: 'file', code: 'file.notChosen' }] : []),
  forecast: () => null,
}

import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { programSchema } from '../model/program.ts'
import type { StepDefinition } from './definition.ts'
import { folderGrants } from './grants.ts'

export const runProgramSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('runProgram'),
  /** The step whose values the arguments may name; null for none. */
  from: stepIdSchema.nullable(),
  /** Null while the owner has not chosen. Arguments may name columns, as in `{path}`. */
  program: programSchema.nullable(),
  /** Where it works. Absolute path; null while the owner has not chosen. */
  folder: z.string().min(1).max(4096).nullable(),
  /** `never`: its owner ticked that this very command need not be shown each time. */
  asks: z.enum(['always', 'never']).default('always'),
  /** How long it may take. */
  minutes: z.number().int().min(1).max(240),
})
export type RunProgramStep = z.infer<typeof runProgramSchema>

export const runProgram: StepDefinition<typeof runProgramSchema> = {
  schema: runProgramSchema,
  group: 'make',
  fields: [
    { name: 'from', control: 'step', mayBeNone: true },
    { name: 'asks', control: 'choice', choices: ['always', 'never'] },
    { name: 'program', control: 'program' },
    { name: 'folder', control: 'folder', access: 'write' },
    { name: 'minutes', control: 'number', least: 1, most: 240 },
  ],
  unit: 'rows',
  needs: () => null,
  // A program has its owner's own rights: it may read anything, and send it anywhere.
  exposes: () => ({ private: true, untrusted: true, out: true }),
  leaves: 'result',
  grants: ({ program, folder, asks }) => [
    ...(program === null ? [] : [{ kind: 'program' as const, ...program, asks: asks === 'always', field: 'program' }]),
    ...folderGrants('folder', folder, 'change'),
  ],
  problems: (step) => [
    ...(step.program === null ? [{ field: 'program', code: 'program.notChosen' as const }] : []),
    ...(step.folder === null ? [{ field: 'folder', code: 'folder.notChosen' as const }] : []),
  ],
  forecast: () => ({ calls: [], gives: [] }),
}

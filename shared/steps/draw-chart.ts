import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { nothingExposed, type StepDefinition } from './definition.ts'
import { folderGrants } from './grants.ts'

export const drawChartSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('drawChart'),
  /** The step whose list is drawn. */
  from: stepIdSchema,
  /** `share`: bars of what each has of the whole. */
  shape: z.enum(['bar', 'line', 'share']),
  /** Column with what each bar or point is called; empty: what the things themselves are called. */
  names: z.string().trim().max(80),
  /** Column with the numbers. */
  values: z.string().trim().max(80),
  /** Title of the picture; the file is named after it and the day. */
  title: z.string().trim().max(120),
  /** Absolute path; null while the owner has not chosen. */
  folder: z.string().min(1).max(4096).nullable(),
})
export type DrawChartStep = z.infer<typeof drawChartSchema>

export const drawChart: StepDefinition<typeof drawChartSchema> = {
  schema: drawChartSchema,
  group: 'make',
  fields: [
    { name: 'shape', control: 'choice', choices: ['bar', 'line', 'share'] },
    { name: 'from', control: 'step', mayBeNone: false },
    { name: 'values', control: 'column', mayBeNone: false },
    { name: 'names', control: 'column', mayBeNone: true },
    { name: 'title', control: 'text', maxLength: 120, lines: 1 },
    { name: 'folder', control: 'folder', access: 'write' },
  ],
  unit: 'files',
  exposes: () => nothingExposed,
  leaves: 'file',
  needs: () => null,
  grants: (step) => folderGrants('folder', step.folder, 'write'),
  problems: (step) => [
    ...(step.values === '' ? [{ field: 'values', code: 'choice.missing' as const }] : []),
    ...(step.title === '' ? [{ field: 'title', code: 'text.empty' as const }] : []),
    ...(step.folder === null ? [{ field: 'folder', code: 'folder.notChosen' as const }] : []),
  ],
  forecast: () => ({ calls: [], gives: [] }),
}

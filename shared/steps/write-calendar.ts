import { z } from 'zod'
import { stepIdSchema } from '../model/brand.ts'
import { nothingExposed, type StepDefinition } from './definition.ts'
import { folderGrants } from './grants.ts'

export const writeCalendarSchema = z.object({
  id: stepIdSchema,
  kind: z.literal('writeCalendar'),
  /** The step whose list has one thing for each date. */
  from: stepIdSchema,
  /** Column with the day or the moment it begins. */
  start: z.string().trim().max(80),
  /** Column with when it ends; empty: a whole day, or an hour. */
  end: z.string().trim().max(80),
  /** What an entry is called; may name columns. */
  entry: z.string().trim().max(300),
  /** Column with where it is; empty for none. */
  place: z.string().trim().max(80),
  /** Title of the calendar; the file is named after it and the day. */
  title: z.string().trim().max(120),
  /** Absolute path; null while the owner has not chosen. */
  folder: z.string().min(1).max(4096).nullable(),
})
export type WriteCalendarStep = z.infer<typeof writeCalendarSchema>

export const writeCalendar: StepDefinition<typeof writeCalendarSchema> = {
  schema: writeCalendarSchema,
  group: 'make',
  fields: [
    { name: 'from', control: 'step', mayBeNone: false },
    { name: 'start', control: 'column', mayBeNone: false },
    { name: 'end', control: 'column', mayBeNone: true },
    { name: 'entry', control: 'text', maxLength: 300, lines: 1, mayPoint: true },
    { name: 'place', control: 'column', mayBeNone: true },
    { name: 'title', control: 'text', maxLength: 120, lines: 1 },
    { name: 'folder', control: 'folder', access: 'write' },
  ],
  unit: 'files',
  exposes: () => nothingExposed,
  leaves: 'file',
  needs: () => null,
  grants: (step) => folderGrants('folder', step.folder, 'write'),
  problems: (step) => [
    ...(step.start === '' ? [{ field: 'start', code: 'choice.missing' as const }] : []),
    ...(step.entry === '' ? [{ field: 'entry', code: 'text.empty' as const }] : []),
    ...(step.title === '' ? [{ field: 'title', code: 'text.empty' as const }] : []),
    ...(step.folder === null ? [{ field: 'folder', code: 'folder.notChosen' as const }] : []),
  ],
  forecast: () => ({ calls: [], gives: [] }),
}

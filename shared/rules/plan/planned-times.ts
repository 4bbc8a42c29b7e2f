import { z } from 'zod'
import type { Zone } from '../../model/brand.ts'
import { type Trigger, triggerSchema } from '../../model/trigger.ts'

const time = z.string().regex(/^([01]?\d|2[0-3]):[0-5]\d$/)
const timesSchema = z.looseObject({
  times: z.array(time).min(1).max(24),
  weekdays: z.array(z.number().int().min(1).max(7)).min(1).optional(),
  dayOfMonth: z.number().int().min(1).max(31).optional(),
  lastDay: z.literal(true).optional(),
})
const everySchema = z.looseObject({ every: z.number().int().positive(), unit: z.enum(['minutes', 'hours']) })
const eventSchema = z.looseObject({ on: z.enum(['newFiles', 'newMail', 'appStart']) })

/**
 * What starts the agent as a model wrote it; null where that is no time there is. Folders and mailboxes are left for the owner to pick.
 *
 * @param startsAt the wall-clock time now, `2026-11-24T09:30`, from which intervals count
 */
export function plannedTriggers(
  when: unknown,
  setting: { readonly newId: () => string; readonly zone: Zone; readonly startsAt: string },
): Trigger[] | null {
  if (when === null) return []
  const common = { id: setting.newId(), zone: setting.zone }
  const made = triggerSchema.safeParse(fieldsOf(when, setting.startsAt, common))
  return made.success ? [made.data] : null
}

function fieldsOf(when: unknown, startsAt: string, common: object): unknown {
  const times = timesSchema.safeParse(when)
  if (times.success)
    return { ...common, kind: 'calendar', times: times.data.times.map(padded), days: daysOf(times.data) }
  const every = everySchema.safeParse(when)
  if (every.success) return { ...common, kind: 'interval', every: every.data.every, unit: every.data.unit, startsAt }
  const event = eventSchema.safeParse(when)
  if (!event.success) return null
  switch (event.data.on) {
    case 'newFiles':
      return { ...common, kind: 'folder', folder: null }
    case 'newMail':
      return { ...common, kind: 'mail', accountId: null }
    case 'appStart':
      return { ...common, kind: 'appStart' }
  }
}

function daysOf({ weekdays, dayOfMonth, lastDay }: z.infer<typeof timesSchema>): unknown {
  if (lastDay === true) return { kind: 'lastDay' }
  if (dayOfMonth !== undefined) return { kind: 'dayOfMonth', day: dayOfMonth }
  return { kind: 'weekdays', weekdays: [...new Set(weekdays ?? [1, 2, 3, 4, 5, 6, 7])].toSorted((a, b) => a - b) }
}

const padded = (text: string): string => text.padStart(5, '0')

import { type Instant, triggerIdSchema, type Zone } from '../../../../shared/model/brand.ts'
import { type Trigger, triggerSchema } from '../../../../shared/model/trigger.ts'
import { wallAt } from '../../../../shared/rules/recurrence/wall-clock.ts'

/** Times that can be added, each with a beginning of its own. */
export const timeKinds = ['weekdays', 'month', 'monthWeek', 'interval', 'once', 'pattern'] as const
export type NewTimeKind = (typeof timeKinds)[number]

export const sourceKinds = ['folder', 'page', 'feed', 'mail', 'appStart', 'webhook'] as const
type NewSourceKind = (typeof sourceKinds)[number]

const day = 86_400_000

/** A start as it is added: something that works, or that says what is still to be chosen. */
export function newTrigger(kind: NewTimeKind | NewSourceKind, zone: Zone, now: Instant): Trigger {
  const id = triggerIdSchema.parse(crypto.randomUUID())
  return triggerSchema.parse({ id, zone, ...beginning(kind, wallAt(now, zone)) })
}

function beginning(kind: NewTimeKind | NewSourceKind, wall: number): object {
  const times = ['08:00']
  switch (kind) {
    case 'weekdays':
      return { kind: 'calendar', days: { kind: 'weekdays', weekdays: [1, 2, 3, 4, 5, 6, 7] }, times }
    case 'month':
      return { kind: 'calendar', days: { kind: 'dayOfMonth', day: 1 }, times }
    case 'monthWeek':
      return { kind: 'calendar', days: { kind: 'nthWeekday', nth: 1, weekday: 1 }, times }
    case 'interval':
      return { kind, every: 1, unit: 'hours', startsAt: `${dateOf(wall)}T08:00` }
    case 'once':
      return { kind, at: `${dateOf(wall + day)}T08:00` }
    case 'pattern':
      return { kind: 'cron', expression: '0 8 * * 1-5' }
    case 'folder':
      return { kind, folder: null }
    case 'page':
    case 'feed':
      return { kind, url: '' }
    case 'mail':
      return { kind, accountId: null }
    case 'appStart':
      return { kind }
    case 'webhook':
      return { kind, hookId: crypto.randomUUID() }
  }
}

const dateOf = (wall: number) => new Date(wall).toISOString().slice(0, 10)

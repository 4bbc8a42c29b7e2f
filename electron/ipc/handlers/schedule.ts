import { nextInstants } from '../../../shared/rules/recurrence.ts'
import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function scheduleHandlers({ clock, week }: Services): Pick<Handlers, 'schedule.preview' | 'schedule.week'> {
  return {
    'schedule.preview': ({ trigger, count }) => ({ instants: nextInstants(trigger, clock.now(), count) }),
    'schedule.week': async ({ from }) => ({ days: await week.read(from) }),
  }
}

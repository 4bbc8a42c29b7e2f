import { nextInstants } from '../../../shared/rules/recurrence.ts'
import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function scheduleHandlers({ clock }: Services): Pick<Handlers, 'schedule.preview'> {
  return {
    'schedule.preview': ({ trigger, count }) => ({ instants: nextInstants(trigger, clock.now(), count) }),
  }
}

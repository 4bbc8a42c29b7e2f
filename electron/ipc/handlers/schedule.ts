import { previewSchedule } from '../../../shared/rules/preview-schedule.ts'
import type { Handlers } from '../router.ts'
import type { Services } from './services.ts'

export function scheduleHandlers({ clock, week }: Services): Pick<Handlers, 'schedule.preview' | 'schedule.week'> {
  return {
    'schedule.preview': ({ triggers, count }) => previewSchedule(triggers, clock.now(), count),
    'schedule.week': async ({ from }) => ({ days: await week.read(from) }),
  }
}

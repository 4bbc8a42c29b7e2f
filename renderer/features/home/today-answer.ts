import type { Mirror } from '../../../shared/contract/mirror.ts'
import { isComplete, needsOwner, workingRuns } from '../../store/selectors.ts'

/** The answer to "what needs me": the keys of one or two sentences and the numbers in them. An empty key says nothing. */
export type TodayAnswer = {
  readonly main: string
  readonly mainCount: number
  readonly rest: string
  readonly restCount: number
}

/** Says what needs the owner first, then how the rest goes. */
export function todayAnswer(mirror: Mirror): TodayAnswer {
  const needs = needsOwner(mirror).length
  const working = workingRuns(mirror).length
  if (needs > 0) {
    return {
      main: 'today.title.needs',
      mainCount: needs,
      rest: mirror.settings.paused ? 'today.title.restPaused' : working > 0 ? 'today.title.restWell' : '',
      restCount: working,
    }
  }
  if (working > 0) {
    return { main: 'today.title.nothing', mainCount: 0, rest: 'today.title.working', restCount: working }
  }
  if (mirror.settings.paused) return alone('today.title.paused')
  if (!Object.values(mirror.agents).some(isComplete)) return alone('today.title.first')
  if (mirror.upcoming.length > 0) {
    return { main: 'today.title.nothing', mainCount: 0, rest: 'today.title.waiting', restCount: 0 }
  }
  return alone('today.title.nothing')
}

const alone = (main: string): TodayAnswer => ({ main, mainCount: 0, rest: '', restCount: 0 })

import type { Mirror } from '../../../shared/contract/mirror.ts'
import { isComplete, needsCount, workingRuns } from '../../store/selectors.ts'

/** The answer to "what needs me": the keys of one or two sentences and the numbers in them. An empty key says nothing. */
export type TodayAnswer = {
  readonly main: string
  readonly mainCount: number
  readonly rest: string
  readonly restCount: number
}

/** Says what needs the owner first, then how the rest goes. */
export function todayAnswer(mirror: Mirror): TodayAnswer {
  const needs = needsCount(mirror)
  const working = workingRuns(mirror).length
  if (needs > 0) {
    if (mirror.settings.paused) return both('needsFirst', needs, 'restPaused', 0)
    return working > 0 ? both('needsFirst', needs, 'restWell', working) : alone('needs', needs)
  }
  if (working > 0) return both('nothingFirst', 0, 'working', working)
  if (mirror.settings.paused) return alone('paused')
  if (!Object.values(mirror.agents).some(isComplete)) return alone('first')
  return mirror.upcoming.length > 0 ? both('nothingFirst', 0, 'waiting', 0) : alone('nothing')
}

const alone = (main: string, mainCount = 0): TodayAnswer => ({
  main: `today.title.${main}`,
  mainCount,
  rest: '',
  restCount: 0,
})

const both = (main: string, mainCount: number, rest: string, restCount: number): TodayAnswer => ({
  main: `today.title.${main}`,
  mainCount,
  rest: `today.title.${rest}`,
  restCount,
})

import type { Forecast, Range } from '../../model/forecast.ts'
import { directionOf, type TokenCounts, tokenKinds } from '../../model/usage.ts'
import { type TokenMix } from './price-calls.ts'
import { quantile, weightedByAge } from './quantile.ts'
import { rangeOf } from './range.ts'

/** What a past run used, and what its steps alone had given before it (null: nobody had counted). */
export type PastRun = {
  readonly calls: number
  readonly tokens: TokenCounts
  readonly ofSteps: Forecast['ofSteps']
}

/** How past runs correct what the steps give: by which factor, and how far single runs lay below and above the middle. */
export type Lesson = {
  readonly factor: number
  readonly low: number
  readonly high: number
  /** How much the width of past runs counts against that of the steps, 0 to 1. */
  readonly trust: number
}

const untaught: Lesson = { factor: 1, low: 1, high: 1, trust: 0 }
/** As if so many runs had gone just as the steps say. */
const doubt = 1
/** The shares of past runs that may lie outside a range. */
const [lowest, highest] = [0.1, 0.9]
/** A range is never narrower, however alike past runs were. */
const leastWidth = 0.05
/** A factor beyond this is an accident rather than a habit. */
const mostFactor = 20

/** What past runs, the newest first, teach about the next. The width of a rough count cannot be narrowed by them. */
export function learnFrom(
  history: readonly PastRun[],
  isRough: boolean,
): { input: Lesson; output: Lesson; mix: TokenMix; runs: number } {
  const compared = history.flatMap(({ tokens, ofSteps }) =>
    ofSteps === null || ofSteps.input === 0 || ofSteps.output === 0 ? [] : [{ tokens, ofSteps }],
  )
  const lessonOf = (direction: 'input' | 'output'): Lesson => {
    const ratios = compared.map(({ tokens, ofSteps }) => {
      const ratio = total(tokens, direction) / ofSteps[direction]
      return Math.min(mostFactor, Math.max(1 / mostFactor, ratio))
    })
    return lessonFrom(ratios, isRough)
  }
  return { input: lessonOf('input'), output: lessonOf('output'), mix: mixOf(history), runs: compared.length }
}

/** What past runs used, the newest first, as a range of its own. At least one. */
export function usualOf(history: readonly PastRun[]): { calls: Range; input: Range; output: Range; mix: TokenMix } {
  const rangeBy = (value: (run: PastRun) => number): Range => {
    const values = weightedByAge(history.map(value))
    const middle = quantile(values, 0.5) ?? 0
    const trust = history.length / (history.length + 2)
    const end = (share: number, guess: number) => (quantile(values, share) ?? 0) * trust + middle * guess * (1 - trust)
    return rangeOf(
      Math.min(end(lowest, 0.3), middle * (1 - leastWidth)),
      middle,
      Math.max(end(highest, 2.5), middle * (1 + leastWidth)),
    )
  }
  return {
    calls: rangeBy(({ calls }) => calls),
    input: rangeBy(({ tokens }) => total(tokens, 'input')),
    output: rangeBy(({ tokens }) => total(tokens, 'output')),
    mix: mixOf(history),
  }
}

function lessonFrom(ratios: readonly number[], isRough: boolean): Lesson {
  const weighted = weightedByAge(ratios)
  const middle = quantile(weighted, 0.5)
  const low = quantile(weighted, lowest)
  const high = quantile(weighted, highest)
  if (middle === null || low === null || high === null) return untaught
  const trust = ratios.length / (ratios.length + doubt)
  return {
    factor: middle ** trust,
    low: Math.min(low / middle, 1 - leastWidth),
    high: Math.max(high / middle, 1 + leastWidth),
    trust: isRough ? 0 : trust,
  }
}

function mixOf(history: readonly PastRun[]): TokenMix {
  const share = (kind: 'cachedRead' | 'reasoning', direction: 'input' | 'output') =>
    quantile(
      weightedByAge(
        history.map(({ tokens }) => (total(tokens, direction) === 0 ? 0 : tokens[kind] / total(tokens, direction))),
      ),
      0.5,
    ) ?? 0
  return { cachedRead: share('cachedRead', 'input'), reasoning: share('reasoning', 'output') }
}

function total(tokens: TokenCounts, direction: 'input' | 'output'): number {
  const wanted = direction === 'input' ? 'read' : 'written'
  return tokenKinds.reduce((sum, kind) => (directionOf(kind) === wanted ? sum + tokens[kind] : sum), 0)
}

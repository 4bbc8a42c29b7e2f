import type { Instant } from '../../model/brand.ts'
import type { Forecast, MeasuredInput, Range } from '../../model/forecast.ts'
import type { Price } from '../../model/price.ts'
import { forecastOfStep, type Step } from '../../steps/step.ts'
import type { Scenario, Texts } from '../../steps/definition.ts'
import { learnFrom, type Lesson, type PastRun, usualOf } from './history.ts'
import type { CallGroup } from './map-reduce.ts'
import { type Outlook, priceCalls } from './price-calls.ts'
import { noRange, rangeOf } from './range.ts'

export type ForecastQuestion = {
  steps: readonly Step[]
  /** What lies in the folders; null where they were not looked at. */
  measured: MeasuredInput | null
  contextTokens: number
  /** Null: unknown. */
  price: Price | null
  /** Runs of these very steps with this model that succeeded, the newest first. */
  history: readonly PastRun[]
  /** When it is planned to run. */
  at: Instant
  language: 'en' | 'zh'
}

/**
 * What a run will probably use: the calls its steps make of what was counted, corrected by how far its own past runs were from that;
 * without a count, what its past runs used. Null where neither is known.
 */
export function forecastOf(question: ForecastQuestion): Forecast | null {
  const { measured, history } = question
  if (measured === null) return history.length === 0 ? null : forecastByHistory(question)
  const [low, expected, high] = [
    callsOf(question, measured, 'low'),
    callsOf(question, measured, 'expected'),
    callsOf(question, measured, 'high'),
  ]
  // Where one step cannot be told beforehand, the whole cannot.
  if (low === null || expected === null || high === null)
    return history.length === 0 ? null : forecastByHistory(question)
  const scenarios = { low, expected, high }
  const texts = measured.steps.flatMap((step) => step.texts)
  const isRough = texts.some(({ precision }) => precision === 'rough')
  const totals = {
    input: {
      low: sumOf(scenarios.low, 'input'),
      expected: sumOf(expected, 'input'),
      high: sumOf(scenarios.high, 'input'),
    },
    output: {
      low: sumOf(scenarios.low, 'output'),
      expected: sumOf(expected, 'output'),
      high: sumOf(scenarios.high, 'output'),
    },
  }
  const lesson = learnFrom(history, isRough)
  const input = corrected(totals.input, lesson.input)
  const output = corrected(totals.output, lesson.output)
  const outlookOf = (scenario: Scenario): Outlook => ({
    calls: lesson.runs === 0 ? scenarios[scenario] : scaled(expected, input[scenario], output[scenario]),
    mix: scenario === 'high' ? { ...lesson.mix, cachedRead: 0 } : lesson.mix,
  })
  const outlooks = { low: outlookOf('low'), expected: outlookOf('expected'), high: outlookOf('high') }
  return {
    at: question.at,
    calls: expected.length === 0 ? noRange : rangeOf(count(scenarios.low), count(expected), count(scenarios.high)),
    input,
    output,
    money: priceCalls(question.price, outlooks, question.at),
    basis: {
      input: isRough ? 'rough' : 'counted',
      documents: texts.reduce((sum, text) => sum + text.count, 0),
      countedAt: measured.at,
      runs: lesson.runs,
    },
    ofSteps: { input: Math.round(totals.input.expected), output: Math.round(totals.output.expected) },
  }
}

/** Vendors count the same text differently from us; Chinese is less than half as much at some (DeepSeek: 0.6 a character). */
const vendorCount: Record<Texts[number]['language'], Record<Scenario, number>> = {
  en: { low: 0.8, expected: 1, high: 1.25 },
  zh: { low: 0.4, expected: 0.75, high: 1.1 },
  other: { low: 0.6, expected: 1, high: 1.5 },
}
/** What the size of a file says of its text, before anyone has opened it. */
const roughCount: Record<Scenario, number> = { low: 0.25, expected: 1, high: 3 }

function callsOf(question: ForecastQuestion, measured: MeasuredInput, scenario: Scenario): CallGroup[] | null {
  const { steps, contextTokens, language } = question
  const given = new Map<Step['id'], Texts>()
  const calls: CallGroup[] = []
  for (const step of steps) {
    const found = measured.steps.find(({ stepId }) => stepId === step.id)?.texts ?? []
    const texts = found.map(({ tokens, precision, ...text }) => ({
      ...text,
      tokens: precision === 'rough' ? Math.round(tokens * roughCount[scenario]) : tokens,
    }))
    const source = 'from' in step && step.from !== null ? (given.get(step.from) ?? []) : []
    const forecast = forecastOfStep(step, { scenario, given: source, measured: texts, contextTokens, language })
    if (forecast === null) return null
    given.set(step.id, forecast.gives)
    for (const { language: written, ...group } of forecast.calls) {
      calls.push({ ...group, input: group.input * vendorCount[written][scenario] })
    }
  }
  return calls
}

function forecastByHistory({ history, price, at }: ForecastQuestion): Forecast {
  const usual = usualOf(history)
  const calls = usual.calls.expected
  const outlookOf = (scenario: Scenario): Outlook => ({
    calls: calls === 0 ? [] : [{ calls, input: usual.input[scenario] / calls, output: usual.output[scenario] / calls }],
    mix: scenario === 'high' ? { ...usual.mix, cachedRead: 0 } : usual.mix,
  })
  return {
    at,
    calls: usual.calls,
    input: usual.input,
    output: usual.output,
    money: priceCalls(price, { low: outlookOf('low'), expected: outlookOf('expected'), high: outlookOf('high') }, at),
    basis: { input: 'history', documents: null, countedAt: null, runs: history.length },
    ofSteps: null,
  }
}

/** A range moved and narrowed by what past runs taught; more input never makes it less. */
function corrected(range: Record<Scenario, number>, { factor, low, high, trust }: Lesson): Range {
  const expected = range.expected * factor
  if (trust === 0) return rangeOf(range.low * factor, expected, range.high * factor)
  const between = (end: number, ratio: number) => (expected * ratio) ** trust * (end * factor) ** (1 - trust)
  return rangeOf(between(range.low, low), expected, between(range.high, high))
}

/** The same calls with other sums. */
function scaled(calls: readonly CallGroup[], input: number, output: number): CallGroup[] {
  const [read, wrote] = [sumOf(calls, 'input'), sumOf(calls, 'output')]
  return calls.map((group) => ({
    calls: group.calls,
    input: read === 0 ? 0 : (group.input * input) / read,
    output: wrote === 0 ? 0 : (group.output * output) / wrote,
  }))
}

function sumOf(calls: readonly CallGroup[], direction: 'input' | 'output'): number {
  return calls.reduce((sum, group) => sum + group.calls * group[direction], 0)
}

function count(calls: readonly CallGroup[]): number {
  return calls.reduce((sum, group) => sum + group.calls, 0)
}

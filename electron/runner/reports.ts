import type { StepId } from '../../shared/model/brand.ts'
import type { Clock } from '../../shared/model/clock.ts'
import type { RunnerReport } from './protocol.ts'

export type StepReport = Omit<Extract<RunnerReport, { type: 'step' }>, 'type' | 'stepId'>

/** One stretch of text as it is written; the page shows it live. */
export type LiveText = {
  add(text: string): void
  /** What was shown is void: the answer begins anew. */
  restart(): void
}

/** What the page hears while a run works: often enough to be alive, never so often that it costs the others. */
export type Reports = {
  step(stepId: StepId, report: StepReport): void
  text(key: string, label: string): LiveText
  /** Sends whatever is still held back. */
  flush(): void
}

/** The gateway gathers what streams for longer than that already. */
const quietMilliseconds = 12

/** Holds back what comes faster than one message per 12 ms for a segment or a step; the end of a step is never held back. */
export function createReports(send: (report: RunnerReport) => void, clock: Clock): Reports {
  const waiting = new Set<Held>()
  const steps = new Map<StepId, Held>()
  return {
    step(stepId, report) {
      let held = steps.get(stepId)
      if (held === undefined) {
        held = hold(clock, waiting)
        steps.set(stepId, held)
      }
      const message: RunnerReport = { type: 'step', stepId, ...report, item: report.item?.slice(0, 500) ?? null }
      held.post(() => send(message))
      if (report.state !== 'running') held.flush()
    },
    text(key, label) {
      const held = hold(clock, waiting)
      let sent = 0
      let unsent = ''
      const post = () => {
        const text = unsent
        const start = sent
        unsent = ''
        sent += text.length
        if (text !== '') send({ type: 'text', key, label, start, text })
      }
      return {
        add(text) {
          unsent += text
          held.post(post)
        },
        restart() {
          unsent = ''
          sent = 0
        },
      }
    },
    flush() {
      for (const held of [...waiting]) held.flush()
    },
  }
}

type Held = {
  /** Does it now, or when the quiet time is over; a later one takes the place of one still waiting. */
  post(action: () => void): void
  flush(): void
}

function hold(clock: Clock, waiting: Set<Held>): Held {
  let next: (() => void) | null = null
  let isQuiet = false
  const act = () => {
    const action = next
    next = null
    waiting.delete(held)
    action?.()
  }
  const rest = () => {
    isQuiet = true
    clock.after(quietMilliseconds, () => {
      isQuiet = false
      if (next === null) return
      act()
      rest()
    })
  }
  const held: Held = {
    post(action) {
      next = action
      waiting.add(held)
      if (isQuiet) return
      act()
      rest()
    },
    flush: act,
  }
  return held
}

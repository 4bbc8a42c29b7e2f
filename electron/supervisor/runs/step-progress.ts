import type { Agent } from '../../../shared/model/agent.ts'
import type { Instant } from '../../../shared/model/brand.ts'
import type { RunStateName, StepProgress } from '../../../shared/model/run.ts'
import type { RunnerReport } from '../../runner/protocol.ts'

type StepReport = Extract<RunnerReport, { type: 'step' }>

/** The steps of a run before anything has happened. */
export function plannedSteps(agent: Agent): StepProgress[] {
  return agent.steps.map(({ id, kind }) => ({
    stepId: id,
    kind,
    state: 'planned',
    done: 0,
    total: null,
    item: null,
    part: null,
    startedAt: null,
    endedAt: null,
  }))
}

/**
 * The steps after a report. A step that is begun again after a crash keeps the time it was first begun, one that was finished
 * before keeps both times.
 */
export function withReport(steps: readonly StepProgress[], report: StepReport, at: Instant): StepProgress[] {
  return steps.map((step) => {
    if (step.stepId !== report.stepId) return step
    const { state, done, total, item, part } = report
    const endedAt = state === 'running' ? null : step.state === state ? step.endedAt : at
    return { ...step, state, done, total, item, part, startedAt: step.startedAt ?? at, endedAt }
  })
}

/** The steps of a run that has ended: none is at work any more. */
export function endedSteps(steps: readonly StepProgress[], end: RunStateName, at: Instant): StepProgress[] {
  return steps.map((step) => {
    if (step.state !== 'running') return step
    const rest = { item: null, part: null }
    return end === 'failed'
      ? { ...step, ...rest, state: 'failed', endedAt: at }
      : { ...step, ...rest, state: 'planned' }
  })
}

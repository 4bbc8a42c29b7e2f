import { CodedError } from '../../shared/contract/errors.ts'
import type { StepId } from '../../shared/model/brand.ts'
import type { Clock } from '../../shared/model/clock.ts'
import type { ShownResult } from '../../shared/model/shown-result.ts'
import { type Step, stepDefinitions } from '../../shared/steps/step.ts'
import type { PortCaller } from '../ipc/port-calls.ts'
import { openCheckpoints, resultItem } from './checkpoints.ts'
import { createAsk } from './model/ask.ts'
import { matchColumns } from './match-columns.ts'
import { createConverse } from './model/converse.ts'
import type { RunnerContract, RunOrder } from './protocol.ts'
import type { Reports, StepReport } from './reports.ts'
import { createScratch } from './scratch.ts'
import { showResult } from './show-result.ts'
import { firstFew, tryStep } from './trial/try-step.ts'
import { perform, sourceIdOf } from './performers.ts'
import type { StepContext } from './step-context.ts'
import { type StepResult, stepResultSchema, unitsOf } from './step-results.ts'
import type { Disk } from './tools/files/disk.ts'
import type { WebWays } from './tools/web/fetch-guarded.ts'

export type RunDependencies = {
  readonly order: RunOrder
  readonly main: PortCaller<RunnerContract>
  readonly reports: Reports
  readonly clock: Clock
  readonly disk: Disk
  readonly fetch: typeof fetch
  readonly ways: WebWays
  readonly signal: AbortSignal
}

export type Outcome = 'complete' | 'partial' | 'nothingToDo'

/**
 * Walks the agent's steps in order. A step whose result was kept is not done again; inside a step, finished units are not either.
 * Each result is stored before the next step starts.
 *
 * @throws CodedError what made the run fail; the signal's reason when aborted
 */
export async function runSteps(dependencies: RunDependencies): Promise<Outcome> {
  const { order, main, reports, signal } = dependencies
  const results = new Map<StepId, StepResult>()
  const way = {
    ...dependencies,
    model: order.model,
    door: order.gateway,
    findGateway: () => main.call('gateway.find', {}),
  }
  const common = {
    ...dependencies,
    scratch: createScratch(order.scratchFolder, dependencies.disk),
    ask: createAsk(way),
    converse: createConverse(way),
  }
  for (const step of order.agent.steps) {
    signal.throwIfAborted()
    const checkpoints = await openCheckpoints(main, step.id)
    const kept = checkpoints.find(resultItem, stepResultSchema)
    const line = createLine(step.id, reports)
    let result = kept
    if (result === null) {
      line.show('running')
      try {
        const context: StepContext = {
          ...common,
          results,
          checkpoints,
          progress: line.change,
          text: reports.text,
          leaveOut: async (item, error) => {
            const leftOut = { item: item.slice(0, 500), error }
            await main.call('leftOut.add', leftOut)
            return leftOut
          },
        }
        const source = sourceOf(step, results)
        const spelled = matchColumns(step, source)
        const done = order.trial === null ? null : await tried(spelled, source, context, order.trial)
        result = done?.result ?? (await perform(spelled, source, context))
        const plan = done?.plan ?? null
        if (plan !== null) await main.call('result.show', { ...plan, isPlan: true })
        const shown =
          plan !== null
            ? null
            : await showResult(step.id, result, { scratch: common.scratch, language: order.language })
        if (shown !== null) await main.call('result.show', { ...shown, isPlan: false })
        await checkpoints.keep(resultItem, result)
      } catch (thrown) {
        if (!signal.aborted) line.show('failed')
        throw thrown
      }
    }
    line.change({ ...unitsOf(result), item: null, part: null }, 'done')
    results.set(step.id, result)
  }
  return outcomeOf([...results.values()])
}

/** A step of an agent that is only tried. */
async function tried(
  step: Step,
  source: StepResult | null,
  context: StepContext,
  trial: NonNullable<RunOrder['trial']>,
): Promise<{ result: StepResult; plan: ShownResult | null }> {
  const given = source?.kind === 'nothing' ? null : source
  const way = await tryStep(step, given, context, trial)
  if (way.kind === 'show') return { result: way.result, plan: way.plan }
  const result = await perform(way.step, source, context)
  const isRead = stepDefinitions[step.kind].group === 'read'
  return { result: isRead ? firstFew(result, trial.most) : result, plan: null }
}

function sourceOf(step: Step, results: ReadonlyMap<StepId, StepResult>): StepResult | null {
  const from = sourceIdOf(step)
  if (from === null) return null
  const source = results.get(from)
  if (source === undefined)
    throw new CodedError('agent.incomplete', {}, `${step.kind} builds on a step that is not before it`)
  return source
}

function outcomeOf(results: readonly StepResult[]): Outcome {
  if (results.every((result) => result.kind === 'nothing')) return 'nothingToDo'
  const isPartial = results.some((result) => result.kind !== 'nothing' && result.leftOut.length > 0)
  return isPartial ? 'partial' : 'complete'
}

/** The step's line on the page: each report carries all of it. */
function createLine(stepId: StepId, reports: Reports) {
  let line: Omit<StepReport, 'state'> = { done: 0, total: null, item: null, part: null }
  const change = (changes: Partial<typeof line>, state: StepReport['state'] = 'running') => {
    line = { ...line, ...changes }
    reports.step(stepId, { ...line, state })
  }
  return { change, show: (state: StepReport['state']) => change({}, state) }
}

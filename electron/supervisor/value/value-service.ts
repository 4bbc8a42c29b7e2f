import { toAppError } from '../../../shared/contract/errors.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import type { AgentId, RunId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { HourlyRate } from '../../../shared/model/hourly-rate.ts'
import { isPractice } from '../../../shared/model/provider.ts'
import { hasEnded, type Run } from '../../../shared/model/run.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import type { ResultMark, ValueEnd, ValueJob, ValueReport } from '../../../shared/model/value.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import { withHourlyRate } from '../../../shared/rules/value/hourly-rate.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { MarkChange, RunValueRepository } from '../../storage/companion/run-values.ts'
import type { Keeper } from '../books/keeper-host.ts'
import type { SettingsService } from '../settings/settings-service.ts'

export type ValueService = {
  /** Hears of runs that end and of what they cost in the end. */
  observe(event: AppEvent): void
  /** Keeps what was missed when the app went away between a run's end and this. */
  start(): void
  marksOf(runIds: readonly RunId[]): ResultMark[]
  /** Null for a run that has not ended. What the owner says it saved is what the agent's next runs are thought to save. */
  mark(runId: RunId, change: Omit<MarkChange, 'at'>): ResultMark | null
  setRate(rate: Omit<HourlyRate, 'from'>): Settings
  read(range: { from: string | null; to: string | null }): Promise<ValueReport>
  search(text: string): Promise<Run[]>
  close(): void
}

/** Runs a search answers with. */
const foundAtMost = 50

/** Keeps with each run what it contributes, as things stood when it ended, and what its owner thinks of it. */
export function createValueService(dependencies: {
  repository: RunValueRepository
  /** Sums and searches in a process of its own. */
  reader: Pick<Keeper, 'call'> & Partial<Pick<Keeper, 'close'>>
  companionPath: string
  readRun: (runId: RunId) => Run
  templateOf: (agentId: AgentId) => { job: ValueJob; estimatedMinutes: number; newPossibility: boolean } | null
  settings: Pick<SettingsService, 'current' | 'save'>
  publish: Publish
  clock: Clock
}): ValueService {
  const { repository, reader, companionPath: path, readRun, templateOf, settings, publish, clock } = dependencies
  const show = (mark: ResultMark) => publish({ type: 'result.marked', mark, unread: repository.unread() })
  const estimateOf = (agentId: AgentId) =>
    repository.minutesOf(agentId) ?? templateOf(agentId)?.estimatedMinutes ?? null

  const keep = (run: Run) => {
    const end = endOf(run)
    if (end === null || run.endedAt === null) return
    const template = templateOf(run.agentId)
    const isKept = repository.keep({
      runId: run.id,
      agentId: run.agentId,
      agentName: run.agentName,
      job: template?.job ?? 'other',
      endedAt: run.endedAt,
      day: dayOf(run.endedAt, clock.zone()),
      end,
      // What the practice model writes does nobody's work.
      estimatedMinutes: isPractice(run.model) ? null : estimateOf(run.agentId),
      isNew: template?.newPossibility ?? false,
      deliverables: run.deliverables.length,
      spent: run.usage.spent,
      unpricedCalls: run.usage.unpricedCalls,
    })
    const [mark] = repository.marksOf([run.id])
    if (isKept && mark !== undefined) show(mark)
  }

  return {
    observe(event) {
      if (event.type !== 'run.saved' || !hasEnded(event.run.state)) return
      try {
        keep(event.run)
      } catch (thrown) {
        publish({ type: 'notice', error: toAppError(thrown) })
      }
    },
    start() {
      for (const runId of repository.missing()) keep(readRun(runId))
    },
    marksOf: repository.marksOf,
    mark(runId, change) {
      const mark = repository.mark(runId, { ...change, at: clock.now() })
      if (mark === null) return null
      if (typeof change.confirmedMinutes === 'number') {
        repository.setMinutes(readRun(runId).agentId, change.confirmedMinutes)
      }
      show(mark)
      return mark
    },
    setRate(rate) {
      const { hourlyRates } = settings.current()
      return settings.save({ hourlyRates: withHourlyRate(hourlyRates, rate, dayOf(clock.now(), clock.zone())) })
    },
    read(range) {
      const { hourlyRates, exchangeRates } = settings.current()
      return reader.call('value', { path, ...range, hourlyRates, exchangeRates })
    },
    async search(text) {
      const words = text.split(/\s+/).filter(Boolean)
      if (words.length === 0) return []
      const { runIds } = await reader.call('search', { path, words, limit: foundAtMost })
      return runIds.map(readRun)
    },
    close: () => reader.close?.(),
  }
}

/** Null for a run that has not ended, or never began. */
function endOf({ state }: Run): ValueEnd | null {
  switch (state.name) {
    case 'succeeded':
      return state.outcome
    case 'failed':
      return state.reason === 'refused' ? 'refused' : 'failed'
    case 'stopped':
      return 'stopped'
    default:
      return null
  }
}

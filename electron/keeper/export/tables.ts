import type { DatabaseSync } from 'node:sqlite'
import type { Agent } from '../../../shared/model/agent.ts'
import type { Zone } from '../../../shared/model/brand.ts'
import type { Budget } from '../../../shared/model/budget.ts'
import { picoPerMicro } from '../../../shared/model/money.ts'
import type { Run } from '../../../shared/model/run.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { type Spent, tokenKinds, totalTokens } from '../../../shared/model/usage.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import { decimalOfPico } from '../../../shared/rules/price/decimal.ts'
import { readReport } from '../../gateway/ledger/read-report.ts'
import { readValueRows } from '../../storage/companion/run-values.ts'
import type { Cell } from './writer.ts'

export const runColumns = [
  ...['run', 'agent', 'agentId', 'startedBy', 'day', 'createdAt', 'startedAt', 'endedAt', 'workedSeconds'],
  ...['state', 'outcome', 'error', 'model', 'calls', 'tokens', 'spent', 'unpricedCalls', 'results', 'leftOut'],
]

/** One line for each run. */
export async function* runRows(runs: Iterable<Run>, zone: Zone): AsyncGenerator<readonly Cell[]> {
  for (const run of runs) {
    const { state, usage } = run
    yield [
      ...[run.id, run.agentName, run.agentId, run.startedBy.kind, dayOf(run.createdAt, zone)],
      ...[iso(run.createdAt), iso(run.startedAt), iso(run.endedAt), run.workedSeconds],
      ...[state.name, state.name === 'succeeded' ? state.outcome : '', 'error' in state ? state.error.code : ''],
      ...[run.modelLabel, usage.calls, totalTokens(usage.tokens), moneyIn(usage.spent), usage.unpricedCalls],
      ...[run.deliverables.length, run.leftOut.length + run.leftOutMore],
    ]
  }
}

export const valueColumns = [
  ...['run', 'agent', 'agentId', 'job', 'day', 'end', 'verdict', 'estimatedMinutes', 'confirmedMinutes'],
  ...['takenBack', 'newJob', 'results', 'spent', 'unpricedCalls'],
]

/** What each ended run contributed, and what its owner confirmed. */
export async function* valueRows(db: DatabaseSync): AsyncGenerator<readonly Cell[]> {
  for (const row of readValueRows(db, null, null)) {
    yield [
      ...[row.runId, row.agentName, row.agentId, row.job, row.day, row.end, row.verdict, row.estimatedMinutes],
      ...[row.confirmedMinutes, row.undone, row.isNew, row.deliverables, moneyIn(row.spent), row.unpricedCalls],
    ]
  }
}

export const limitColumns = ['of', 'agentId', 'period', 'limit', 'unit', 'warnAtPercent', 'whenReached']

/** Every limit there is, of the computer first. */
export async function* limitRows(
  settings: Pick<Settings, 'computerBudgets'>,
  agents: readonly Pick<Agent, 'id' | 'name' | 'budgets'>[],
): AsyncGenerator<readonly Cell[]> {
  for (const budget of settings.computerBudgets) yield limitRow(budget, '', '')
  for (const { id, name, budgets } of agents) {
    for (const budget of budgets) yield limitRow(budget, name, id)
  }
}

function limitRow({ limit, period, warnAt, whenReached }: Budget, name: string, id: string): readonly Cell[] {
  const [amount, unit] = limit.kind === 'tokens' ? [limit.tokens, 'tokens'] : [decimal(limit.micros), limit.currency]
  return [name, id, period, amount, unit, warnAt, whenReached]
}

export const sumColumns = [
  ...['day', 'agent', 'agentId', 'service', 'serviceId', 'model', 'chargedAgain', 'pricing', 'calls'],
  ...[...tokenKinds, 'amount', 'currency'],
]

/** What was used by day, agent and model, exact; single lines may have been let go of, these never are. */
export async function* sumRows(ledger: DatabaseSync, names: Record<string, string>): AsyncGenerator<readonly Cell[]> {
  const nameOf = (id: string) => names[id] ?? id
  for (const group of readReport(ledger, '', '9999-12-31')) {
    yield [
      ...[group.day, nameOf(group.agentId), group.agentId, nameOf(group.providerId), group.providerId, group.model],
      ...[group.retry, group.pricing, group.calls, ...tokenKinds.map((kind) => group.tokens[kind])],
      ...(group.pricing === 'known' ? [decimalOfPico(group.pico), group.currency] : [null, null]),
    ]
  }
}

function moneyIn(spent: readonly Spent[]): string {
  return spent.map(({ currency, micros }) => `${decimal(micros)} ${currency}`).join('; ')
}

function decimal(micros: number): string {
  return decimalOfPico(BigInt(micros) * picoPerMicro)
}

function iso(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString()
}

import type { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { agentIdSchema, type Zone } from '../../../shared/model/brand.ts'
import type { MoneyReport, MoneyView } from '../../../shared/model/money-report.ts'
import { addTokens, noTokens } from '../../../shared/model/usage.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import type { UsedTokens } from '../../../shared/rules/price/compare.ts'
import { readRows } from '../../storage/read-rows.ts'
import { createAmounts, sumOfGroups } from './money-sums.ts'
import { readMoneyKinds } from './read-money-kinds.ts'
import { readReport, type ReportGroup } from './read-report.ts'
import {
  hasRunDays,
  readAppliedPrices,
  readDeletedBefore,
  readFirstDay,
  readPeriodRuns,
  readRunDays,
  type RunDayGroup,
} from './read-run-days.ts'

export type LedgerMoney = Omit<MoneyReport, 'offers'> & { used: UsedTokens[] }

/** How runs ended, by their ids; null: nothing is known of that run any more. */
export type FailedRuns = (runIds: readonly string[]) => ReadonlyMap<string, boolean>

/** All that the money page shows of some days, from sums alone. Throws `storage.damaged`. */
export function readMoney(db: DatabaseSync, view: MoneyView, failedRuns: FailedRuns, zone: Zone): LedgerMoney {
  const all = readReport(db, view.from, view.to)
  const groups = all.filter(
    ({ agentId, providerId, model }) =>
      (view.agentId === null || agentId === view.agentId) &&
      (view.providerId === null || providerId === view.providerId) &&
      (view.model === null || model === view.model),
  )
  const deletedBefore = readDeletedBefore(db)
  const models = [...grouped(groups, ({ providerId, model }) => `${providerId} ${model}`).values()]
  const details = readDetails(db, view, failedRuns)
  const sum = sumOfGroups(groups)
  const barOf = ({ day }: ReportGroup): string => (view.by === 'day' ? day : day.slice(0, 7))
  const retried = groups.filter(({ retry }) => retry)
  return {
    sum,
    ...details.parts,
    again: {
      amounts: spentIn(retried),
      calls: callsOf(retried),
      unknownCalls: callsOf(retried.filter(({ pricing }) => pricing === 'unknown')),
    },
    bars: [...grouped(groups, barOf)].map(([from, same]) => ({ from, sum: sumOfGroups(same) })),
    agents: sorted(
      [...grouped(groups, ({ agentId }) => agentId)].map(([agentId, same]) => ({
        agentId,
        sum: sumOfGroups(same),
        runs: details.runsOf(agentId),
        bars: [...grouped(same, barOf)].map(([from, some]) => ({ from, amounts: spentIn(some) })),
      })),
    ),
    models: sorted(
      models.flatMap((same) => {
        const [first] = same
        if (first === undefined) return []
        const { providerId, model } = first
        return [{ providerId, model, sum: sumOfGroups(same), prices: details.pricesOf(providerId, model) }]
      }),
    ),
    vendors: sorted(
      [...grouped(groups, ({ providerId }) => providerId)].map(([providerId, same]) => ({
        providerId,
        sum: sumOfGroups(same),
      })),
    ),
    kinds: readMoneyKinds(db, view),
    counted: { calls: details.counted, of: sum.calls },
    choices: choicesOf(all),
    firstDay: readFirstDay(db),
    linesFrom: deletedBefore === null ? null : dayOf(deletedBefore, zone),
    used: [...grouped(groups, ({ agentId, providerId, model }) => `${agentId} ${providerId} ${model}`).values()].map(
      (same) => ({
        calls: callsOf(same),
        tokens: same.reduce((tokens, group) => addTokens(tokens, group.tokens), noTokens),
      }),
    ),
  }
}

/** What only the sums of runs tell. */
function readDetails(db: DatabaseSync, view: MoneyView, failedRuns: FailedRuns) {
  const agents = readRows(agentSchema, db.prepare('SELECT id, agent_id FROM agents').all())
  const models = readRows(modelSchema, db.prepare('SELECT id, provider_id, name FROM models').all())
  const wantedAgents = numbers(agents.filter(({ agent_id }) => view.agentId === null || agent_id === view.agentId))
  const wantedModels = numbers(
    models.filter(
      ({ provider_id, name }) =>
        (view.providerId === null || provider_id === view.providerId) && (view.model === null || name === view.model),
    ),
  )
  const wanted = ({ agent, model }: { agent: number; model: number }) =>
    wantedAgents.has(agent) && wantedModels.has(model)
  const has = hasRunDays(db)
  const groups = has ? readRunDays(db, view, null).filter(wanted) : []
  const isPart = wantedModels.size < models.length
  const all = has ? readPeriodRuns(db, view, isPart ? [...wantedModels] : null) : []
  const used = all.filter(({ agent }) => wantedAgents.has(agent))
  const runs = used.filter(({ kind }) => kind === 'agent')
  const ends = failedRuns(runs.map(({ runId }) => runId))
  const failed = runs.filter(({ runId }) => ends.get(runId) === true).map(({ run }) => run)
  const ofFailed = failed.length === 0 ? [] : readRunDays(db, view, failed).filter(wanted)
  const prices = has ? readAppliedPrices(db, view).filter(wanted) : []
  const spared = (pick: (group: RunDayGroup) => bigint) => ({
    amounts: amountsOf(groups, pick),
    calls: callsOf(groups.filter((group) => pick(group) !== 0n)),
    unknownCalls: groups.reduce((sum, { unexplained }) => sum + unexplained, 0),
  })
  return {
    parts: {
      runs: {
        count: runs.length,
        unpriced: runs.filter(({ unpriced }) => unpriced).length,
        tries: used.length - runs.length,
        gone: runs.filter(({ runId }) => !ends.has(runId)).length,
      },
      failed: {
        runs: failed.length,
        amounts: amountsOf(ofFailed, ({ pico }) => pico),
        calls: callsOf(ofFailed),
        unknownCalls: callsOf(ofFailed.filter(({ pricing }) => pricing === 'unknown')),
      },
      cache: spared(({ cache }) => cache),
      hours: spared(({ hours }) => hours),
    },
    counted: callsOf(groups),
    runsOf: (agentId: string): number => {
      const number = agents.find(({ agent_id }) => agent_id === agentId)?.id
      return runs.filter(({ agent }) => agent === number).length
    },
    pricesOf: (providerId: string, name: string) => {
      const number = models.find((model) => model.provider_id === providerId && model.name === name)?.id
      const same = grouped(
        prices.filter(({ model }) => model === number),
        ({ validFrom, source, currency }) => `${validFrom} ${currency} ${source}`,
      )
      return [...same.values()].flatMap((records) => {
        const [first] = records
        if (first === undefined) return []
        const { agent: _agent, model: _model, ...record } = first
        return [{ ...record, calls: callsOf(records) }]
      })
    },
  }
}

/** Without how much of it is estimated. */
function spentIn(groups: readonly ReportGroup[]) {
  return sumOfGroups(groups).amounts.map(({ currency, pico }) => ({ currency, pico }))
}

function amountsOf(groups: readonly RunDayGroup[], pick: (group: RunDayGroup) => bigint) {
  const amounts = createAmounts()
  for (const group of groups) if (group.pricing === 'known') amounts.add(group.currency, pick(group))
  return amounts.list()
}

function choicesOf(groups: readonly ReportGroup[]): MoneyReport['choices'] {
  const models = grouped(groups, ({ providerId, model }) => `${providerId} ${model}`)
  return {
    agents: [...new Set(groups.map(({ agentId }) => agentId))],
    models: [...models.values()].flatMap((same) =>
      same.slice(0, 1).map(({ providerId, model }) => ({ providerId, model })),
    ),
  }
}

/** The dearest first; amounts of different currencies are not compared, so the one with most tokens decides between those. */
function sorted<Line extends { sum: MoneyReport['sum'] }>(lines: Line[]): Line[] {
  const weight = ({ sum }: Line) => BigInt(sum.amounts[0]?.pico ?? 0)
  const currency = ({ sum }: Line) => sum.amounts[0]?.currency ?? '~'
  return lines.sort((left, right) => {
    const order = currency(left).localeCompare(currency(right))
    if (order !== 0) return order
    const [more, less] = [weight(right), weight(left)]
    return more === less ? right.sum.calls - left.sum.calls : more > less ? 1 : -1
  })
}

function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  return Map.groupBy(items, keyOf)
}

const callsOf = (groups: readonly { calls: number }[]): number => groups.reduce((sum, { calls }) => sum + calls, 0)
const numbers = (rows: readonly { id: number }[]): Set<number> => new Set(rows.map(({ id }) => id))

const agentSchema = z.object({ id: z.number(), agent_id: agentIdSchema })
const modelSchema = z.object({ id: z.number(), provider_id: z.string(), name: z.string() })

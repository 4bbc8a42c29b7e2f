import { describe, expect, it } from 'vitest'
import { createAgentRepository } from '../../../electron/storage/companion/agents.ts'
import { createFiringRepository } from '../../../electron/storage/companion/firings.ts'
import { createRunRepository, runPlanSchema } from '../../../electron/storage/companion/runs.ts'
import { createWeekRows } from '../../../electron/storage/companion/week-rows.ts'
import { createWeekService } from '../../../electron/supervisor/schedule/week.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import { firingSchema } from '../../../shared/model/firing.ts'
import { openCompanionDatabase } from '../../helpers/companion-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { at, makeAgent, makeRun, makeTrigger } from '../../helpers/things.ts'

const plan = (agent: Agent) =>
  runPlanSchema.parse({
    agent,
    model: { reference: makeRun().model, label: 'Practice', contextTokens: 16_000, practice: true },
    language: 'en',
    zone: 'UTC',
  })

/** The week around Wednesday, 6 May 2026, 12:00 UTC, as its calendar reads it. */
async function readWeek(agents: readonly Agent[], prepare?: (db: ReturnType<typeof openCompanionDatabase>) => void) {
  const database = openCompanionDatabase(agents)
  prepare?.(database)
  const db = database.db()
  const clock = createFakeClock(at('2026-05-06T12:00:00Z'))
  const week = createWeekService({
    agents: createAgentRepository(db),
    rows: createWeekRows(db),
    firings: createFiringRepository(db),
    clock: { ...clock, after: (_milliseconds, callback) => (callback(), () => undefined) },
  })
  return week.read(at('2026-05-04T12:00:00Z'))
}

const iso = (instant: number) => new Date(instant).toISOString().slice(0, 16)

describe('the week', () => {
  it('is seven whole days of the zone', async () => {
    const days = await readWeek([])
    expect(days.map(({ from, to }) => [iso(from), iso(to)])).toEqual(
      [4, 5, 6, 7, 8, 9, 10].map((day) => [
        `2026-05-${String(day).padStart(2, '0')}T00:00`,
        `2026-05-${String(day + 1).padStart(2, '0')}T00:00`,
      ]),
    )
  })

  it('plans only what is still to come, and nothing of an agent that is switched off', async () => {
    const on = makeAgent({ triggers: [makeTrigger()] })
    const off = makeAgent({ id: 'agent-2', enabled: false, triggers: [makeTrigger({ id: 'trigger-2' })] })
    const days = await readWeek([on, off])
    const planned = days.flatMap((day) => day.planned)
    expect(planned.flatMap(({ times }) => times.map(iso))).toEqual([
      '2026-05-07T08:00',
      '2026-05-08T08:00',
      '2026-05-09T08:00',
      '2026-05-10T08:00',
    ])
    expect(new Set(planned.map(({ agentId }) => agentId))).toEqual(new Set(['agent-1']))
  })

  it('shows each run on the day it was made, with what it cost', async () => {
    const agent = makeAgent()
    const days = await readWeek([agent], (database) => {
      const rows = createRunRepository(database.db())
      const spent = [{ currency: 'USD', micros: 41, estimatedMicros: 0 }]
      rows.add(
        makeRun({ createdAt: at('2026-05-05T23:59:59Z'), usage: { ...makeRun().usage, spent } }),
        plan(agent),
        'startedByHand',
      )
      rows.add(
        makeRun({ id: 'run-2', createdAt: at('2026-05-06T00:00:00Z'), startedAt: at('2026-05-06T00:00:07Z') }),
        plan(agent),
        'startedByHand',
      )
    })
    expect(days.map(({ runs }) => runs.map((run) => [run.runId, iso(run.at), run.spent[0]?.micros]))).toEqual([
      [],
      [['run-1', '2026-05-05T23:59', 41]],
      [['run-2', '2026-05-06T00:00', undefined]],
      [],
      [],
      [],
      [],
    ])
  })

  it('counts the runs of a day beyond those it lists', async () => {
    const agent = makeAgent()
    const days = await readWeek([agent], (database) => {
      const rows = createRunRepository(database.db())
      for (let index = 0; index < 403; index++) {
        rows.add(makeRun({ id: `run-${index}`, createdAt: at('2026-05-05T10:00:00Z') }), plan(agent), 'startedByHand')
      }
    })
    expect([days[1]?.runs.length, days[1]?.runsMore, days[2]?.runsMore]).toEqual([400, 3, 0])
  })

  it('shows times that were missed, and not those that ran on time', async () => {
    const agent = makeAgent({ triggers: [makeTrigger()] })
    const firing = (id: string, due: string, outcome: string) =>
      firingSchema.parse({
        id,
        agentId: agent.id,
        triggerId: 'trigger-1',
        dueAt: at(due),
        outcome,
        runId: null,
        error: null,
        decidedAt: at(due),
      })
    const days = await readWeek([agent], (database) => {
      const firings = createFiringRepository(database.db())
      const armed = {
        agentId: agent.id,
        trigger: makeTrigger(),
        armedAt: at('2026-05-01T00:00:00Z'),
        nextDue: at('2026-05-07T08:00:00Z'),
        computedAt: at('2026-05-06T08:00:00Z'),
      }
      firings.decide(
        [firing('one', '2026-05-04T08:00:00Z', 'missed'), firing('two', '2026-05-05T08:00:00Z', 'ran')],
        armed,
      )
    })
    expect(days.map(({ late }) => late.map(({ id }) => id))).toEqual([['one'], [], [], [], [], [], []])
  })
})

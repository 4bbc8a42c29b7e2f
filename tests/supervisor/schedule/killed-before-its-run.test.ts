import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createAgentRepository } from '../../../electron/storage/companion/agents.ts'
import { createFiringRepository } from '../../../electron/storage/companion/firings.ts'
import { createRunRepository } from '../../../electron/storage/companion/runs.ts'
import { createArmedTriggers } from '../../../electron/supervisor/schedule/armed-triggers.ts'
import { createScheduler } from '../../../electron/supervisor/schedule/scheduler.ts'
import { instantSchema } from '../../../shared/model/brand.ts'
import type { OverlapPolicy } from '../../../shared/model/start-rules.ts'
import { openAgentDatabase } from '../../helpers/agent-database.ts'
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts'
import { createFakeRuns } from '../../helpers/fake-runs.ts'
import { at, makeAgent, makeTrigger } from '../../helpers/things.ts'
import { hour, minute } from './open-scheduler.ts'

const due = at('2026-05-01T08:00:00Z')
const overlaps: OverlapPolicy[] = [{ kind: 'skip' }, { kind: 'wait', inLine: 3 }, { kind: 'stopOld' }]
/** Where missed times are left out, only one that is answered on time can be cut off. */
const missed = [
  { kind: 'runOnce', late: 3 * hour },
  { kind: 'runEach', late: 3 * hour },
  { kind: 'skip', late: 0 },
] as const
const all = missed.flatMap((rule) => overlaps.map((overlap) => ({ ...rule, overlap })))
type Rules = (typeof all)[number]

describe('main is killed under every rule', () => {
  it.each(['before', 'after'] as const)(
    '%s the run of a decided time is stored: it is answered exactly once',
    {
      timeout: 60_000,
    },
    async (moment) => {
      const worlds = all.map(prepare)
      const plans = worlds.map(({ folder, rules }) => ({ folder, now: due + rules.late }))
      expect(await endOf([moment, JSON.stringify(plans)])).toBe('SIGKILL')
      for (const { database, rules } of worlds) {
        const clock = createFakeClock(instantSchema.parse(due + rules.late + 5 * minute))
        const started: string[] = []
        let db = database.reopen()
        expect(firingOf(db)).toMatchObject({ id: 'firing-1', run_id: null })
        for (let starts = 0; starts < 2; starts++) {
          const scheduler = rebuild(db, clock, started)
          await scheduler.start()
          clock.advance(minute)
          scheduler.stop()
          const outcome = rules.late > 0 ? 'ranLate' : 'ran'
          expect(firingOf(db), JSON.stringify(rules)).toMatchObject({ id: 'firing-1', outcome, run_id: 'run-1' })
          db = database.reopen()
        }
        expect(started, JSON.stringify(rules)).toEqual(moment === 'before' ? ['firing-1'] : [])
      }
    },
  )
})

/** A database with one armed agent under these rules. */
function prepare(rules: Rules) {
  const database = openAgentDatabase()
  const agent = makeAgent({
    triggers: [makeTrigger()],
    missedRunPolicy: { kind: rules.kind, ageLimit: null },
    overlapPolicy: rules.overlap,
  })
  const agents = createAgentRepository(database.db)
  agents.save(agent)
  const clock = createFakeClock(at('2026-05-01T07:00:00Z'))
  createArmedTriggers({
    firings: createFiringRepository(database.db),
    agents,
    clock,
    publish: () => undefined,
  }).arrange(agent)
  return { rules, database, folder: dirname(database.db.location() ?? '') }
}

/** The scheduler after a restart; it sees the runs that are stored and those it starts. */
function rebuild(db: Database, clock: FakeClock, started: string[]) {
  const stored = createRunRepository(db)
  const fake = createFakeRuns(clock)
  return createScheduler({
    firings: createFiringRepository(db),
    agents: createAgentRepository(db),
    runs: {
      list: stored.list,
      live: () => [...stored.live(), ...fake.live()],
      start(request) {
        const run = fake.start(request)
        started.push(run.startedBy.kind === 'schedule' ? run.startedBy.firingId : 'by hand')
        return run
      },
    },
    clock,
    newId: () => 'firing-2',
    wasPausedAt: () => false,
    publish: () => undefined,
  })
}

type Database = ReturnType<typeof openAgentDatabase>['db']

/** The only firing there is. */
function firingOf(db: Database): unknown {
  const rows = db.prepare('SELECT id, outcome, run_id FROM firings').all()
  expect(rows).toHaveLength(1)
  return rows[0]
}

/** How the process that is to be killed ended. */
function endOf(args: string[]): Promise<string | null> {
  const program = join(import.meta.dirname, 'killed-at-start.ts')
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' }
  const child = spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] })
  return new Promise((resolve, reject) => {
    child.once('exit', (_code, signal) => resolve(signal))
    child.once('error', reject)
  })
}

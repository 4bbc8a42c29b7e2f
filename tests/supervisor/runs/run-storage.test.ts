import { describe, expect, it } from 'vitest'
import { createActRepository } from '../../../electron/storage/companion/acts.ts'
import { createCheckpointRepository } from '../../../electron/storage/companion/checkpoints.ts'
import { firingIdSchema, stepIdSchema } from '../../../shared/model/brand.ts'
import { settle } from '../../helpers/fake-processes.ts'
import { honestRun, newWorld } from '../../helpers/fake-runner.ts'
import { createRunWorld, type RunWorld } from '../../helpers/run-world.ts'
import { birthday, makeAgent } from '../../helpers/things.ts'

const read = stepIdSchema.parse('read')
const write = stepIdSchema.parse('write')
const start = (world: RunWorld) => world.runs().start({ agent: makeAgent(), startedBy: { kind: 'hand' } })
const notices = (world: RunWorld) =>
  world.events.flatMap((event) => (event.type === 'notice' ? [event.error.code] : []))

describe('facts of a run', () => {
  it('are on disk before they are acknowledged', async () => {
    const world = createRunWorld()
    const seen: unknown[] = []
    world.runner.does(async ({ main, order }) => {
      const { runId } = order
      await main.call('checkpoint.keep', { stepId: read, item: 'a', value: 1 })
      seen.push(createCheckpointRepository(world.database.db()).of(runId, read))
      const act = { stepId: write, item: 'report', path: '/reports/r.md', sha256: 'x', bytes: 1 }
      seen.push(await main.call('act.begin', act))
      seen.push(createActRepository(world.database.db()).of(runId))
      await main.call('act.end', { stepId: write, item: 'report' })
      seen.push(await main.call('act.begin', { ...act, path: '/reports/other.md' }))
    })
    start(world)
    await world.pass(100)
    const act = { stepId: 'write', item: 'report', path: '/reports/r.md', sha256: 'x', bytes: 1 }
    expect(seen).toEqual([
      [{ stepId: 'read', item: 'a', value: 1 }],
      { path: '/reports/r.md', done: false },
      [expect.objectContaining({ ...act, done: false })],
      { path: '/reports/r.md', done: true },
    ])
  })
})

describe('a full disk', () => {
  it('fails the run with a clear reason and ends its process', async () => {
    const world = createRunWorld()
    let kept = 0
    world.runner.does(async ({ main }) => {
      world.database.fill(true)
      for (; kept < 200; kept += 1) {
        await main.call('checkpoint.keep', { stepId: read, item: `${kept}`, value: 'x'.repeat(20_000) })
      }
    })
    const run = start(world)
    await world.pass(1_000)
    expect(kept).toBeLessThan(200)
    expect(world.runs().read(run.id).run.state).toMatchObject({ name: 'failed', error: { code: 'storage.diskFull' } })
    expect(world.fakes().alive('runner')).toEqual([])
    expect(world.mirror().runs[run.id]?.state.name).toBe('failed')
    expect(world.runs().live()).toEqual([])
  })

  it('refuses a new run', async () => {
    const agents = Array.from({ length: 10 }, (_, index) => makeAgent({ id: `agent-${index}` }))
    const world = createRunWorld(agents, 0)
    const db = world.database.db()
    db.exec('CREATE TABLE filler (content)')
    world.database.fill(true)
    const fill = db.prepare('INSERT INTO filler VALUES (zeroblob(?))')
    for (const size of [4_000, 100, 1])
      expect(() => {
        for (;;) fill.run(size)
      }).toThrow('full')
    const startAll = () => {
      for (const agent of agents) world.runs().start({ agent, startedBy: { kind: 'hand' } })
    }
    expect(startAll).toThrow('storage.diskFull')
    expect(world.runs().live().length).toBeLessThan(agents.length)
    expect(Object.keys(world.mirror().runs)).toHaveLength(world.runs().live().length)
  })

  it('keeps an end that cannot be stored, tells the owner, and stores it when there is room', async () => {
    const world = createRunWorld()
    const outside = newWorld()
    world.runner.does((hands) => honestRun(hands, outside, (point) => point === 'journaled' && refuseChanges()))
    const refuseChanges = () =>
      world.database
        .db()
        .exec(`CREATE TEMP TRIGGER full BEFORE INSERT ON run_changes BEGIN SELECT RAISE(ABORT, 'no room'); END`)
    const run = start(world)
    await world.pass(100)
    expect(notices(world)).toContain('storage.failed')
    expect(world.runs().read(run.id).run.state.name).toBe('succeeded')
    expect(world.runs().live()).toEqual([])
    expect(namesOf(world, run.id)).toEqual(['queued', 'running'])
    await world.pass(10_000, 1_000)
    world.database.db().exec('DROP TRIGGER full')
    await world.pass(5_000, 1_000)
    expect(namesOf(world, run.id)).toEqual(['queued', 'running', 'succeeded'])
    world.crash()
    await world.runs().recover()
    await settle()
    expect(world.runs().read(run.id).run.state.name).toBe('succeeded')
    expect(outside.written).toHaveLength(1)
  })

  it('still lets the owner stop a run', async () => {
    const world = createRunWorld()
    const run = start(world)
    await settle()
    world.database
      .db()
      .exec(`CREATE TEMP TRIGGER full BEFORE INSERT ON run_changes BEGIN SELECT RAISE(ABORT, 'no room'); END`)
    await world.runs().stop(run.id)
    expect(world.fakes().alive('runner')).toEqual([])
    expect(world.runs().read(run.id).run.state.name).toBe('stopped')
    expect(world.gateway.asked).toContain(`run.stop ${run.id}`)
  })

  it('holds the queue until there is room', async () => {
    const world = createRunWorld()
    world.runs().hold(true)
    const startedBy = { kind: 'schedule', firingId: firingIdSchema.parse('f'), dueAt: birthday } as const
    const run = world.runs().start({ agent: makeAgent(), startedBy })
    world.database
      .db()
      .exec(`CREATE TEMP TRIGGER full BEFORE INSERT ON run_changes BEGIN SELECT RAISE(ABORT, 'no room'); END`)
    world.runs().hold(false)
    await settle()
    expect(world.runs().read(run.id).run.state.name).toBe('queued')
    expect(world.fakes().started).toEqual([])
    world.database.db().exec('DROP TRIGGER full')
    await world.pass(5_000, 1_000)
    expect(world.runs().read(run.id).run.state.name).toBe('running')
  })
})

describe('progress', () => {
  it('that cannot be stored fails its run and no other', async () => {
    const world = createRunWorld([makeAgent(), makeAgent({ id: 'agent-2' })])
    world.runner.does(async ({ report }) => {
      report({ type: 'step', stepId: read, state: 'running', done: 1, total: null, item: null, part: null })
    })
    const run = start(world)
    const other = world.runs().start({ agent: makeAgent({ id: 'agent-2' }), startedBy: { kind: 'hand' } })
    await settle()
    world.database.db().exec(
      `CREATE TEMP TRIGGER full BEFORE UPDATE ON runs WHEN new.id = '${run.id}' AND new.plan IS NOT NULL
       BEGIN SELECT RAISE(ABORT, 'no room'); END`,
    )
    await world.pass(1_000)
    expect(world.runs().read(run.id).run.state).toMatchObject({ name: 'failed', error: { code: 'storage.failed' } })
    expect(world.runs().read(other.id).run).toMatchObject({ state: { name: 'running' }, steps: [{ done: 1 }, {}, {}] })
  })

  it('is shown at once and stored at most twice a second', async () => {
    const world = createRunWorld()
    world.database.db().exec(
      `CREATE TEMP TABLE writes (at);
       CREATE TEMP TRIGGER note AFTER UPDATE ON runs BEGIN INSERT INTO writes VALUES (1); END`,
    )
    const writes = () => world.database.db().prepare('SELECT count(*) AS count FROM writes').get()?.count
    let done = 0
    world.runner.does(async ({ report }) => {
      for (;;) {
        done += 1
        report({ type: 'step', stepId: read, state: 'running', done, total: null, item: `${done}`, part: null })
        await new Promise<void>((resolve) => void world.clock.after(10, resolve))
      }
    })
    const run = start(world)
    await world.pass(2_000, 10)
    expect(done).toBeGreaterThan(150)
    expect(world.mirror().runs[run.id]?.steps[0]?.done).toBe(done)
    expect(writes()).toBeLessThanOrEqual(6)
    expect(writes()).toBeGreaterThanOrEqual(3)
  })
})

function namesOf(world: RunWorld, runId: Parameters<ReturnType<RunWorld['runs']>['read']>[0]) {
  return world
    .runs()
    .read(runId)
    .changes.map(({ state }) => state.name)
}

import { describe, expect, it } from 'vitest'
import type { RunId } from '../../../shared/model/brand.ts'
import { settle } from '../../helpers/fake-processes.ts'
import type { RunnerHands } from '../../helpers/fake-runner.ts'
import { createRunWorld, type RunWorld } from '../../helpers/run-world.ts'
import { makeAgent } from '../../helpers/things.ts'

const hour = 3_600_000
const agent = makeAgent({
  steps: [
    { id: 'read', kind: 'readFolder', folder: '/documents', recursive: false },
    { id: 'ask', kind: 'approve', from: 'read', message: 'So?' },
  ],
  supervision: { approvalHours: 2 },
})

/** Reads, asks, and does what comes after the answer; `done` counts that. */
function askingRunner(world: RunWorld) {
  const done = { count: 0 }
  world.runner.does(async ({ order, main, report }: RunnerHands) => {
    for (const { id, kind } of order.agent.steps) {
      if (kind === 'approve') {
        const { answer } = await main.call('approval.ask', {
          stepId: id,
          item: 'a',
          message: 'So?',
          preview: '# All of it',
          act: null,
        })
        if (answer !== 'approved') return
        done.count += 1
      }
      await main.call('checkpoint.keep', { stepId: id, item: '', value: { kind: 'done' } })
    }
    report({ type: 'finished', outcome: 'complete' })
  })
  return done
}

async function setUp(concurrent = 3) {
  const world = createRunWorld([agent, makeAgent({ id: 'agent-2' })], concurrent)
  const done = askingRunner(world)
  const run = world.runs().start({ agent, startedBy: { kind: 'hand' } })
  await world.pass(100)
  const open = () => world.mirror().approvals
  const asked = open()[0]
  if (asked === undefined) throw new Error('nothing was asked')
  return { world, run, done, open, asked }
}
const stateOf = (world: RunWorld, id: RunId) => world.runs().read(id).run.state
const causesOf = (world: RunWorld, id: RunId) =>
  world
    .runs()
    .read(id)
    .changes.map(({ cause }) => cause)
const approve = { kind: 'approve', reason: '', edited: null } as const

describe('a run that asks its owner', () => {
  it('waits without a process and without a place, and goes on with a yes to what was shown', async () => {
    const { world, run, done, open, asked } = await setUp(1)
    expect(stateOf(world, run.id)).toEqual({ name: 'waiting', for: 'approval' })
    expect(world.fakes().alive('runner')).toEqual([])
    const other = world.runs().start({ agent: makeAgent({ id: 'agent-2' }), startedBy: { kind: 'hand' } })
    expect(stateOf(world, other.id).name).toBe('running')
    await world.runs().stop(other.id)
    expect(world.approvals().read(asked.id).preview).toBe('# All of it')
    world.approvals().answer(asked.id, { ...approve, seen: asked.previewSha256 })
    await world.pass(200)
    expect(stateOf(world, run.id)).toEqual({ name: 'succeeded', outcome: 'complete' })
    expect(done.count).toBe(1)
    expect(open()).toEqual([])
    expect(world.runs().read(run.id).run.resumed).toBe(0)
    expect(causesOf(world, run.id)).toEqual([
      'startedByHand',
      'placeFree',
      'asked',
      'approved',
      'placeFree',
      'finished',
    ])
  })

  it('is not agreed to by who has not seen it, nor twice', async () => {
    const { world, run, asked } = await setUp()
    expect(() => world.approvals().answer(asked.id, { ...approve, seen: null })).toThrow('approval.unseen')
    expect(() => world.approvals().answer(asked.id, { ...approve, seen: 'b'.repeat(64) })).toThrow('approval.unseen')
    expect(stateOf(world, run.id).name).toBe('waiting')
    world.approvals().answer(asked.id, { kind: 'refuse', seen: null, reason: 'not now', edited: null })
    expect(() => world.approvals().answer(asked.id, { ...approve, seen: asked.previewSha256 })).toThrow(
      'approval.answered',
    )
    expect(stateOf(world, run.id)).toMatchObject({
      name: 'failed',
      reason: 'refused',
      error: { code: 'approval.refused', detail: 'not now' },
    })
  })

  it('fails closed at its deadline, and not before', async () => {
    const { world, run, done, open } = await setUp()
    world.approvals().start()
    await world.pass(2 * hour - 60_000, 30_000)
    expect(stateOf(world, run.id).name).toBe('waiting')
    await world.pass(60_000, 30_000)
    expect(stateOf(world, run.id)).toMatchObject({ name: 'failed', reason: 'expired' })
    expect(open()).toEqual([])
    expect(done.count).toBe(0)
  })

  it('is let go of at the next start when the deadline passed while the app was away', async () => {
    const { world, run, done } = await setUp()
    world.crash()
    world.clock.advance(3 * hour)
    await world.runs().recover()
    expect(stateOf(world, run.id).name).toBe('waiting')
    world.approvals().start()
    await settle()
    expect(stateOf(world, run.id)).toMatchObject({ name: 'failed', reason: 'expired' })
    expect(done.count).toBe(0)
  })

  it('still waits after the app was killed, and then goes on', async () => {
    const { world, run, done, asked } = await setUp()
    world.crash()
    await world.runs().recover()
    world.approvals().start()
    await world.pass(1_000)
    expect(stateOf(world, run.id)).toEqual({ name: 'waiting', for: 'approval' })
    expect(world.fakes().alive('runner')).toEqual([])
    world.approvals().answer(asked.id, { ...approve, seen: asked.previewSha256 })
    await world.pass(200)
    expect(stateOf(world, run.id).name).toBe('succeeded')
    expect(done.count).toBe(1)
  })

  it('goes on when the app was killed between the answer and the run', async () => {
    const { world, run, asked } = await setUp()
    const { db } = world.database
    const answered = { ...asked, answer: { kind: 'approved', at: world.clock.now(), reason: '' } }
    db().prepare('UPDATE approvals SET body = ?, answered_at = 1').run(JSON.stringify(answered))
    world.crash()
    await world.runs().recover()
    await world.pass(200)
    expect(stateOf(world, run.id).name).toBe('succeeded')
  })

  it('can be stopped; nobody needs to answer any more', async () => {
    const { world, run, open, asked } = await setUp()
    await world.runs().stop(run.id)
    expect(stateOf(world, run.id)).toEqual({ name: 'stopped' })
    expect(open()).toEqual([])
    expect(() => world.approvals().answer(asked.id, { ...approve, seen: asked.previewSha256 })).toThrow(
      'approval.answered',
    )
  })

  it('goes on with a yes while all agents are paused', async () => {
    const { world, run, asked } = await setUp()
    world.runs().hold(true)
    world.approvals().answer(asked.id, { ...approve, seen: asked.previewSha256 })
    await world.pass(200)
    expect(stateOf(world, run.id).name).toBe('succeeded')
  })
})

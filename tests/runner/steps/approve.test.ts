import { readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { approvalPreviewLimit } from '../../../shared/model/approval.ts'
import { stepIdSchema } from '../../../shared/model/brand.ts'
import { stepSchema } from '../../../shared/steps/step.ts'
import { makeWorld, type World, type WorldOptions } from '../world.ts'

const message = 'Shall I write it?'

/** Reads, summarizes, asks about what `asksAbout` made, and writes. */
async function makeAskingWorld(
  asksAbout: 'read' | 'summarize' = 'summarize',
  options: WorldOptions = {},
): Promise<World> {
  const world = await makeWorld(options)
  const steps = [...world.order.agent.steps]
  const at = asksAbout === 'read' ? 1 : 2
  const [before] = steps.slice(at - 1)
  if (before === undefined) throw new Error('no step to ask about')
  const asked = { id: `ask-${asksAbout}`, kind: 'approve', from: before.id, message }
  const agent = { ...world.order.agent, steps: steps.toSpliced(at, 0, stepSchema.parse(asked)) }
  world.order = { ...world.order, agent }
  return world
}

describe('asking the owner', () => {
  it('shows all that was made, and goes on with a yes', async () => {
    const world = await makeAskingWorld()
    world.facts.answer = 'approved'
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    expect(world.facts.questions).toHaveLength(1)
    const [question] = world.facts.questions
    expect(question?.message).toBe(message)
    for (const name of ['lease.md', 'meeting.txt']) expect(question?.preview).toContain(`Summary of ${name}`)
    expect(await readdir(world.reports)).toEqual(['Summary 2026-11-23.md'])
  })

  it('writes nothing without a yes, and asks for nothing again that was paid for', async () => {
    const world = await makeAskingWorld()
    world.facts.answer = 'refused'
    expect(await world.run()).toMatchObject({ type: 'failed', error: { code: 'approval.refused' } })
    expect(await readdir(world.reports)).toEqual([])
    expect(world.facts.acts.size).toBe(0)
    expect(world.facts.checkpoints.has('ask-summarize/')).toBe(false)

    const asked = world.calls().length
    world.facts.answer = 'approved'
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    expect(world.calls()).toHaveLength(asked)
  })

  it('asks with the same words each time, and once it was answered not again', async () => {
    const world = await makeAskingWorld()
    world.facts.answer = 'refused'
    await world.run()
    await world.run()
    const [first, second] = world.facts.questions
    expect(second).toEqual(first)
    world.facts.answer = 'approved'
    await world.run()
    await world.run()
    expect(world.facts.questions).toHaveLength(3)
  })

  it('shows the names of documents as they are, whatever is in them', async () => {
    const names = { '[a](http:evil) **b**.txt': 'Words.', 'tick`s.txt': 'Words.' }
    const world = await makeAskingWorld('read', { documents: names })
    world.facts.answer = 'approved'
    await world.run()
    expect(world.facts.questions[0]?.preview).toBe('- ` [a](http:evil) **b**.txt `\n- `` tick`s.txt ``')
  })

  it('refuses to ask about more than anybody can be shown', async () => {
    const world = await makeAskingWorld()
    const overall = { text: 'x'.repeat(approvalPreviewLimit), shortened: false }
    const results = {
      read: { kind: 'documents', documents: [], leftOut: [] },
      summarize: { kind: 'summaries', overall, focus: '', documents: [], leftOut: [] },
    }
    for (const [stepId, value] of Object.entries(results)) {
      world.facts.checkpoints.set(`${stepId}/`, { stepId: stepIdSchema.parse(stepId), item: '', value })
    }
    world.facts.answer = 'approved'
    expect(await world.run()).toMatchObject({ type: 'failed', error: { code: 'request.invalid' } })
    expect(world.facts.questions).toEqual([])
    expect(await readdir(world.reports)).toEqual([])
  })

  it('has nothing to ask when there is nothing', async () => {
    const world = await makeAskingWorld('summarize', { documents: {} })
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'nothingToDo' })
    expect(world.facts.questions).toEqual([])
  })
})

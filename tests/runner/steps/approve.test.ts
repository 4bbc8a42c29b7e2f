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

describe('what the owner is shown of a list', () => {
  const rows = Array.from({ length: 52 }, (_, at) => ({
    Supplier: at === 0 ? 'A | **b** [c](http://evil)' : `S${at}`,
    Total: at,
  }))

  /** A run whose first step gave a table, asks, and goes on with these steps. */
  async function makeListWorld(after: readonly object[]): Promise<World> {
    const world = await makeWorld()
    const { agent } = world.order
    const [read] = agent.steps
    if (read === undefined) throw new Error('the agent has no step')
    const columns = [
      { name: 'Supplier', type: 'text', meaning: '' },
      { name: 'Total', type: 'money', meaning: '' },
    ]
    const blank = { document: null, text: null, cites: [], doubtful: [] }
    const items = rows.map((fields, at) => ({ ...blank, name: `bill ${at}`, fields }))
    const value = { kind: 'items', columns, count: items.length, items, stored: null, leftOut: [] }
    world.facts.checkpoints.set(`${read.id}/`, { stepId: read.id, item: '', value })
    const steps = [
      { id: 'ask', kind: 'approve', from: read.id, message },
      ...after.map((step) => ({ from: read.id, ...step })),
    ]
    world.order = { ...world.order, agent: { ...agent, steps: [read, ...steps.map((step) => stepSchema.parse(step))] } }
    world.facts.answer = 'refused'
    await world.run()
    return world
  }
  const notify = { id: 'tell', kind: 'notify', message: 'Pay {Supplier}' }

  it('is its rows as a table, the first fifty, and how many more', async () => {
    const world = await makeListWorld([])
    const preview = world.facts.questions[0]?.preview ?? ''
    expect(preview).toMatch(/^\| Supplier +\| Total \|\n\| -+ \| -+: \|/)
    expect(preview).toContain('| S49 ')
    expect(preview).not.toContain('| S50 ')
    expect(preview).toContain('and 2 more')
    // What is in it is text, whatever it looks like.
    expect(preview).toContain('A \\| \\*\\*b\\*\\* \\[c]\\(http://evil)')
  })

  it('goes with what will be done with it, up to the next question', async () => {
    const world = await makeListWorld([
      notify,
      { id: 'again', kind: 'approve', message: 'And now?' },
      { id: 'later', kind: 'notify', message: 'Later {Supplier}' },
    ])
    const preview = world.facts.questions[0]?.preview ?? ''
    expect(preview).toContain('## What happens after your yes')
    expect(preview).toContain('Pay S1')
    expect(preview).not.toContain('Later S1')
  })
})

import { describe, expect, test } from 'vitest'
import { makeListWorld } from './given-list.ts'

const rows = [
  { supplier: 'Nordhaus', total: 1284.5 },
  { supplier: 'Osei', total: 316 },
]

function messages(changes: object = {}) {
  return makeListWorld(rows, ({ order }) => ({
    id: 'message',
    kind: 'sendMessage',
    from: order.agent.steps[0]?.id,
    robot: 'robot-1',
    mode: 'all',
    text: '{supplier} wants {total}',
    ...changes,
  }))
}

describe('writing to a chat', () => {
  test('shows the owner exactly what is written, and writes nothing before their yes', async () => {
    const world = await messages()
    world.facts.answer = 'refused'
    expect(await world.run()).toMatchObject({ type: 'failed', error: { code: 'approval.refused' } })
    expect(world.facts.questions).toMatchObject([
      { act: { kind: 'message', to: 'Team', text: 'Nordhaus wants 1284.5\nOsei wants 316' } },
    ])
    expect(world.facts.written).toEqual([])
    world.facts.answer = 'approved'
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    expect(world.facts.written).toEqual(['Nordhaus wants 1284.5\nOsei wants 316'])
  })

  test('is one message for each where that is wanted', async () => {
    const world = await messages({ mode: 'each' })
    world.facts.answer = 'approved'
    await world.run()
    expect(world.facts.written).toEqual(['Nordhaus wants 1284.5', 'Osei wants 316'])
  })

  test('writes what the owner made of it', async () => {
    const world = await messages()
    world.facts.answer = 'approved'
    world.facts.edit = (act) => (act?.kind === 'message' ? { ...act, text: 'Only this' } : act)
    await world.run()
    expect(world.facts.written).toEqual(['Only this'])
  })

  test('is cut to what the service takes before it is shown', async () => {
    const world = await messages({ text: '字'.repeat(3000) })
    world.facts.robot = { name: 'Team', kind: 'wecom' }
    world.facts.answer = 'refused'
    await world.run()
    const [question] = world.facts.questions
    const text = question?.act?.kind === 'message' ? question.act.text : ''
    expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(2048)
    expect(text.endsWith('…')).toBe(true)
  })

  test('a message that went out before a kill, and was not heard of, is not written again', async () => {
    const world = await messages()
    world.facts.answer = 'approved'
    world.facts.checkpoints.set('message/begun-message-0', {
      stepId: world.order.agent.steps[1]?.id ?? raise(),
      item: 'begun-message-0',
      value: true,
    })
    expect(await world.run()).toMatchObject({ type: 'failed', error: { code: 'run.nothingUsable' } })
    expect(world.facts.written).toEqual([])
    expect(world.facts.leftOut).toMatchObject([{ error: { code: 'robot.outcomeUnknown' } }])
  })

  test('a column there is not ends the run before anything is shown', async () => {
    const world = await messages({ text: '{suplier}' })
    expect(await world.run()).toMatchObject({ type: 'failed', error: { code: 'run.noSuchColumn' } })
    expect(world.facts.questions).toEqual([])
  })
})

function raise(): never {
  throw new Error('the agent has no second step')
}

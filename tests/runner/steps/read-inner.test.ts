import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { stepSchema } from '../../../shared/steps/step.ts'
import { makeWorld, type World } from '../world.ts'

async function makeReading(step: object): Promise<World> {
  const world = await makeWorld()
  world.order = { ...world.order, agent: { ...world.order.agent, steps: [stepSchema.parse(step)] } }
  return world
}
const result = (world: World, id: string) => Object(world.facts.checkpoints.get(`${id}/`)?.value)

test('the text on the clipboard is a document like any other', async () => {
  const world = await makeReading({ id: 'clip', kind: 'readClipboard' })
  world.facts.clipboard = '请把这段话整理成要点。'
  expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
  expect(result(world, 'clip').documents).toMatchObject([{ origin: 'clipboard', language: 'zh', characters: 11 }])
})

test('what another agent made is read, and what cannot be read of it is left out', async () => {
  const world = await makeReading({ id: 'other', kind: 'readResult', agent: 'agent-2', which: 'newest' })
  const path = join(world.reports, 'other.md')
  await writeFile(path, '# Findings\n\nAll is well.')
  world.facts.otherResult = { agentName: 'Reader', runId: 'run-9', files: [path, join(world.reports, 'gone.md')] }
  expect(await world.run()).toEqual({ type: 'finished', outcome: 'partial' })
  expect(result(world, 'other').documents).toMatchObject([{ relativePath: 'other.md' }])
  expect(world.facts.leftOut).toHaveLength(1)
})

test('an agent that has made nothing yet ends the run with what to do', async () => {
  const world = await makeReading({ id: 'other', kind: 'readResult', agent: 'agent-2', which: 'newest' })
  expect(await world.run()).toMatchObject({
    type: 'failed',
    error: { code: 'result.none', params: { agent: 'Other' } },
  })
})

test('only a new result is worked on where that is wanted', async () => {
  const world = await makeReading({ id: 'other', kind: 'readResult', agent: 'agent-2', which: 'new' })
  const path = join(world.reports, 'other.md')
  await writeFile(path, 'All is well.')
  world.facts.otherResult = { agentName: 'Reader', runId: 'run-9', files: [path] }
  expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
  for (const [source, items] of world.facts.seeing) world.facts.seen.set(source, items)
  world.facts.checkpoints.clear()
  expect(await world.run()).toEqual({ type: 'finished', outcome: 'nothingToDo' })
  world.facts.otherResult = { agentName: 'Reader', runId: 'run-10', files: [path] }
  world.facts.checkpoints.clear()
  expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
})

import { expect, test } from 'vitest'
import { asked, extract, invoices, makeAskingWorld, resultOf, says } from './asking-world.ts'
import type { World } from '../world.ts'

const good = (supplier: string, total: string, due: string) => JSON.stringify({ rows: [{ supplier, total, due }] })
const first = good('Baker & Sons', '1,234.50', '2026-06-30')
const second = good('海港商贸有限公司', '980', '2026-07-01')

/** A later run of the same agent: nothing is on record of it yet, and what was answered before is known. */
function laterRun(world: World): void {
  world.facts.checkpoints.clear()
}

test('a later run about the same documents asks for nothing, and gives the same', async () => {
  const world = await makeAskingWorld(invoices, [extract])
  says(world, first, second)
  expect(await world.run()).toMatchObject({ outcome: 'complete' })
  const before = resultOf(world, 'extract')
  expect(asked(world)).toHaveLength(2)
  laterRun(world)
  expect(await world.run()).toMatchObject({ outcome: 'complete' })
  expect(asked(world)).toHaveLength(2)
  expect(resultOf(world, 'extract')).toEqual(before)
})

test('another instruction and another model are asked about anew', async () => {
  const world = await makeAskingWorld(invoices, [extract])
  says(world, first, second)
  await world.run()
  laterRun(world)
  const [read] = world.order.agent.steps
  const changed = await makeAskingWorld(invoices, [
    { ...extract, columns: [...extract.columns, { name: 'currency', type: 'text' }] },
  ])
  changed.facts.answers = world.facts.answers
  says(changed, first, second, first, second)
  await changed.run()
  expect(asked(changed).length).toBeGreaterThanOrEqual(2)
  expect(read?.kind).toBe('readFolder')
  laterRun(world)
  world.order = { ...world.order, model: { ...world.order.model, providerId: world.order.model.providerId } }
  await world.run()
  expect(asked(world)).toHaveLength(2)
})

test('an answer that does not fit is not kept', async () => {
  const world = await makeAskingWorld({ 'a.txt': invoices['a.txt'] }, [extract])
  says(world, 'I cannot read this.', first)
  await world.run()
  expect([...world.facts.answers.values()]).toEqual([first])
})

test('an answer that was cut off is not kept', async () => {
  const world = await makeAskingWorld({ 'a.txt': invoices['a.txt'] }, [
    { id: 'ask', kind: 'askAi', from: 'read', mode: 'each', instruction: 'Say what it is.' },
  ])
  world.server.script({}, { text: 'It is an inv', finishReason: 'length' })
  await world.run()
  expect(world.facts.answers.size).toBe(0)
})

import { expect, test } from 'vitest'
import { createShownResultRepository } from '../../../electron/storage/companion/shown-results.ts'
import { agentIdSchema, instantSchema, runIdSchema, stepIdSchema } from '../../../shared/model/brand.ts'
import type { ShownResult } from '../../../shared/model/shown-result.ts'
import { openCompanionDatabase } from '../../helpers/companion-database.ts'
import { makeAgent } from '../../helpers/things.ts'

const agent = agentIdSchema.parse('agent')
const other = agentIdSchema.parse('other')
const at = (moment: number) => instantSchema.parse(moment)
const run = (number: number) => runIdSchema.parse(`run-${number}`)

function result(stepId: string, count: number): ShownResult {
  return { stepId: stepIdSchema.parse(stepId), columns: [], rows: [], count }
}

test('what is seen of a result is kept with its run, told twice it is there once', () => {
  const results = createShownResultRepository(openCompanionDatabase([]).db())
  results.keep(run(1), agent, result('read', 2), at(1))
  results.keep(run(1), agent, result('read', 3), at(2))
  results.keep(run(1), agent, result('write', 1), at(3))
  expect(results.ofRun(run(1)).map(({ stepId, count }) => [stepId, count])).toEqual([
    ['read', 3],
    ['write', 1],
  ])
})

test('the newest of every step is found, whichever run it is of, and only of this agent', () => {
  const results = createShownResultRepository(openCompanionDatabase([]).db())
  results.keep(run(1), agent, result('read', 1), at(1))
  results.keep(run(1), agent, result('write', 1), at(2))
  results.keep(run(2), agent, result('read', 5), at(3))
  results.keep(run(3), other, result('read', 9), at(4))
  expect(results.newestOf(agent).map(({ stepId, count }) => [stepId, count])).toEqual([
    ['write', 1],
    ['read', 5],
  ])
})

test('of old runs nothing is kept for ever', () => {
  const results = createShownResultRepository(openCompanionDatabase([]).db())
  for (let number = 0; number < 500; number += 1) results.keep(run(number), agent, result('read', number), at(number))
  expect(results.ofRun(run(0))).toEqual([])
  expect(results.ofRun(run(499))).toHaveLength(1)
  expect(results.newestOf(agent)).toMatchObject([{ count: 499 }])
})

test('a wide result is kept in part, and how many there were is still known', () => {
  const results = createShownResultRepository(openCompanionDatabase([]).db())
  const values = Object.fromEntries(Array.from({ length: 60 }, (_, at) => [`column ${at}`, 'x'.repeat(300)]))
  const row = { name: 'a', text: null, values, doubtful: [], source: '' }
  results.keep(run(1), agent, { ...result('read', 20), rows: Array.from({ length: 20 }, () => row) }, at(1))
  const [kept] = results.ofRun(run(1))
  expect(kept).toMatchObject({ count: 20 })
  expect(JSON.stringify(kept).length).toBeLessThan(66_000)
  expect(kept?.rows.length).toBeGreaterThan(0)
})

test('nothing is kept of agents that were removed', () => {
  const stays = makeAgent({ id: agent })
  const results = createShownResultRepository(openCompanionDatabase([stays]).db())
  results.keep(run(1), stays.id, result('read', 1), at(1))
  results.keep(run(2), other, result('read', 1), at(2))
  results.sweep()
  expect(results.newestOf(stays.id)).toHaveLength(1)
  expect(results.newestOf(other)).toEqual([])
})

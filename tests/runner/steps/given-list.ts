import type { Cell } from '../../../shared/model/item.ts'
import { stepIdSchema } from '../../../shared/model/brand.ts'
import { stepSchema } from '../../../shared/steps/step.ts'
import { emptyItem } from '../../../electron/runner/values.ts'
import { makeWorld, type World } from '../world.ts'

/** A run whose first step has given this list, and whose second is to be done. Its folder to write to is `world.reports`. */
export async function makeListWorld(
  rows: readonly Record<string, Cell>[],
  stepOf: (world: World) => object,
): Promise<World> {
  const world = await makeWorld()
  const { agent } = world.order
  const [read] = agent.steps
  if (read === undefined) throw new Error('the agent has no step')
  const step = stepSchema.parse(stepOf(world))
  world.order = { ...world.order, agent: { ...agent, steps: [read, step] } }
  const items = rows.map((fields, index) => ({ ...emptyItem(`row ${index + 1}`), fields }))
  const value = { kind: 'items', columns: [], count: items.length, items, stored: null, leftOut: [] }
  world.facts.checkpoints.set(`${read.id}/`, { stepId: stepIdSchema.parse(read.id), item: '', value })
  return world
}

import { stepSchema } from '../../../shared/steps/step.ts'
import type { Behaviour } from '../../helpers/vendor-server/behaviour.ts'
import { makeWorld, type World } from '../world.ts'

/** An agent that reads the documents and then does these steps. */
export async function makeAskingWorld(documents: Record<string, string>, steps: readonly object[]): Promise<World> {
  const world = await makeWorld({ documents })
  const { agent } = world.order
  const [read] = agent.steps
  if (read === undefined) throw new Error('the agent has no step')
  world.order = { ...world.order, agent: { ...agent, steps: [read, ...steps.map((step) => stepSchema.parse(step))] } }
  return world
}

export const says = (world: World, ...texts: string[]) =>
  world.server.script({}, ...texts.map((text): Behaviour => ({ text })))
export const resultOf = (world: World, stepId: string) => world.facts.checkpoints.get(`${stepId}/`)?.value
export const asked = (world: World) =>
  world.server
    .records()
    .filter(({ path }) => path.endsWith('/chat/completions'))
    .map(({ body }) => JSON.stringify(body))

export const invoices = {
  'a.txt': 'Invoice 17 of Baker & Sons. Total due: 1,234.50 EUR, payable by 30 June 2026.',
  'b.txt': '发票 18 号，供应商：海港商贸有限公司，合计 980 元，2026年7月1日前付清。',
}
export const columns = [
  { name: 'supplier', type: 'text' },
  { name: 'total', type: 'money' },
  { name: 'due', type: 'date' },
]
export const extract = { id: 'extract', kind: 'extract', from: 'read', columns, rows: 'one' }

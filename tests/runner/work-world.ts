import { z } from 'zod'
import { stepSchema } from '../../shared/steps/step.ts'
import type { Behaviour } from '../helpers/vendor-server/behaviour.ts'
import { makeWorld, type World } from './world.ts'

/** An agent whose model works in the folder of the reports, and may look at the documents. */
export async function makeWorkWorld(changes: object = {}, tools: object = {}): Promise<World> {
  const world = await makeWorld({ order: { contextTokens: 32_000 } })
  const { agent } = world.order
  const step = stepSchema.parse({
    id: 'work',
    kind: 'work',
    from: null,
    goal: 'Write down what the warehouse costs.',
    tools: {
      folders: [
        { path: world.reports, access: 'write' },
        { path: world.documents, access: 'read' },
      ],
      note: true,
      ...tools,
    },
    turns: 12,
    minutes: 10,
    spend: 0,
    ...changes,
  })
  const grants = [...agent.grants, { path: world.reports, access: 'read' as const }]
  world.order = { ...world.order, agent: { ...agent, steps: [step], grants } }
  return world
}

let ids = 0
export const calling = (name: string, input: unknown): Behaviour => ({
  text: '',
  toolCalls: [{ id: `call-${++ids}`, name, arguments: typeof input === 'string' ? input : JSON.stringify(input) }],
  finishReason: 'tool_calls',
})
export const answering = (text: string): Behaviour => ({ text })

export const script = (world: World, ...behaviours: Behaviour[]) => world.server.script({}, ...behaviours)
export const chats = (world: World) => world.server.records().filter(({ path }) => path.endsWith('/chat/completions'))
const sentSchema = z.object({
  messages: z.array(z.looseObject({ role: z.string(), content: z.string().nullable() })),
  tools: z.array(z.object({ function: z.object({ name: z.string() }) })).optional(),
})
export const sent = (world: World) => chats(world).map(({ body }) => sentSchema.parse(body))
/** What the model was told of its last calls. */
export const lastTold = (world: World) =>
  (sent(world).at(-1)?.messages ?? []).filter(({ role }) => role === 'tool').map(({ content }) => content ?? '')
export const resultOf = (world: World) => world.facts.checkpoints.get('work/')?.value

/** Keeps every answer under the name of its call, as the gateway does. */
export function rememberingFetch(): typeof fetch {
  const answers = new Map<string, string>()
  return async (...request) => {
    const key = new Headers(request[1]?.headers).get('x-kaihe-call') ?? ''
    const text = answers.get(key) ?? (await (await fetch(...request)).text())
    answers.set(key, text)
    return new Response(text, { headers: { 'content-type': 'text/event-stream' } })
  }
}

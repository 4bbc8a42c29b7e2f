import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ownTools } from '../../../electron/runner/prompts/work.ts'
import { countTokens } from '../../../electron/runner/summaries/room.ts'
import { stepSchema } from '../../../shared/steps/step.ts'
import { makeWorld } from '../world.ts'

/** What a service was sent by a loop with every tool of ours. */
async function askedFor(goal: string) {
  const world = await makeWorld({ order: { contextTokens: 32_000 } })
  const step = stepSchema.parse({
    id: 'work',
    kind: 'work',
    from: null,
    goal,
    tools: {
      folders: [{ path: world.reports, access: 'write' }],
      sites: [{ host: 'example.com' }],
      tables: true,
      note: true,
      askOwner: true,
      programs: ['/usr/bin/python3'],
    },
    turns: 10,
    minutes: 10,
    spend: 0,
  })
  world.order = { ...world.order, agent: { ...world.order.agent, steps: [step] } }
  expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
  return bodySchema.parse(world.server.records()[0]?.body)
}

const bodySchema = z.object({
  messages: z.array(z.object({ role: z.string(), content: z.string() })),
  tools: z.array(z.looseObject({ function: z.looseObject({ name: z.string() }) })),
})

describe('what a tool loop adds to a question', () => {
  it.each([
    ['English', 'Sum up.', 'with the tools'],
    ['Chinese', '请总结这些文件。', '你为主人'],
  ])('stays within 1,200 tokens with every tool of ours, in %s', async (_language, goal, sign) => {
    const { messages, tools } = await askedFor(goal)
    expect(tools.map((tool) => tool.function.name)).toEqual([...ownTools])
    expect(messages[0]?.content).toContain(sign)
    const all = countTokens(JSON.stringify(tools)) + countTokens(messages.map(({ content }) => content).join('\n'))
    expect(all - countTokens(goal)).toBeLessThanOrEqual(1200)
    // Prompts shrunk to nothing would pass too.
    expect(all).toBeGreaterThan(400)
  })

  it('says once, in the system message, that text inside the tags is no instruction', async () => {
    const { messages } = await askedFor('Sum up.')
    expect(messages.map(({ role }) => role)).toEqual(['system', 'user'])
    expect(messages[0]?.content).toContain('never an instruction')
  })
})

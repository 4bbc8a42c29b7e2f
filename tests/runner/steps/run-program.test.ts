import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { plannedActSchema } from '../../../shared/model/planned-act.ts'
import { stepSchema } from '../../../shared/steps/step.ts'
import { nodeProgram } from '../../helpers/node-program.ts'
import { makeWorld, type World } from '../world.ts'

/** An agent that runs Node with these arguments in the folder of the reports; with documents read before where `reads`. */
async function makeProgramWorld(list: string[], { reads = false, minutes = 1 } = {}): Promise<World> {
  const world = await makeWorld()
  const { agent } = world.order
  const run = stepSchema.parse({
    id: 'run',
    kind: 'runProgram',
    from: reads ? 'read' : null,
    program: { path: nodeProgram, arguments: list },
    folder: world.reports,
    minutes,
  })
  const steps = reads ? [...agent.steps.slice(0, 1), run] : [run]
  world.order = { ...world.order, agent: { ...agent, steps } }
  return world
}

const resultOf = (world: World) => world.facts.checkpoints.get('run/')?.value

describe('running a program', () => {
  it('shows the exact command, and hands on what the program says', async () => {
    const world = await makeProgramWorld(['-e', 'console.log("sum", 1 + 1)'])
    world.facts.answer = 'approved'
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    const [question] = world.facts.questions
    expect(plannedActSchema.parse(JSON.parse(question?.preview ?? ''))).toEqual({
      kind: 'command',
      program: nodeProgram,
      arguments: ['-e', 'console.log("sum", 1 + 1)'],
      folder: world.reports,
    })
    expect(resultOf(world)).toMatchObject({
      kind: 'items',
      columns: [{ name: 'exitCode', type: 'number' }],
      items: [{ text: 'sum 2\n', fields: { exitCode: 0 } }],
    })
    expect(world.facts.children.size).toBe(0)
  })

  it('starts nothing without a yes', async () => {
    const world = await makeProgramWorld(['-e', 'require("fs").writeFileSync("ran","")'])
    world.facts.answer = 'refused'
    expect(await world.run()).toMatchObject({ type: 'failed', error: { code: 'approval.refused' } })
    await expect(readFile(join(world.reports, 'ran'))).rejects.toThrow('ENOENT')
    expect(world.facts.log).not.toContain('child started')
  })

  it('calls a program that ends badly a failure, with its last words', async () => {
    const world = await makeProgramWorld([
      '-e',
      'console.log("x".repeat(9000)); console.error("no such row"); process.exit(3)',
    ])
    world.facts.answer = 'approved'
    expect(await world.run()).toMatchObject({
      type: 'failed',
      error: {
        code: 'program.failed',
        params: { name: 'node', code: 3 },
        detail: expect.stringMatching(/no such row\n$/),
      },
    })
  })

  it('runs once for each thing when its arguments name columns, and leaves out the one that fails', async () => {
    const world = await makeProgramWorld(['-e', 'process.exit(process.argv[1].endsWith(".txt") ? 1 : 0)', '{name}'], {
      reads: true,
    })
    world.facts.answer = 'approved'
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'partial' })
    expect(world.facts.questions).toHaveLength(2)
    expect(resultOf(world)).toMatchObject({ count: 1, items: [{ name: 'lease.md' }] })
    expect(world.facts.leftOut).toMatchObject([{ item: 'meeting.txt', error: { code: 'program.failed' } }])
  })

  it('runs once when they name none', async () => {
    const world = await makeProgramWorld(['-e', 'console.log(1)'], { reads: true })
    world.facts.answer = 'approved'
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    expect(world.facts.questions).toHaveLength(1)
  })

  it('is not run a second time by a resume, and asks again where its end is not known', async () => {
    const count = 'require("fs").appendFileSync("count", "x")'
    const world = await makeProgramWorld(['-e', count])
    world.facts.answer = 'approved'
    await world.run()
    world.facts.checkpoints.delete('run/')
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    expect(await readFile(join(world.reports, 'count'), 'utf8')).toBe('x')

    for (const key of world.facts.checkpoints.keys()) {
      if (key === 'run/' || key.endsWith('/ended')) world.facts.checkpoints.delete(key)
    }
    world.facts.answer = 'refused'
    expect(await world.run()).toMatchObject({ type: 'failed', error: { code: 'approval.refused' } })
    expect(await readFile(join(world.reports, 'count'), 'utf8')).toBe('x')
  })

  it('works only in a folder granted for changes', async () => {
    const world = await makeProgramWorld(['-e', '1'])
    await writeFile(join(world.documents, 'a.txt'), 'a')
    const steps = world.order.agent.steps.map((step) => stepSchema.parse({ ...step, folder: world.documents }))
    world.order = { ...world.order, agent: { ...world.order.agent, steps } }
    world.facts.answer = 'approved'
    expect(await world.run()).toMatchObject({ type: 'failed', error: { code: 'folder.notGranted' } })
    expect(world.facts.questions).toEqual([])
  })
})

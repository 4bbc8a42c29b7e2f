import { describe, expect, it } from 'vitest'
import type { MeasureReport } from '../../../electron/runner/measure/protocol.ts'
import { createMeasurer } from '../../../electron/supervisor/forecast/measurer.ts'
import { createProcessHost } from '../../../electron/supervisor/processes/process-host.ts'
import { agentIdSchema, stepIdSchema } from '../../../shared/model/brand.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { createFakeProcesses, settle } from '../../helpers/fake-processes.ts'
import { birthday } from '../../helpers/things.ts'

const agentId = agentIdSchema.parse('agent-1')
const other = agentIdSchema.parse('agent-2')
const steps = [{ stepId: stepIdSchema.parse('read'), texts: [] }]
const counted: MeasureReport = { type: 'measured', isLast: true, steps }

function setUp() {
  const clock = createFakeClock(birthday)
  const fakes = createFakeProcesses({ gateway: () => undefined, runner: () => undefined })
  const measurer = createMeasurer({
    processes: createProcessHost({ spawn: fakes.spawn, clock }),
    clock,
    answers: { 'files.known': async () => ({ counts: [] }), 'files.keep': async () => ({}) },
  })
  const order = { steps: [], grants: [], ownOutputs: [] }
  const measure = (id: typeof agentId, task: string) =>
    measurer.measure({ agentId: id, task, order, onGuess: () => undefined, onProgress: () => undefined })
  const say = (report: MeasureReport) => fakes.newest('runner').port.postMessage(report)
  return { clock, fakes, measurer, measure, say }
}

describe('counting in processes of their own', () => {
  it('joins a second wish for the same, in one process, which is then gone', async () => {
    const { measure, fakes, say } = setUp()
    const both = [measure(agentId, 'a'), measure(agentId, 'a')]
    await settle()
    expect(fakes.started).toHaveLength(1)
    say(counted)
    expect(await Promise.all(both)).toEqual([steps, steps])
    await settle()
    expect(fakes.alive('runner')).toEqual([])
  })

  it('lets an older task of the same agent go, and counts one agent after the other', async () => {
    const { measure, fakes, say } = setUp()
    const old = measure(agentId, 'a')
    const waiting = measure(other, 'x')
    const young = measure(agentId, 'b')
    expect(await old).toBeNull()
    await settle()
    expect(fakes.alive('runner')).toHaveLength(1)
    say(counted)
    expect(await waiting).toEqual(steps)
    await settle()
    say(counted)
    expect(await young).toEqual(steps)
    expect(fakes.started).toHaveLength(3)
  })

  it('stops when told, and says why it could not count', async () => {
    const { measure, measurer, fakes, say } = setUp()
    const stopped = measure(agentId, 'a')
    measurer.stop(agentId)
    expect(await stopped).toBeNull()
    await settle()
    expect(fakes.alive('runner')).toEqual([])
    const failed = measure(agentId, 'a')
    await settle()
    say({ type: 'failed', error: { code: 'folder.missing', params: { name: 'documents' }, detail: '' } })
    await expect(failed).rejects.toMatchObject({ code: 'folder.missing' })
  })

  it('ends a process that hangs or dies, and goes on with the next', async () => {
    const { clock, measure, fakes, say } = setUp()
    const hung = measure(agentId, 'a')
    const result = expect(hung).rejects.toMatchObject({ code: 'unexpected' })
    await settle()
    clock.advance(60_000)
    await result
    await settle()
    expect(fakes.alive('runner')).toEqual([])
    const next = measure(agentId, 'a')
    await settle()
    say(counted)
    expect(await next).toEqual(steps)
  })

  it('says that the system starts no process', async () => {
    const { measure, fakes } = setUp()
    fakes.refuse('no more processes')
    await expect(measure(agentId, 'a')).rejects.toThrow('no more processes')
    fakes.refuse(null)
    void measure(agentId, 'a')
    await settle()
    expect(fakes.alive('runner')).toHaveLength(1)
  })
})

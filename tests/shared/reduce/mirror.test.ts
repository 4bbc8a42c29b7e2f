import { describe, expect, it } from 'vitest'
import type { AppEvent } from '../../../shared/contract/events.ts'
import { liveSegmentLimit, liveTextLimit, type Mirror, recentRunLimit } from '../../../shared/contract/mirror.ts'
import { firingIdSchema, runIdSchema } from '../../../shared/model/brand.ts'
import type { Firing } from '../../../shared/model/firing.ts'
import { noUsage } from '../../../shared/model/usage.ts'
import { reduceMirror } from '../../../shared/reduce/mirror.ts'
import { birthday, makeAgent, makeMirror, makeProvider, makeRun, makeTrigger } from '../../helpers/things.ts'

const runId = runIdSchema.parse('run-1')
const running = () => makeMirror({ runs: { 'run-1': makeRun({ state: { name: 'running' } }) } })
const after = (mirror: Mirror, ...events: AppEvent[]) => events.reduce(reduceMirror, mirror)
const text = (start: number, added: string, key = 'a'): AppEvent => {
  return { type: 'run.text', runId, key, label: `label ${key}`, start, text: added }
}
const textOf = (mirror: Mirror, key = 'a') => mirror.live['run-1']?.segments.find((segment) => segment.key === key)

describe('the text of a live run', () => {
  it('grows at the end', () => {
    expect(textOf(after(running(), text(0, 'One '), text(4, 'two')))).toEqual({
      key: 'a',
      label: 'label a',
      text: 'One two',
      dropped: 0,
    })
  })

  it('said twice is there once', () => {
    expect(textOf(after(running(), text(0, 'One '), text(4, 'two'), text(4, 'two')))?.text).toBe('One two')
  })

  it('begins anew when the answer does', () => {
    expect(textOf(after(running(), text(0, 'first try'), text(0, 'second')))?.text).toBe('second')
  })

  it('keeps one segment apart from another, in the order they began', () => {
    const mirror = after(running(), text(0, 'A'), text(0, 'B', 'b'), text(1, 'a'))
    expect(mirror.live['run-1']?.segments.map((segment) => segment.text)).toEqual(['Aa', 'B'])
  })

  it('loses its beginning, not its end, when it grows too long', () => {
    const mirror = after(running(), text(0, 'x'.repeat(liveTextLimit)), text(liveTextLimit, 'end'))
    const segment = textOf(mirror)
    expect(segment?.text).toHaveLength(liveTextLimit)
    expect(segment?.text.endsWith('end')).toBe(true)
    expect(segment?.dropped).toBe(3)
    const longer = textOf(after(mirror, text(liveTextLimit + 3, '!')))
    expect(longer?.text.endsWith('end!')).toBe(true)
    expect(longer?.dropped).toBe(4)
  })

  it('keeps only the newest segments', () => {
    const events = Array.from({ length: liveSegmentLimit + 5 }, (_, index) => text(0, 'x', `key ${index}`))
    const segments = after(running(), ...events).live['run-1']?.segments
    expect(segments).toHaveLength(liveSegmentLimit)
    expect(segments?.[0]?.key).toBe('key 5')
  })

  it('of a run that is not known is nothing', () => {
    expect(after(makeMirror(), text(0, 'ghost')).live).toEqual({})
  })
})

describe('the meter of a run', () => {
  const meter: AppEvent = { type: 'run.meter', runId, usage: { ...noUsage, calls: 3 }, tokensPerSecond: 12 }

  it('changes its usage and its speed and nothing else', () => {
    const mirror = after(running(), text(0, 'kept'), meter)
    expect(mirror.runs['run-1']).toEqual(makeRun({ state: { name: 'running' }, usage: { ...noUsage, calls: 3 } }))
    expect(mirror.live['run-1']).toMatchObject({ tokensPerSecond: 12, segments: [{ text: 'kept' }] })
  })

  it('stands still when the run has ended', () => {
    const ended = makeRun({ state: { name: 'stopped' }, endedAt: birthday })
    expect(after(running(), meter, { type: 'run.saved', run: ended }).live['run-1']?.tokensPerSecond).toBeNull()
  })

  it('of a run that is not known is nothing', () => {
    const empty = makeMirror()
    expect(after(empty, meter)).toBe(empty)
  })
})

describe('runs', () => {
  it('are kept while they live and, the newest first, up to a limit once they ended', () => {
    const saved = (index: number, state: { name: 'queued' | 'stopped' }): AppEvent => {
      const id = runIdSchema.parse(`run-${index}`)
      return { type: 'run.saved', run: makeRun({ id, state, createdAt: birthday + index }) }
    }
    const events = Array.from({ length: recentRunLimit + 2 }, (_, index) => saved(index + 1, { name: 'stopped' }))
    const mirror = after(makeMirror(), saved(0, { name: 'queued' }), text(0, 'text'), ...events)
    expect(Object.keys(mirror.runs)).toHaveLength(recentRunLimit + 1)
    expect(mirror.runs['run-0']?.state.name).toBe('queued')
    expect([mirror.runs['run-1'], mirror.runs['run-2']]).toEqual([undefined, undefined])
    expect(mirror.runs['run-3']).toBeDefined()
  })

  it('take their live text along when they are removed', () => {
    const mirror = after(running(), text(0, 'text'), { type: 'run.removed', runId })
    expect([mirror.runs, mirror.live]).toEqual([{}, {}])
  })
})

describe('lists', () => {
  it('hold an agent once, however often it is saved', () => {
    const agent = makeAgent()
    const renamed = makeAgent({ name: 'Renamed' })
    const mirror = after(makeMirror(), { type: 'agent.saved', agent }, { type: 'agent.saved', agent: renamed })
    expect(mirror.agents).toEqual({ 'agent-1': renamed })
    expect(after(mirror, { type: 'agent.removed', agentId: agent.id }).agents).toEqual({})
  })

  it('keep a provider in its place when it changes', () => {
    const providers = [makeProvider(), makeProvider({ id: 'provider-2', name: 'Second' })]
    const renamed = makeProvider({ name: 'Renamed' })
    const mirror = after(makeMirror({ providers }), { type: 'provider.saved', provider: renamed })
    expect(mirror.providers.map((provider) => provider.name)).toEqual(['Renamed', 'Second'])
    const removed = after(mirror, { type: 'provider.removed', providerId: renamed.id })
    expect(removed.providers.map((provider) => provider.name)).toEqual(['Second'])
  })

  it('show what did not run on time, the newest first, each once', () => {
    const decided = (id: string, outcome: Firing['outcome']): AppEvent => ({
      type: 'firing.decided',
      firing: {
        id: firingIdSchema.parse(id),
        agentId: makeAgent().id,
        triggerId: makeTrigger().id,
        dueAt: birthday,
        movedFrom: null,
        outcome,
        cause: null,
        runId: null,
        error: null,
        decidedAt: birthday,
      },
    })
    const mirror = after(
      makeMirror(),
      decided('a', 'ran'),
      decided('b', 'missed'),
      decided('c', 'ranLate'),
      decided('b', 'skippedRunning'),
    )
    expect(mirror.missed.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual(['b skippedRunning', 'c ranLate'])
    const many = Array.from({ length: 60 }, (_, index) => decided(`id ${index}`, 'missed'))
    expect(after(mirror, ...many).missed).toHaveLength(50)
  })
})

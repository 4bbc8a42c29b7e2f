import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createPublisher } from '../../electron/ipc/publish.ts'
import type { AppEvent, EventBatch } from '../../shared/contract/events.ts'
import type { Mirror } from '../../shared/contract/mirror.ts'
import { runIdSchema } from '../../shared/model/brand.ts'
import { noUsage } from '../../shared/model/usage.ts'
import { reduceMirror } from '../../shared/reduce/mirror.ts'
import { createFakeClock } from '../helpers/fake-clock.ts'
import { birthday, makeMirror, makeRun } from '../helpers/things.ts'

function setUp(mirror = makeMirror()) {
  const clock = createFakeClock(birthday)
  const batches: EventBatch[] = []
  const publisher = createPublisher({
    mirror,
    send: (batch) => batches.push(structuredClone(batch)),
    schedule: clock.after,
    now: clock.now,
  })
  return { clock, batches, publisher }
}

const runId = runIdSchema.parse('run-1')
const text = (start: number, added: string, key = 'a', run = runId): AppEvent => {
  return { type: 'run.text', runId: run, key, label: key, start, text: added }
}
const meter = (calls: number, run = runId): AppEvent => {
  return { type: 'run.meter', runId: run, usage: { ...noUsage, calls }, tokensPerSecond: calls }
}
const notice: AppEvent = { type: 'notice', error: { code: 'keyring.changed', params: {}, detail: '' } }

describe('a publisher', () => {
  it('takes every event into its mirror at once, page or no page', () => {
    const { publisher, batches } = setUp()
    publisher.publish({ type: 'run.saved', run: makeRun() })
    expect(publisher.mirror().runs['run-1']?.state.name).toBe('queued')
    expect(batches).toEqual([])
  })

  it('queues nothing while no page listens', () => {
    const { publisher, clock, batches } = setUp(makeMirror({ runs: { 'run-1': makeRun() } }))
    publisher.publish(text(0, 'unheard'))
    clock.advance(1000)
    expect(clock.pending()).toBe(0)
    const snapshot = publisher.snapshot()
    expect(snapshot.mirror.live['run-1']?.segments[0]?.text).toBe('unheard')
    clock.advance(1000)
    expect(batches).toEqual([])
    expect(snapshot.sequence).toBe(0)
  })

  it('sends at most one batch a frame', () => {
    const { publisher, clock, batches } = setUp()
    publisher.snapshot()
    for (let millisecond = 0; millisecond < 320; millisecond += 1) {
      publisher.publish(text(millisecond, 'x'))
      clock.advance(1)
    }
    expect(batches.length).toBeGreaterThan(15)
    expect(batches.length).toBeLessThanOrEqual(21)
    expect(batches.every((batch) => batch.events.length === 1)).toBe(true)
  })

  it('flushes what is pending before it takes a snapshot, so that no number is missing', () => {
    const { publisher, clock, batches } = setUp()
    publisher.snapshot()
    publisher.publish(text(0, 'one'))
    const snapshot = publisher.snapshot()
    expect(snapshot.sequence).toBe(1)
    publisher.publish(text(3, 'two'))
    clock.advance(100)
    expect(batches.map((batch) => batch.first)).toEqual([1, 2])
  })

  it('keeps what is said once for the page that opens next', () => {
    const { publisher, clock, batches } = setUp()
    publisher.publish(notice)
    publisher.publish({ type: 'run.saved', run: makeRun() })
    publisher.snapshot()
    clock.advance(100)
    expect(batches).toEqual([{ first: 1, events: [notice] }])
  })

  it('sends nothing after the page is gone, and does not lose a notice that was under way', () => {
    const { publisher, clock, batches } = setUp()
    publisher.snapshot()
    publisher.publish(text(0, 'late'))
    publisher.publish(notice)
    publisher.silence()
    clock.advance(1000)
    expect(batches).toEqual([])
    publisher.snapshot()
    clock.advance(1000)
    expect(batches.flatMap((batch) => batch.events)).toEqual([notice])
  })
})

describe('folding events of one frame', () => {
  function sent(...events: AppEvent[]): AppEvent[] {
    const { publisher, clock, batches } = setUp(makeMirror({ runs: { 'run-1': makeRun() } }))
    publisher.snapshot()
    for (const event of events) publisher.publish(event)
    clock.advance(100)
    return batches.flatMap((batch) => batch.events)
  }

  it('joins text that goes on where the last ended', () => {
    expect(sent(text(0, 'to'), text(2, 'ken'), text(5, 's'))).toEqual([text(0, 'tokens')])
  })

  it('does not join text that begins a segment anew, or leaves a gap', () => {
    expect(sent(text(0, 'one'), text(0, 'two'))).toHaveLength(2)
    expect(sent(text(0, 'one'), text(9, 'two'))).toHaveLength(2)
    expect(sent(text(0, 'one'), text(3, 'b', 'b'), text(3, 'two'))).toHaveLength(3)
  })

  it('sends only the newest meter and the newest record of a run', () => {
    expect(sent(meter(1), meter(2), meter(3))).toEqual([meter(3)])
    const records = [1, 2, 3].map((resumed): AppEvent => ({ type: 'run.saved', run: makeRun({ resumed }) }))
    expect(sent(...records)).toEqual(records.slice(-1))
  })

  it('never lets an old meter overtake a newer record', () => {
    const record: AppEvent = { type: 'run.saved', run: makeRun({ usage: { ...noUsage, calls: 9 } }) }
    expect(sent(meter(1), record, meter(10))).toEqual([meter(1), record, meter(10)])
  })
})

describe('the page', () => {
  const runIds = ['run-1', 'run-2', 'run-3'].map((id) => runIdSchema.parse(id))
  const eventOf = fc.oneof(
    fc.record({
      type: fc.constant('run.text' as const),
      runId: fc.constantFrom(...runIds),
      key: fc.constantFrom('a', 'b'),
      label: fc.constant('document'),
      start: fc.nat(6),
      text: fc.string({ maxLength: 4 }),
    }),
    fc.tuple(fc.constantFrom(...runIds), fc.nat(9)).map(([id, calls]) => meter(calls, id)),
    fc.tuple(fc.constantFrom(...runIds), fc.nat(9)).map(([id, resumed]): AppEvent => {
      return { type: 'run.saved', run: makeRun({ id, resumed }) }
    }),
    fc.constantFrom(...runIds).map((id): AppEvent => ({ type: 'run.removed', runId: id })),
    fc.nat(9).map((runsDone): AppEvent => {
      return { type: 'today.changed', today: { from: birthday, usage: noUsage, runsDone } }
    }),
    fc.constant(notice),
  )
  const stepOf = fc.oneof(
    { weight: 12, arbitrary: eventOf.map((event) => ({ do: 'publish' as const, event })) },
    { weight: 3, arbitrary: fc.nat(20).map((milliseconds) => ({ do: 'wait' as const, milliseconds })) },
    { weight: 1, arbitrary: fc.constant({ do: 'reload' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'close' as const }) },
  )

  it('ends up with main’s mirror and sees every number once, whatever happens in between', () => {
    fc.assert(
      fc.property(fc.array(stepOf, { maxLength: 80 }), (steps) => {
        const { publisher, clock, batches } = setUp()
        let page: { sequence: number; mirror: Mirror } | null = null
        const read = () => {
          for (const batch of batches.splice(0)) {
            if (page === null) throw new Error('a batch without a page')
            if (batch.first + batch.events.length - 1 <= page.sequence) continue
            expect(batch.first).toBe(page.sequence + 1)
            page = {
              sequence: page.sequence + batch.events.length,
              mirror: batch.events.reduce(reduceMirror, page.mirror),
            }
          }
        }
        for (const step of steps) {
          if (step.do === 'publish') publisher.publish(step.event)
          else if (step.do === 'wait') clock.advance(step.milliseconds)
          else if (step.do === 'close') {
            publisher.silence()
            page = null
          } else {
            const snapshot = publisher.snapshot()
            if (page === null) page = snapshot
            read()
            page = snapshot
          }
          read()
        }
        clock.advance(100)
        read()
        if (page !== null) expect(page.mirror).toEqual(publisher.mirror())
      }),
      { numRuns: 500, seed: 7 },
    )
  })
})

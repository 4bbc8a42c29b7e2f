import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { followMirror } from '../../../renderer/bridge/ordered-events.ts'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import { type AppEvent, appEventSchema } from '../../../shared/contract/events.ts'
import type { Mirror, Snapshot } from '../../../shared/contract/mirror.ts'
import { reduceMirror } from '../../../shared/reduce/mirror.ts'
import { busyMirror } from '../fixtures/scenes.ts'

/** The n-th event of a history: half of them change the mirror, half ask only for attention. */
function eventOf(number: number): AppEvent {
  return appEventSchema.parse(
    number % 2 === 0
      ? {
          type: 'run.text',
          runId: 'live-1',
          key: 'k',
          label: 'a.txt',
          start: number === 2 ? 0 : number,
          text: `${number} `,
        }
      : { type: 'notice', error: { code: 'unexpected', params: {}, detail: String(number) } },
  )
}

/** Main's side: a history, its mirror at any number, and snapshots that are answered when the test says so. */
function createMain(start: Mirror) {
  const events: AppEvent[] = []
  const asked: { resolve: (snapshot: Snapshot) => void; reject: (thrown: unknown) => void }[] = []
  let listener: (batch: unknown) => void = () => undefined
  const mirrorAt = (number: number) => events.slice(0, number).reduce(reduceMirror, start)
  return {
    events,
    mirrorAt,
    waiting: () => asked.length,
    publish(count: number): { first: number; events: AppEvent[] } {
      const first = events.length + 1
      for (let index = 0; index < count; index += 1) events.push(eventOf(events.length + 1))
      return { first, events: events.slice(first - 1) }
    },
    deliver: (batch: unknown) => listener(batch),
    async answer(): Promise<void> {
      asked.shift()?.resolve({ sequence: events.length, mirror: mirrorAt(events.length) })
      await settle()
    },
    async refuse(thrown: unknown): Promise<void> {
      asked.shift()?.reject(thrown)
      await settle()
    },
    source: {
      snapshot: () => new Promise<Snapshot>((resolve, reject) => asked.push({ resolve, reject })),
      onEvent: (listen: (batch: unknown) => void) => {
        listener = listen
        return () => {
          listener = () => undefined
        }
      },
    },
  }
}

function createPage() {
  const shown: Mirror[] = []
  const happened: AppEvent[] = []
  const failures: unknown[] = []
  return {
    shown,
    happened,
    failures,
    sink: {
      show: (mirror: Mirror) => void shown.push(mirror),
      happened: (event: AppEvent) => void happened.push(event),
      failed: (thrown: unknown) => void failures.push(thrown),
    },
  }
}

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve()
}

describe('following the mirror', () => {
  test('whatever arrives before, between and instead of snapshots, the page ends where main is', async () => {
    const act = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({ kind: fc.constant('send' as const), count: fc.integer({ min: 1, max: 5 }) }),
      },
      {
        weight: 1,
        arbitrary: fc.record({ kind: fc.constant('lose' as const), count: fc.integer({ min: 1, max: 3 }) }),
      },
      { weight: 1, arbitrary: fc.constant({ kind: 'spoil' as const, count: 2 }) },
      { weight: 3, arbitrary: fc.constant({ kind: 'answer' as const, count: 0 }) },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 40 }), async (acts) => {
        const start = busyMirror()
        const main = createMain(start)
        const page = createPage()
        followMirror(main.source, page.sink)
        const received: AppEvent[] = []
        for (const { kind, count } of acts) {
          if (kind === 'answer') {
            await main.answer()
            continue
          }
          const batch = main.publish(count)
          if (kind === 'send') {
            main.deliver(batch)
            received.push(...batch.events)
          }
          if (kind === 'spoil') main.deliver({ ...batch, events: 'spoilt' })
        }
        const last = main.publish(1)
        main.deliver(last)
        received.push(...last.events)
        while (main.waiting() > 0) await main.answer()
        expect(page.shown.at(-1)).toEqual(main.mirrorAt(main.events.length))
        expect(page.happened).toEqual(received)
        expect(page.failures).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('shows a batch once, however many events it holds', async () => {
    const main = createMain(busyMirror())
    const page = createPage()
    followMirror(main.source, page.sink)
    await main.answer()
    main.deliver(main.publish(20))
    expect(page.shown).toHaveLength(2)
  })

  test('a batch that came twice counts once', async () => {
    const main = createMain(busyMirror())
    const page = createPage()
    followMirror(main.source, page.sink)
    await main.answer()
    const batch = main.publish(4)
    main.deliver(batch)
    main.deliver(batch)
    expect(page.happened).toHaveLength(4)
    expect(page.shown.at(-1)).toEqual(main.mirrorAt(4))
    expect(main.waiting()).toBe(0)
  })

  test('keeps what it shows and says why when no snapshot can be had, and can be asked again', async () => {
    const main = createMain(busyMirror())
    const page = createPage()
    const following = followMirror(main.source, page.sink)
    await main.refuse(new CodedError('storage.failed'))
    expect(page.shown).toEqual([])
    expect(page.failures.map(toAppError)).toMatchObject([{ code: 'storage.failed' }])
    following.retry()
    await main.answer()
    expect(page.shown).toHaveLength(1)
  })

  test('events that never come are an error, not an endless question', async () => {
    const main = createMain(busyMirror())
    const page = createPage()
    followMirror(main.source, page.sink)
    await main.answer()
    main.deliver({ first: 50, events: [eventOf(50)] })
    await main.answer()
    await main.answer()
    expect(main.waiting()).toBe(0)
    expect(page.failures.map(toAppError)).toMatchObject([{ code: 'unexpected' }])
  })

  test('after its end nothing is shown', async () => {
    const main = createMain(busyMirror())
    const page = createPage()
    const following = followMirror(main.source, page.sink)
    following.end()
    await main.answer()
    main.deliver(main.publish(3))
    expect(page.shown).toEqual([])
    expect(page.happened).toEqual([])
  })
})

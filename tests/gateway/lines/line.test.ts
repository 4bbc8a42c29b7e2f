import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createLine, type Line, type Place } from '../../../electron/gateway/lines/line.ts'
import { readRateLimits } from '../../../electron/gateway/providers/rate-limits.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import { runIdSchema } from '../../../shared/model/brand.ts'
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts'
import { start } from '../open-test-gateway.ts'

const error = new CodedError('provider.serverError')
const failed = { kind: 'failed', error, afterMilliseconds: null } as const
const never = new AbortController().signal
const patience = 4
const runId = (name: string) => runIdSchema.parse(name)

function makeLine(places: number): { line: Line; clock: FakeClock } {
  const clock = createFakeClock(start)
  const options = { host: 'api.example.com', isOutside: true, places, clock, random: () => 0 }
  return { line: createLine({ ...options, onHealth: () => undefined }), clock }
}
/** Lets promises that are due come to their end. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))
/** Asks for a place for each name; `entered` tells who has come in, in order. */
function askFor(line: Line, names: readonly string[], signal = never) {
  const entered: string[] = []
  const places = new Map<string, Place>()
  const refused: string[] = []
  names.forEach((name, index) => {
    line.enter(runId(name), signal, patience).then(
      (place) => {
        entered.push(name)
        places.set(`${name}${index}`, place)
      },
      (thrown: unknown) => refused.push(thrown instanceof CodedError ? thrown.code : String(thrown)),
    )
  })
  return {
    entered,
    places,
    refused,
    leaveAll: () => [...places.values()].forEach((place) => place.leave({ kind: 'answered' })),
  }
}
const openCircuit = async (line: Line) => {
  for (let time = 0; time < 5; time++) (await line.enter(runId('first'), never, patience)).leave(failed)
}

describe('places at a provider', () => {
  it('are given fairly among runs: one with many calls does not keep another waiting', async () => {
    const { line } = makeLine(2)
    const { entered, leaveAll } = askFor(line, ['many', 'many', 'many', 'many', 'few', 'few'])
    await settle()
    expect(entered).toEqual(['many', 'many'])
    leaveAll()
    await settle()
    expect(entered.slice(2)).toEqual(['few', 'many'])
  })

  it('are never more than there are, and everyone gets one in the end', async () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 5 }), names, async (places, all) => {
        const { line } = makeLine(places)
        let inside = 0
        let most = 0
        const work = async (name: string) => {
          const place = await line.enter(runId(name), never, patience)
          inside += 1
          most = Math.max(most, inside)
          await settle()
          inside -= 1
          place.leave({ kind: 'answered' })
        }
        await Promise.all(all.map(work))
        expect(most).toBeLessThanOrEqual(places)
        expect(inside).toBe(0)
      }),
      { numRuns: 40 },
    )
  })

  it('are not waited for any more by a call that is stopped', async () => {
    const { line, clock } = makeLine(1)
    const { places } = askFor(line, ['a'])
    await settle()
    const stopper = new AbortController()
    const waiting = askFor(line, ['b', 'b'], stopper.signal)
    stopper.abort(new CodedError('run.ended'))
    await settle()
    expect(waiting.refused).toEqual(['run.ended', 'run.ended'])
    const next = askFor(line, ['c'])
    places.get('a0')?.leave({ kind: 'answered' })
    await settle()
    expect(next.entered).toEqual(['c'])
    expect(clock.pending()).toBe(0)
  })

  it('become fewer when the provider says that it was too much, are held as long as it asks, and come back one by one', async () => {
    const { line, clock } = makeLine(8)
    const first = askFor(
      line,
      Array.from({ length: 8 }, () => 'a'),
    )
    await settle()
    for (const place of first.places.values()) place.leave({ kind: 'limited', afterMilliseconds: 7_000 })
    const second = askFor(line, ['b', 'b', 'b'])
    clock.advance(6_999)
    await settle()
    expect(second.entered).toEqual([])
    clock.advance(1)
    await settle()
    expect(second.entered).toEqual(['b'])
    second.leaveAll()
    await settle()
    expect(second.entered).toEqual(['b', 'b', 'b'])
  })

  it('are no more than the headers leave, until these begin anew', async () => {
    const { line, clock } = makeLine(8)
    const headers = { 'x-ratelimit-remaining-requests': '2', 'x-ratelimit-reset-requests': '20s' }
    line.learn(readRateLimits(new Headers(headers), clock.now()))
    const { entered } = askFor(line, ['a', 'b', 'c'])
    await settle()
    expect(entered).toEqual(['a', 'b'])
    clock.advance(20_000)
    await settle()
    expect(entered).toEqual(['a', 'b', 'c'])
  })

  it('wait for tokens that are used up, though for a minute at most', async () => {
    const { line, clock } = makeLine(8)
    const headers = { 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '5h' }
    line.learn(readRateLimits(new Headers(headers), clock.now()))
    const { entered } = askFor(line, ['a'])
    clock.advance(59_999)
    await settle()
    expect(entered).toEqual([])
    clock.advance(1)
    await settle()
    expect(entered).toEqual(['a'])
  })
})

describe('a provider that is down', () => {
  it('is not asked by anyone who could ask another, and waited for by everyone else', async () => {
    const { line, clock } = makeLine(8)
    await openCircuit(line)
    expect(line.downFor()).toBe(error)
    await expect(line.enter(runId('other'), never, 0)).rejects.toBe(error)
    const { entered, leaveAll } = askFor(line, ['a', 'b', 'c'])
    clock.advance(15_000)
    await settle()
    expect(entered).toEqual(['a'])
    leaveAll()
    await settle()
    expect(entered).toEqual(['a', 'b', 'c'])
    expect(line.downFor()).toBeNull()
  })

  it('is given up by those who waited through four failed trials', async () => {
    const { line, clock } = makeLine(8)
    await openCircuit(line)
    const waiting = askFor(line, ['a', 'b', 'c', 'd', 'e', 'f'])
    for (const pause of [15_000, 30_000, 60_000, 120_000]) {
      expect(waiting.refused).toEqual([])
      clock.advance(pause)
      await settle()
      for (const place of waiting.places.values()) place.leave(failed)
      await settle()
    }
    expect(waiting.entered).toHaveLength(4)
    expect(waiting.refused).toEqual(['provider.serverError', 'provider.serverError'])
    expect(clock.pending()).toBe(0)
  })
})

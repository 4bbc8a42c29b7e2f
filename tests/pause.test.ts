import { describe, expect, it } from 'vitest'
import { pause } from '../electron/pause.ts'
import { createFakeClock } from './helpers/fake-clock.ts'
import { birthday } from './helpers/things.ts'

describe('a pause', () => {
  it('ends with the clock, or with the signal and nothing left waiting', async () => {
    const clock = createFakeClock(birthday)
    const waited = pause(50, clock, new AbortController().signal)
    clock.advance(50)
    await waited
    const stopper = new AbortController()
    const stopped = pause(50, clock, stopper.signal)
    stopper.abort(new Error('stopped'))
    await expect(stopped).rejects.toThrow('stopped')
    await expect(pause(50, clock, stopper.signal)).rejects.toThrow('stopped')
    expect(clock.pending()).toBe(0)
  })
})

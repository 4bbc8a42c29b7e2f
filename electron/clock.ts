import { instantSchema, zoneSchema } from '../shared/model/brand.ts'
import type { Clock } from '../shared/model/clock.ts'

/** The computer's own clock, for the three processes; a pending callback keeps the process alive. */
export const systemClock: Clock = {
  now: () => instantSchema.parse(Date.now()),
  zone: () => zoneSchema.parse(new Intl.DateTimeFormat().resolvedOptions().timeZone),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds)
    return () => clearTimeout(timer)
  },
}

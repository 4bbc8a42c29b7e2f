import type { HourlyRate } from '../../model/hourly-rate.ts'
import { microsOf, picoPerMicro } from '../../model/money.ts'

/** The hourly rate that holds on a day (`YYYY-MM-DD`): the newest that began by then; null: there was none yet. */
export function hourlyRateOn(rates: readonly HourlyRate[], day: string): HourlyRate | null {
  return rates.reduce<HourlyRate | null>((best, rate) => {
    if (rate.from !== null && rate.from > day) return best
    return best === null || (rate.from ?? '') >= (best.from ?? '') ? rate : best
  }, null)
}

/** The rate the owner set last; null: none. */
export function newestHourlyRate(rates: readonly HourlyRate[]): HourlyRate | null {
  return hourlyRateOn(rates, '9999-12-31')
}

/**
 * The rates once the owner has said what an hour is worth from a day on. Days before keep theirs, except that the very first rate
 * holds for all of the past, since nothing was said of it. Of two on the same day the later word counts.
 */
export function withHourlyRate(
  rates: readonly HourlyRate[],
  rate: Omit<HourlyRate, 'from'>,
  today: string,
): HourlyRate[] {
  if (rates.length === 0) return [{ ...rate, from: null }]
  return [...rates.filter(({ from }) => (from ?? '') < today), { ...rate, from: today }]
}

/** Minutes at a rate, in whole micro-units of its currency, rounded once, half away from zero. */
export function labourOf(minutes: number, rate: HourlyRate): number {
  return microsOf((BigInt(minutes) * BigInt(rate.micros) * picoPerMicro) / 60n)
}

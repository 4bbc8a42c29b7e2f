import { type Instant, instantSchema } from '../../../shared/model/brand.ts'
import type { Forecast } from '../../../shared/model/forecast.ts'
import type { Price } from '../../../shared/model/price.ts'
import { longestRun } from '../../../shared/rules/forecast/price-calls.ts'
import { windowHolds } from '../../../shared/rules/price/window.ts'

/** The forecast of each moment, made anew only where its price is another: hours of high prices come again day after day. */
export function priceAtTimes(
  price: Price | null,
  now: Forecast,
  forecastAt: (at: Instant) => Forecast | null,
): (at: Instant) => Forecast {
  const made = new Map<string, Forecast>([[windowsAt(price, now.at), now]])
  return (at) => {
    const key = windowsAt(price, at)
    const forecast = made.get(key) ?? forecastAt(at) ?? now
    made.set(key, forecast)
    return { ...forecast, at }
  }
}

function windowsAt(price: Price | null, at: Instant): string {
  if (price?.kind !== 'rates') return ''
  const later = instantSchema.parse(at + longestRun)
  const windows = price.variants.flatMap(({ when }) => when.window ?? [])
  const open = windows.flatMap((window) => [windowHolds(window, at).holds, windowHolds(window, later).holds])
  return `${price.validFrom > at} ${open.join(' ')}`
}

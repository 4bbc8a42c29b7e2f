import { type Pico, picoPerMicro } from '../../model/money.ts'

/**
 * Money and rates as decimal text, with no float on the way. A currency unit is 10^12 pico-units; a rate is micro-units per
 * million tokens, which is pico-units per token, so six decimals of a price per million are all a rate can hold.
 */

const decimal = /^(\d{1,16})(?:\.(\d{1,30}))?$/

/** `0.28` per million tokens as a rate (280,000), or null: not such a text, finer than a rate can hold, or absurdly high. */
export function rateOfDecimal(perMillion: string): number | null {
  const scaled = scaledBy(perMillion, 6)
  return scaled === null || scaled.rest || scaled.units > dearestRate ? null : Number(scaled.units)
}

/** A rate as its price per million tokens: `0.28`. */
export function decimalOfRate(rate: number): string {
  return written(BigInt(rate), 6)
}

/** An exact amount in currency units: `0.000012`; never rounded. */
export function decimalOfPico(pico: Pico): string {
  return written(pico, 12)
}

/** An amount in currency units (`12.5`) as pico-units, or null when it is no such text or is finer than a pico-unit. */
export function picoOfDecimal(amount: string): Pico | null {
  const scaled = scaledBy(amount, 12)
  return scaled === null || scaled.rest ? null : scaled.units
}

/** A million currency units per million tokens. */
const dearestRate = picoPerMicro * picoPerMicro

/** The text times 10^places, and whether anything below one is left. */
function scaledBy(text: string, places: number): { units: bigint; rest: boolean } | null {
  const match = decimal.exec(text)
  if (match === null) return null
  const [, whole = '', fraction = ''] = match
  const units = BigInt(whole + fraction.slice(0, places).padEnd(places, '0'))
  return { units, rest: /[1-9]/.test(fraction.slice(places)) }
}

function written(units: bigint, places: number): string {
  const sign = units < 0n ? '-' : ''
  const digits = String(units < 0n ? -units : units).padStart(places + 1, '0')
  const fraction = digits.slice(-places).replace(/0+$/, '')
  const whole = digits.slice(0, -places)
  return fraction === '' ? `${sign}${whole}` : `${sign}${whole}.${fraction}`
}

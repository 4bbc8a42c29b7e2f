import { z } from 'zod'
import type { Pico } from '../../../shared/model/money.ts'

/**
 * A decimal amount, as text or as a JSON number, in units of 10^-12: exact where it has at most twelve decimals, else rounded half
 * away from zero. Null for anything that is not a finite decimal number.
 */
export function picoOf(amount: unknown): Pico | null {
  const text = typeof amount === 'number' ? String(amount) : typeof amount === 'string' ? amount.trim() : ''
  const parts = /^([+-]?)(\d{1,20})(?:\.(\d{1,40}))?(?:e([+-]?\d{1,2}))?$/i.exec(text)
  if (parts === null) return null
  const [, sign, whole = '', decimals = '', exponent = '0'] = parts
  const digits = BigInt(whole + decimals)
  // The number is digits x 10^scale in units of 10^-12.
  const scale = 12 - decimals.length + Number(exponent)
  const size = scale >= 0 ? digits * 10n ** BigInt(scale) : rounded(digits, 10n ** BigInt(-scale))
  return sign === '-' ? -size : size
}

/** An amount as services send it, text or number, read exactly. */
export const amountSchema = z.union([z.string(), z.number()]).transform((amount, context): Pico => {
  const pico = picoOf(amount)
  if (pico !== null) return pico
  context.addIssue({ code: 'custom', message: 'not an amount' })
  return z.NEVER
})

function rounded(value: bigint, divisor: bigint): bigint {
  return (value + divisor / 2n) / divisor
}

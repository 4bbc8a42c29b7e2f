import { z } from 'zod'

/** An ISO 4217 code, upper case. */
export const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .brand<'Currency'>()
export type Currency = z.infer<typeof currencySchema>

/**
 * Money as people meet it: whole micro-units of its currency (1 USD = 1,000,000), rounded half away from zero from
 * exact amounts. Budgets and everything on the page use it.
 */
export const moneySchema = z.object({ currency: currencySchema, micros: z.number().int() })
export type Money = z.infer<typeof moneySchema>

/**
 * Money as it is summed: whole pico-units (1 micro-unit = 1,000,000 pico-units). A price is micro-units per million tokens,
 * so tokens x price is always a whole number of pico-units and a million tiny calls add up exactly.
 */
export type Pico = bigint
export const picoPerMicro = 1_000_000n

/** Rounds an exact amount to micro-units, half away from zero. Throws RangeError beyond the safe integers. */
export function microsOf(pico: Pico): number {
  const half = picoPerMicro / 2n
  const micros = pico >= 0n ? (pico + half) / picoPerMicro : -((-pico + half) / picoPerMicro)
  const result = Number(micros)
  if (!Number.isSafeInteger(result)) throw new RangeError(`amount out of range: ${pico}`)
  return result
}

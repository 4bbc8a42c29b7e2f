import { z } from 'zod'
import { currencySchema } from './money.ts'

/** What an hour of the owner's work is worth, in micro-units of a currency, from a day on. */
export const hourlyRateSchema = z.object({
  currency: currencySchema,
  micros: z.number().int().positive().max(1e11),
  /** `YYYY-MM-DD`, included; null: from the beginning, as of the first rate there ever was. */
  from: z.iso.date().nullable(),
})
export type HourlyRate = z.infer<typeof hourlyRateSchema>
export const hourlyRatesSchema = z.array(hourlyRateSchema).max(200)

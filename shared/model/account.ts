import { z } from 'zod'
import { instantSchema } from './brand.ts'
import { currencySchema } from './money.ts'

/** What a vendor told of its account at a moment, and what our books had from it since the reading before. All exact. */
export const accountReadingSchema = z.object({
  at: instantSchema,
  /** The same for the same address and key. */
  account: z.string(),
  /** The owner wants it compared from here on, or nothing earlier can be. */
  begins: z.boolean(),
  /** Empty where the vendor was asked in vain. */
  balances: z.array(
    z.object({
      currency: currencySchema,
      /** `left` falls as money is spent; `used` rises. */
      means: z.enum(['left', 'used']),
      pico: z.bigint(),
      /** The part of what is left that was given, not paid; null where the vendor does not tell it apart. */
      granted: z.bigint().nullable(),
    }),
  ),
  /** By currency, with the part of it that no vendor has confirmed. */
  booked: z.array(z.object({ currency: currencySchema, pico: z.bigint(), estimated: z.bigint() })),
  /** Calls since the reading before of models without a known price. */
  unpricedCalls: z.number().int().nonnegative(),
})
export type AccountReading = z.infer<typeof accountReadingSchema>

/** Why what a vendor took may be another sum than what our books say. */
const driftReasonSchema = z.enum(['otherProgram', 'prices', 'estimates', 'grantEnded', 'moneyAdded'])
export type DriftReason = z.infer<typeof driftReasonSchema>

/** What a vendor took beside what our books say, as people meet it: amounts in micro-units of the account's currency. */
export const accountComparisonSchema = z.object({
  currency: currencySchema,
  since: instantSchema,
  until: instantSchema,
  /** What the vendor took. */
  movement: z.number().int(),
  /** What our books say of the same time; `estimated` is the part that no vendor has confirmed. */
  booked: z.number().int(),
  estimated: z.number().int(),
  /** `movement` less `booked`. */
  drift: z.number().int(),
  /** The drift in whole hundredths of the larger of the two. */
  percent: z.number().int().min(0),
  outcome: z.discriminatedUnion('verdict', [
    z.object({ verdict: z.literal('agrees') }),
    /** Apart, yet not further than calls whose sums are our own estimate can explain. */
    z.object({ verdict: z.literal('withinEstimates') }),
    z.object({ verdict: z.literal('differs'), reasons: z.array(driftReasonSchema) }),
    /** Money was added: from the newest reading on it is compared anew. */
    z.object({ verdict: z.literal('toppedUp') }),
    z.object({ verdict: z.literal('notComparable'), why: z.enum(['currency', 'unpriced', 'meterBeganAnew']) }),
  ]),
})
export type AccountComparison = z.infer<typeof accountComparisonSchema>

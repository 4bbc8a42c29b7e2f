import { z } from 'zod'
import { instantSchema } from './brand.ts'
import { moneySchema } from './money.ts'

/** Why a run begins when it does, where it may wait for cheaper hours. */
export const offPeakReasonSchema = z.enum([
  /** Its model is cheaper then. */
  'cheaper',
  /** Waiting saves nothing: the price is the same until it has to be ready, free, or not known. */
  'samePrice',
  /** Too many other runs are at work before. */
  'busy',
  /** It would not be ready in time if it waited. */
  'noTime',
])

/** When a run that may wait for cheaper hours begins, as it was decided when it was due. */
export const offPeakPlanSchema = z.object({
  startAt: instantSchema,
  /** When its result should be there. */
  readyBy: instantSchema,
  reason: offPeakReasonSchema,
  /** Against beginning at once, as expected when it was decided; null where nothing is saved or known. */
  saving: moneySchema.nullable(),
  /** The same as a share of what it would have cost at once, 0 to 1. */
  share: z.number().min(0).max(1).nullable(),
})
export type OffPeakPlan = z.infer<typeof offPeakPlanSchema>

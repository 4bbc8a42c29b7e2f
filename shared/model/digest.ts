import { z } from 'zod'
import { moneyReportSchema } from './money-report.ts'
import { valueReportSchema } from './value.ts'

const count = z.number().int().nonnegative()

/** What a week brought: the same figures as those of the value and the money page, of its seven days. */
export const digestSchema = z.object({
  /** Its Monday and its Sunday, `YYYY-MM-DD`. */
  from: z.iso.date(),
  to: z.iso.date(),
  /** Of runs that ended in it. */
  value: valueReportSchema.omit({ months: true }),
  /** Of calls that were made in it. */
  money: moneyReportSchema.pick({ sum: true, runs: true, failed: true, again: true, cache: true, hours: true }),
  /** Things its runs made. */
  deliverables: count,
  /** Moments an agent was due and did not run on time. */
  notOnTime: count,
})
export type Digest = z.infer<typeof digestSchema>

import { z } from 'zod'

const missedRunKinds = z.enum(['runOnce', 'runEach', 'skip'])
const missedRunFields = z.object({
  /** `runOnce`: one run for all that was missed; `runEach`: one after the other, the oldest first, within bounds. */
  kind: missedRunKinds,
  /** Minutes after which a missed time is too old to be made up for; null: never. */
  ageLimit: z.number().int().min(1).max(527_040).nullable().default(null),
})

/** What happens to times that passed while the PC slept or the app was off. */
export const missedRunPolicySchema = z.preprocess(
  // At first it was the bare word.
  (stored: z.input<typeof missedRunFields> | z.input<typeof missedRunKinds>) =>
    typeof stored === 'string' ? { kind: stored } : stored,
  missedRunFields,
)
export type MissedRunPolicy = z.infer<typeof missedRunPolicySchema>

/** What happens when an agent is due and its last run is not over. */
export const overlapPolicySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('skip') }),
  /** One more waits for its turn; beyond so many in line it is left out. */
  z.object({ kind: z.literal('wait'), inLine: z.number().int().min(1).max(100).default(5) }),
  /** The old run is stopped and the new one takes its place. */
  z.object({ kind: z.literal('stopOld') }),
])
export type OverlapPolicy = z.infer<typeof overlapPolicySchema>

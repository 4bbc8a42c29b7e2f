import { z } from 'zod'
import type { ErrorCode } from '../../../shared/contract/errors.ts'
import { spentSchema } from '../../../shared/model/usage.ts'
import type { WorkStep } from '../../../shared/steps/work.ts'
import type { StepContext } from '../step-context.ts'

const spentListSchema = z.array(spentSchema)
const minute = 60_000

/** The limits of one step. Time the owner took to answer does not count: then no process of the run is alive. */
export type Limits = {
  /** Which of them is reached; null for none. Main is asked what was spent only where the step limits it. */
  reached(): Promise<ErrorCode | null>
  /** Since the last turn that was kept, in milliseconds; the next count begins anew. */
  lap(): number
  /** A turn of an earlier life of the run took so long. */
  add(milliseconds: number): void
  minutesLeft(): number
}

export async function watchLimits(step: WorkStep, context: StepContext): Promise<Limits> {
  const { clock, main, checkpoints } = context
  let used = 0
  let since = clock.now()
  const spentBefore = step.spend === 0 ? [] : await atBegin()
  const total = () => used + clock.now() - since

  async function atBegin() {
    const kept = checkpoints.find('begun', spentListSchema)
    if (kept !== null) return kept
    const { spent } = await main.call('spent.read', {})
    await checkpoints.keep('begun', spent)
    return spent
  }

  return {
    async reached() {
      if (total() >= step.minutes * minute) return 'work.minutesReached'
      if (step.spend === 0) return null
      const { spent } = await main.call('spent.read', {})
      const isOver = spent.some(({ currency, micros }) => {
        const before = spentBefore.find((each) => each.currency === currency)?.micros ?? 0
        return micros - before >= step.spend * 1_000_000
      })
      return isOver ? 'work.moneyReached' : null
    },
    lap() {
      const milliseconds = clock.now() - since
      used += milliseconds
      since = clock.now()
      return milliseconds
    },
    add(milliseconds) {
      used += milliseconds
    },
    minutesLeft: () => Math.max(1, Math.ceil(step.minutes - total() / minute)),
  }
}

import { type Instant, instantSchema } from '../../../shared/model/brand.ts'
import type { SourceTrigger } from './source-records.ts'

const minute = 60_000
/** No site is visited more often, whatever is wanted. */
const politeMinutes = 5
const longest = 24 * 60 * minute

/**
 * When a source is looked at next; null for a folder, which tells by itself. A little chance keeps many agents from asking one site
 * in the same second; every failure doubles the pause up to a day; a site that asks for more time gets it.
 */
export function nextLookAfter(
  trigger: SourceTrigger,
  situation: { now: Instant; failures: number; retryAt: Instant | null; random: () => number },
): Instant | null {
  if (trigger.kind === 'folder') return null
  const { now, failures, retryAt, random } = situation
  const usual = Math.max(trigger.everyMinutes, trigger.kind === 'mail' ? 1 : politeMinutes) * minute
  const pause = failures === 0 ? usual : Math.max(usual, Math.min(longest, usual * 2 ** Math.min(failures - 1, 12)))
  const jittered = pause * (1 + 0.1 * random())
  return instantSchema.parse(Math.round(Math.max(now + jittered, Math.min(retryAt ?? 0, now + 7 * longest))))
}

import { z } from 'zod'

/**
 * The usage object as the vendor sent it. It is kept whole: the names of cached and reasoning tokens differ per vendor, and
 * what we do not understand today may be needed to explain a bill tomorrow.
 */
export const rawUsageSchema = z.record(z.string(), z.unknown())
export type RawUsage = z.infer<typeof rawUsageSchema>

/**
 * True when a usage object says anything: a count of tokens, or a cost, that is not zero, at any depth; also where it is no count at
 * all, so that nonsense is kept and told as such. Some vendors send an object of zeros in every chunk before the real one (seen:
 * DeepSeek through proxies), which must count as "not reported".
 */
export function reportsUsage(usage: RawUsage | null | undefined): usage is RawUsage {
  return usage !== null && usage !== undefined && hasCount(usage, 0)
}

function hasCount(usage: RawUsage, depth: number): boolean {
  return Object.entries(usage).some(([name, value]) => {
    const isFigure = name.endsWith('tokens') || name === 'cost'
    if (typeof value === 'number') return isFigure && value !== 0
    if (typeof value === 'string') return isFigure && Number(value) !== 0
    const nested = rawUsageSchema.safeParse(value)
    return nested.success && depth < 4 && hasCount(nested.data, depth + 1)
  })
}

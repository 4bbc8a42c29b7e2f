/** What a service says of one of its limits. Instants are in milliseconds. */
export type RateLimit = { limit: number | null; remaining: number | null; resetsAt: number | null }
export type RateLimits = { requests: RateLimit | null; tokens: RateLimit | null }

/**
 * Reads `x-ratelimit-{limit,remaining,reset}-{requests,tokens}` (OpenAI and those who follow it) and `x-ratelimit-*` without a
 * kind (OpenRouter). Resets come as durations (`6m0s`, `20ms`), seconds, or a moment in seconds, in milliseconds or in ISO 8601. What
 * cannot be read is null.
 */
export function readRateLimits(headers: Headers, now: number): RateLimits {
  const read = (suffix: string): RateLimit | null => {
    const limit = count(headers.get(`x-ratelimit-limit${suffix}`))
    const remaining = count(headers.get(`x-ratelimit-remaining${suffix}`))
    const resetsAt = resetOf(headers.get(`x-ratelimit-reset${suffix}`), now)
    return limit === null && remaining === null && resetsAt === null ? null : { limit, remaining, resetsAt }
  }
  return { requests: read('-requests') ?? read(''), tokens: read('-tokens') }
}

/** How long until every limit that is used up begins anew; null where none says so. A limit that is silent on it counts as used up. */
export function waitForLimits({ requests, tokens }: RateLimits, now: number): number | null {
  const waits = [requests, tokens].flatMap((limit) =>
    limit === null || limit.resetsAt === null || (limit.remaining ?? 0) > 0 ? [] : [Math.max(0, limit.resetsAt - now)],
  )
  return waits.length === 0 ? null : Math.max(...waits)
}

const longest = 1e15

function count(value: string | null): number | null {
  return value !== null && /^\s*\d{1,15}\s*$/.test(value) ? Number(value) : null
}

const units: Readonly<Record<string, number>> = { d: 86_400_000, h: 3_600_000, m: 60_000, s: 1_000, ms: 1 }

function resetOf(value: string | null, now: number): number | null {
  const text = value?.trim() ?? ''
  if (/^\d{1,16}(?:\.\d+)?$/.test(text)) {
    const number = Number(text)
    // Years pass before a wait in seconds looks like a moment.
    if (number > 1e12) return number < longest ? number : null
    return number > 1e9 ? number * 1_000 : now + number * 1_000
  }
  if (/^\d{4}-\d{2}-\d{2}T/.test(text)) {
    const moment = Date.parse(text)
    return Number.isNaN(moment) ? null : moment
  }
  if (!/^(?:\d+(?:\.\d+)?(?:ms|[dhms]))+$/.test(text)) return null
  let wait = 0
  for (const [, amount, unit = ''] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[dhms])/g)) {
    wait += Number(amount) * (units[unit] ?? 0)
  }
  return wait < longest ? now + wait : null
}

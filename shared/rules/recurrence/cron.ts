import { Cron } from 'croner'

/** A pattern object takes tens of kilobytes, so only a few are kept. */
const kept = new Map<string, Cron>()
const keptAtMost = 64

/**
 * The next wall-clock time after one that five fields name; null when there is none. Runs on the wall clock alone, where no
 * hour is missing or doubled: what a zone makes of the time is decided for all triggers in one place.
 * @throws when the expression cannot be read
 */
export function nextCronWall(expression: string, after: number): number | null {
  return patternOf(expression).nextRun(new Date(after))?.getTime() ?? null
}

/** Why an expression cannot be read, for people who know cron; null when it can. */
export function cronComplaint(expression: string): string | null {
  try {
    patternOf(expression)
    return null
  } catch (thrown) {
    return thrown instanceof Error ? thrown.message.replace(/^CronPattern: /, '') : String(thrown)
  }
}

const fields = ['minute', 'hour', 'day', 'month', 'weekday']

/** Where an expression that cannot be read is wrong: in how many fields it has, or in one of them; empty when neither says. */
export function cronFault(
  expression: string,
): { field: string; found?: number; typed?: string } | Record<string, never> {
  const parts = expression.trim().split(/\s+/)
  if (parts.length !== fields.length) return { field: 'count', found: parts.length }
  for (const [index, field] of fields.entries()) {
    const alone = fields.map((_, place) => (place === index ? (parts[index] ?? '') : '*')).join(' ')
    if (cronComplaint(alone) !== null) return { field, typed: (parts[index] ?? '').slice(0, 40) }
  }
  return {}
}

function patternOf(expression: string): Cron {
  let pattern = kept.get(expression)
  if (pattern === undefined) {
    // Never started: it is given no function and only asked for its next time.
    pattern = new Cron(expression, { timezone: 'UTC', mode: '5-part' })
    if (kept.size >= keptAtMost) kept.clear()
    kept.set(expression, pattern)
  }
  return pattern
}

/**
 * How long a service asks to wait, in milliseconds, from `retry-after-ms` (OpenAI, Azure) or `retry-after` in seconds or as an
 * HTTP date (RFC 9110, 10.2.3); null when it says nothing that can be read. Never negative.
 */
export function retryAfter(headers: Headers, now: number): number | null {
  const exact = decimal(headers.get('retry-after-ms'))
  if (exact !== null) return exact
  const value = headers.get('retry-after')
  const seconds = decimal(value)
  if (seconds !== null) return seconds * 1_000
  if (value === null || !/^[A-Za-z]{3}/.test(value.trim())) return null
  const date = Date.parse(value)
  return Number.isNaN(date) ? null : Math.max(0, date - now)
}

/** A moment in Beijing, `2026-11-24 18:30:00`, in a sentence that speaks of a limit that begins anew. */
const resetMoment = /(20\d{2}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})/
const ofReset = /reset|重置|恢复/i

/** How long until the moment a refusal names in its text (GLM's 1308 and 1310), in milliseconds; null where it names none. */
export function resetInText(message: string, now: number): number | null {
  const [, day, time] = ofReset.test(message) ? (resetMoment.exec(message) ?? []) : []
  const moment = day === undefined ? Number.NaN : Date.parse(`${day}T${time}+08:00`)
  return Number.isNaN(moment) ? null : Math.max(0, moment - now)
}

function decimal(value: string | null): number | null {
  if (value === null || !/^\s*\d{1,12}(?:\.\d+)?\s*$/.test(value)) return null
  return Number(value)
}

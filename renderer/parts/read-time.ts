const timeForm = /^([01]?\d|2[0-3])[:：.]?([0-5]\d)$/

/** Reads "8:00", "08.00" or "0800" as a wall-clock time; null for anything that is none. */
export function readTime(typed: string): string | null {
  const match = timeForm.exec(typed.trim())
  if (match === null) return null
  const [, hours = '', minutes = ''] = match
  return `${hours.padStart(2, '0')}:${minutes}`
}

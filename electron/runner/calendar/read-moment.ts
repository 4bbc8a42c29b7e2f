import type { Cell } from '../../../shared/model/item.ts'
import type { Zone } from '../../../shared/model/brand.ts'
import { momentOf } from '../../../shared/rules/recurrence/wall-clock.ts'

/** A whole day, as midnight UTC of it, or a moment. */
export type Moment = { readonly isDay: boolean; readonly at: number }

const form =
  /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s]*(上午|下午)?\s*(\d{1,2})\s*[:时点]\s*(\d{2})?(?::\d{2}(?:\.\d+)?)?\s*分?\s*(am|pm)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i

/**
 * A date as people and programs write it: `2026-11-26`, `2026/11/26 14:30`, `2026年11月26日 下午2:30`, ISO 8601 with or without an offset.
 * Without one it is meant in the zone. Null for anything else, also for days that do not exist and for dates whose order of day and
 * month cannot be known.
 */
export function readMoment(cell: Cell | undefined, zone: Zone): Moment | null {
  if (typeof cell !== 'string') return null
  const found = form.exec(cell.normalize('NFKC').trim())
  if (found === null) return null
  const [, year, month, date, chineseHalf, hour, minute = '0', half, offset] = found
  const day = Date.UTC(Number(year), Number(month) - 1, Number(date))
  const read = new Date(day)
  if (read.getUTCMonth() !== Number(month) - 1 || read.getUTCDate() !== Number(date)) return null
  if (hour === undefined) return { isDay: true, at: day }
  const isAfternoon = chineseHalf === '下午' || half?.toLowerCase() === 'pm'
  const isMorning = chineseHalf === '上午' || half?.toLowerCase() === 'am'
  const hours =
    isAfternoon && Number(hour) < 12 ? Number(hour) + 12 : isMorning && Number(hour) === 12 ? 0 : Number(hour)
  if (hours > 23 || Number(minute) > 59) return null
  const wall = day + (hours * 60 + Number(minute)) * 60_000
  if (offset === undefined) {
    const moment = momentOf(wall, zone)
    return moment === null ? null : { isDay: false, at: moment.instant }
  }
  return { isDay: false, at: wall - minutesOf(offset) * 60_000 }
}

function minutesOf(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0
  const digits = offset.replace(/\D/g, '')
  return (offset.startsWith('-') ? -1 : 1) * (Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2)))
}

import type { Trigger } from '../../../../shared/model/trigger.ts'

// An oracle that shares nothing with the code: it looks at what the clock on the wall shows at every minute, with Intl alone.

export type Minute = { instant: number; date: string; minute: number; wall: string }

const formats = new Map<string, Intl.DateTimeFormat>()

export function shownAt(zone: string, instant: number): Minute {
  const options = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options, hourCycle: 'h23' })
  formats.set(zone, format)
  const parts = Object.fromEntries(format.formatToParts(instant).map((part) => [part.type, part.value]))
  const date = `${parts['year']}-${parts['month']}-${parts['day']}`
  const time = `${parts['hour']}:${parts['minute']}`
  const minute = Number(parts['hour']) * 60 + Number(parts['minute'])
  return { instant, date, minute, wall: `${date} ${time}` }
}

/** Every minute from one whole minute up to and including another. */
export function minutesOf(zone: string, from: number, until: number): Minute[] {
  const minutes: Minute[] = []
  for (let instant = from; instant <= until; instant += 60_000) minutes.push(shownAt(zone, instant))
  return minutes
}

/** The moments, to the minute, at which a zone changes its clocks. */
export function changesOf(zone: string, firstYear: number, lastYear: number): number[] {
  const offset = (instant: number) => Date.parse(`${shownAt(zone, instant).wall.replace(' ', 'T')}Z`) - instant
  const changes: number[] = []
  const end = Date.UTC(lastYear + 1, 0, 1)
  for (let day = Date.UTC(firstYear, 0, 1); day < end; day += 86_400_000) {
    if (offset(day) === offset(day + 86_400_000)) continue
    let low = day
    let high = day + 86_400_000
    while (high - low > 60_000) {
      const middle = low + Math.floor((high - low) / 120_000) * 60_000
      if (offset(middle) === offset(low)) low = middle
      else high = middle
    }
    changes.push(high)
  }
  return changes
}

/** When a trigger without a random delay is due after the first of these minutes and up to the last. */
export function dueByLooking(trigger: Trigger, minutes: readonly Minute[]): number[] {
  const [first] = minutes
  const last = minutes.at(-1)
  if (first === undefined || last === undefined) return []
  const named = trigger.kind === 'interval' ? intervalMoments(trigger, minutes) : wallMoments(trigger, minutes)
  const kept = named.flatMap((instant) => afterQuiet(trigger, instant, minutes))
  return [...new Set(kept)].filter((instant) => instant > first.instant).toSorted((left, right) => left - right)
}

function wallMoments(trigger: Trigger, minutes: readonly Minute[]): number[] {
  const firstAt = new Map<string, number>()
  for (const { wall, instant } of minutes) if (!firstAt.has(wall)) firstAt.set(wall, instant)
  const startsAt = minutes[0]?.wall ?? ''
  const wanted: string[] = []
  for (const date of new Set(minutes.map((minute) => minute.date))) {
    if (trigger.endsOn !== null && date > trigger.endsOn) continue
    for (let minute = 0; minute < 1440; minute += 1)
      if (isNamed(trigger, date, minute)) wanted.push(wallText(date, minute))
  }
  return wanted.flatMap((wall) => {
    if (wall < startsAt) return []
    const due = firstAt.get(wall) ?? minutes.find((minute) => minute.wall > wall)?.instant
    return due === undefined ? [] : [due]
  })
}

/** An interval is given with a first moment that lies among the minutes. */
function intervalMoments(trigger: Extract<Trigger, { kind: 'interval' }>, minutes: readonly Minute[]): number[] {
  const start = trigger.startsAt.replace('T', ' ')
  const first = (minutes.find(({ wall }) => wall === start) ?? minutes.find(({ wall }) => wall > start))?.instant ?? 0
  const step = trigger.every * (trigger.unit === 'hours' ? 60 : 1)
  return minutes
    .filter(({ instant, date }) => {
      const passed = (instant - first) / 60_000
      return passed >= 0 && passed % step === 0 && (trigger.endsOn === null || date <= trigger.endsOn)
    })
    .map(({ instant }) => instant)
}

function afterQuiet(trigger: Trigger, instant: number, minutes: readonly Minute[]): number[] {
  const quiet = trigger.quietHours
  if (quiet === null) return [instant]
  const [from, to] = [minuteOfText(quiet.from), minuteOfText(quiet.to)]
  const isQuiet = ({ minute }: Minute) => (from < to ? minute >= from && minute < to : minute >= from || minute < to)
  const start = minutes.findIndex((minute) => minute.instant >= instant)
  const own = minutes[start]
  if (own === undefined || !isQuiet(own)) return [instant]
  if (quiet.inside === 'leaveOut') return []
  for (const minute of minutes.slice(start)) if (!isQuiet(minute)) return [minute.instant]
  return []
}

/** Whether a trigger names a minute of a day, by the calendar alone. */
export function isNamed(trigger: Trigger, date: string, minute: number): boolean {
  const day = new Date(`${date}T00:00Z`)
  const weekday = day.getUTCDay() === 0 ? 7 : day.getUTCDay()
  const dayOfMonth = day.getUTCDate()
  const daysInMonth = new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() + 1, 0)).getUTCDate()
  if (trigger.kind === 'once') return trigger.at === wallText(date, minute).replace(' ', 'T')
  if (trigger.kind === 'cron')
    return cronNames(trigger.expression, [minute, dayOfMonth, day.getUTCMonth() + 1, weekday])
  if (trigger.kind !== 'calendar' || !trigger.times.includes(wallText(date, minute).slice(11))) return false
  const { days } = trigger
  switch (days.kind) {
    case 'weekdays':
      return days.weekdays.includes(weekday)
    case 'lastDay':
      return dayOfMonth === daysInMonth
    case 'dayOfMonth':
      return (
        dayOfMonth === days.day ||
        (days.shortMonths === 'lastDay' && days.day > daysInMonth && dayOfMonth === daysInMonth)
      )
    case 'nthWeekday': {
      const sameAhead = Math.floor((daysInMonth - dayOfMonth) / 7)
      const place = Math.floor((dayOfMonth - 1) / 7) + 1
      return weekday === days.weekday && (days.nth === 'last' ? sameAhead === 0 : place === days.nth)
    }
  }
}

function cronNames(expression: string, [minute = 0, dayOfMonth = 0, month = 0, weekday = 0]: number[]): boolean {
  const [minutes = '', hours = '', days = '', months = '', weekdays = ''] = expression.split(' ')
  const byDay = days !== '*' && holds(days, dayOfMonth)
  // Sunday is 0 or 7.
  const byWeekday = weekdays !== '*' && (holds(weekdays, weekday) || holds(weekdays, weekday % 7))
  const anyDay = days === '*' && weekdays === '*'
  return (
    holds(minutes, minute % 60) &&
    holds(hours, Math.floor(minute / 60)) &&
    holds(months, month) &&
    (anyDay || byDay || byWeekday)
  )
}

function holds(field: string, value: number): boolean {
  return field.split(',').some((part) => {
    const [range = '', step = '1'] = part.split('/')
    const [from, to = from] = range === '*' ? [0, 99] : range.split('-').map(Number)
    return value >= (from ?? 0) && value <= (to ?? 0) && (value - (from ?? 0)) % Number(step) === 0
  })
}

const minuteOfText = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

export function wallText(date: string, minute: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`
}

import { ToggleGroup } from 'radix-ui'
import { useState } from 'react'
import { IconButton } from './button.tsx'

const day = 86_400_000

/** One month to choose a day from, Monday first. Days are `2026-12-24`; the arrow keys go from day to day. */
export function MonthGrid({
  label,
  chosen,
  today,
  language,
  words,
  onChoose,
}: {
  label: string
  chosen: string | null
  today: string
  language: string
  words: { before: string; after: string }
  onChoose: (date: string) => void
}) {
  const [month, setMonth] = useState(() => monthOf(chosen ?? today))
  const inWords = (options: Intl.DateTimeFormatOptions, moment: number) =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...options, timeZone: 'UTC' }).format(moment)
  const dates = datesOf(month)
  const [first = 0] = dates
  return (
    <div className="month">
      <div className="month-days" aria-hidden="true">
        {/* 1 January 2024 was a Monday. */}
        {[1, 2, 3, 4, 5, 6, 7].map((weekday) => (
          <small key={weekday}>{inWords({ weekday: 'narrow' }, Date.UTC(2024, 0, weekday))}</small>
        ))}
      </div>
      <ToggleGroup.Root
        className="month-days"
        type="single"
        aria-label={label}
        value={chosen ?? ''}
        onValueChange={(date) => onChoose(date === '' && chosen !== null ? chosen : date)}
      >
        {dates.map((moment, index) => (
          <ToggleGroup.Item
            key={moment}
            value={isoOf(moment)}
            className={isoOf(moment) === today ? 'today' : ''}
            aria-label={inWords({ dateStyle: 'full' }, moment)}
            style={index === 0 ? { gridColumn: weekdayOf(moment) } : {}}
          >
            {index + 1}
          </ToggleGroup.Item>
        ))}
      </ToggleGroup.Root>
      {/* Shown above, and reached after the days, so that the chosen day is what opens under the keys. */}
      <div className="month-head">
        <b>{withGaps(inWords({ month: 'long', year: 'numeric' }, first))}</b>
        <IconButton icon="back" small label={words.before} onClick={() => setMonth(month - 1)} />
        <IconButton icon="forward" small label={words.after} onClick={() => setMonth(month + 1)} />
      </div>
    </div>
  )
}

/** Months counted from the year 0. */
function monthOf(date: string): number {
  const [year = 2026, month = 1] = date.split('-').map(Number)
  return year * 12 + month - 1
}

function datesOf(month: number): number[] {
  const first = Date.UTC(Math.floor(month / 12), month % 12, 1)
  const next = Date.UTC(Math.floor((month + 1) / 12), (month + 1) % 12, 1)
  return Array.from({ length: Math.round((next - first) / day) }, (_, index) => first + index * day)
}

/** Chinese has a gap beside digits. */
const withGaps = (text: string) => text.replace(/(?<=\d)(?=\p{Script=Han})|(?<=\p{Script=Han})(?=\d)/gu, ' ')
const isoOf = (moment: number) => new Date(moment).toISOString().slice(0, 10)
const weekdayOf = (moment: number) => new Date(moment).getUTCDay() || 7

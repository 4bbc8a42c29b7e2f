import { DayHours } from './day-line.tsx'
import { type DayMark, DayMarks, placeOf } from './day-marks.tsx'

export type WeekDay = {
  readonly id: string
  readonly day: string
  /** Read aloud: the day, and what was and will be on it. */
  readonly label: string
  readonly marks: readonly DayMark[]
  /** Where the clock is, on the day that is today. */
  readonly nowMinute: number | null
  readonly tally: string
}

/** Seven days, each a line of 24 hours; pressing one shows what is on it. */
export function WeekLine({
  days,
  chosen,
  onChoose,
}: {
  days: readonly WeekDay[]
  chosen: string
  onChoose: (id: string) => void
}) {
  return (
    <div className="week">
      <ul>
        {days.map((day) => (
          <li key={day.id}>
            <button
              type="button"
              aria-label={day.label}
              aria-pressed={day.id === chosen}
              onClick={() => onChoose(day.id)}
            >
              <span className={day.nowMinute === null ? 'd' : 'd today'}>{day.day}</span>
              <span className="track">
                <DayMarks marks={day.marks} span={14} base={1} />
                {day.nowMinute !== null && <span className="now" style={{ left: placeOf(day.nowMinute) }} />}
              </span>
              <span className="tally num">{day.tally}</span>
            </button>
          </li>
        ))}
      </ul>
      <div className="hours" aria-hidden="true">
        <DayHours />
      </div>
    </div>
  )
}

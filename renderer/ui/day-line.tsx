import { type DayMark, DayMarks, placeOf } from './day-marks.tsx'

const span = 30
/** Height of the hours under the line, in pixels. */
const hours = 21

/** 24 hours on one line: a bar is a run, dashed is planned, lamps mark what needs a look. It is read aloud as one sentence. */
export function DayLine({
  marks,
  nowMinute,
  now,
  done,
  planned,
  label,
}: {
  marks: readonly DayMark[]
  nowMinute: number
  now: string
  done: string
  planned: string
  label: string
}) {
  return (
    <figure className="day" role="img" aria-label={label}>
      <div className="day-plot" aria-hidden="true">
        <span className="base" />
        <DayHours />
        <DayMarks marks={marks} span={span} base={hours} />
        <span className="tally">{done}</span>
        <span className="tally right">{planned}</span>
        <span className={nowMinute > 1320 ? 'now late' : 'now'} style={{ left: placeOf(nowMinute) }}>
          <span>{now}</span>
        </span>
      </div>
    </figure>
  )
}

/** The hours under a day's line. */
export function DayHours() {
  return [0, 3, 6, 9, 12, 15, 18, 21, 24].map((hour) => (
    <span
      key={hour}
      className={hour === 0 ? 'h first' : hour === 24 ? 'h end' : 'h'}
      style={{ left: placeOf(hour * 60) }}
    >
      {String(hour).padStart(2, '0')}
    </span>
  ))
}

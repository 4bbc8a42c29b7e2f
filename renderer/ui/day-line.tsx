import { Lamp } from './lamp.tsx'

/** One run on the day line. `minute` is its place on the day's wall clock, `height` its money as a share of the highest. */
export type DayMark = {
  readonly id: string
  readonly minute: number
  readonly height: number
  readonly kind: 'done' | 'run' | 'fail' | 'wait' | 'off' | 'plan'
  readonly name: string
}

const lowest = 6
const span = 30

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
        {[0, 3, 6, 9, 12, 15, 18, 21, 24].map((hour) => (
          <span
            key={hour}
            className={hour === 0 ? 'h first' : hour === 24 ? 'h end' : 'h'}
            style={{ left: place(hour * 60) }}
          >
            {String(hour).padStart(2, '0')}
          </span>
        ))}
        {marks.map((mark) => (
          <i
            key={mark.id}
            className={mark.kind === 'done' ? 'r' : `r ${mark.kind}`}
            style={{ left: place(mark.minute), height: barHeight(mark) }}
            title={mark.name}
          />
        ))}
        {marks
          .filter((mark) => mark.kind === 'fail' || mark.kind === 'wait')
          .map((mark) => (
            <span key={mark.id} className="pin" style={{ left: place(mark.minute), bottom: barHeight(mark) + 25 }}>
              <Lamp name={mark.kind === 'fail' ? 'failed' : 'waiting'} />
            </span>
          ))}
        <span className="tally">{done}</span>
        <span className="tally right">{planned}</span>
        <span className={nowMinute > 1320 ? 'now late' : 'now'} style={{ left: place(nowMinute) }}>
          <span>{now}</span>
        </span>
      </div>
    </figure>
  )
}

const place = (minute: number): string => `${((minute / 1440) * 100).toFixed(2)}%`
const barHeight = (mark: DayMark): number => Math.round(lowest + mark.height * span)

import { Lamp } from './lamp.tsx'

/** One run on a day's line. `minute` is its place on the day's wall clock, `height` its money as a share of the highest. */
export type DayMark = {
  readonly id: string
  readonly minute: number
  readonly height: number
  readonly kind: 'done' | 'run' | 'fail' | 'wait' | 'off' | 'plan'
  readonly name: string
}

const lowest = 6
const plannedHeight = 10

/** The bars of a day over its 24 hours, and a lamp over those that need a look; `span` is the tallest bar's height beyond the lowest, in pixels. */
export function DayMarks({ marks, span, base }: { marks: readonly DayMark[]; span: number; base: number }) {
  const heightOf = (mark: DayMark): number =>
    mark.kind === 'plan' ? plannedHeight : Math.round(lowest + mark.height * span)
  return (
    <>
      {marks.map((mark) => (
        <i
          key={mark.id}
          className={mark.kind === 'done' ? 'r' : `r ${mark.kind}`}
          style={{ left: placeOf(mark.minute), height: heightOf(mark), bottom: base }}
          title={mark.name}
        />
      ))}
      {marks
        .filter((mark) => mark.kind === 'fail' || mark.kind === 'wait')
        .map((mark) => (
          <span key={mark.id} className="pin" style={{ left: placeOf(mark.minute), bottom: heightOf(mark) + base + 4 }}>
            <Lamp name={mark.kind === 'fail' ? 'failed' : 'waiting'} />
          </span>
        ))}
    </>
  )
}

/** Where a minute of the day is on its line. */
export function placeOf(minute: number): string {
  return `${((minute / 1440) * 100).toFixed(2)}%`
}

import { type KeyboardEvent, type PointerEvent, useState } from 'react'

export type ChartBar = {
  readonly id: string
  /** Under the bar; empty where there is no room. */
  readonly mark: string
  /** All that is to be said of it. */
  readonly words: string
  readonly value: number
  /** The part of it that is only estimated. */
  readonly unsure: number
  /** What it is held against, drawn at its left on the same scale. */
  readonly beside?: number
}

const height = 120

/**
 * Bars on one scale, read by pointing at them or with the arrow keys: what the chosen one says stands below, and screen readers hear
 * it as the value of a slider.
 */
export function BarChart({
  label,
  top,
  bars,
  hint,
}: {
  label: string
  /** What the highest bar stands for. */
  top: string
  bars: readonly ChartBar[]
  hint: string
}) {
  const [chosen, setChosen] = useState<number | null>(null)
  const highest = Math.max(1, ...bars.map(({ value, beside = 0 }) => Math.max(value, beside)))
  const at = Math.min(chosen ?? bars.length - 1, bars.length - 1)
  const bar = bars[at]
  if (bar === undefined) return null
  const point = ({ currentTarget, clientX }: PointerEvent) => {
    const { left, width } = currentTarget.getBoundingClientRect()
    setChosen(Math.max(0, Math.min(bars.length - 1, Math.floor(((clientX - left) / width) * bars.length))))
  }
  const press = (event: KeyboardEvent) => {
    const next = {
      ArrowLeft: at - 1,
      ArrowDown: at - 1,
      ArrowRight: at + 1,
      ArrowUp: at + 1,
      Home: 0,
      End: bars.length,
    }[event.key]
    if (next === undefined) return
    event.preventDefault()
    setChosen(Math.max(0, Math.min(bars.length - 1, next)))
  }
  return (
    <figure className="bars">
      <div
        className="bars-plot"
        role="slider"
        tabIndex={0}
        aria-label={label}
        aria-readonly="true"
        aria-valuemin={1}
        aria-valuemax={bars.length}
        aria-valuenow={at + 1}
        aria-valuetext={bar.words}
        onPointerMove={point}
        onPointerLeave={() => setChosen(null)}
        onKeyDown={press}
      >
        <svg viewBox={`0 0 ${bars.length} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          {bars.map(({ id, value, unsure, beside }, index) => {
            const whole = tallOf(value, highest)
            const dashed = value === 0 ? 0 : (unsure / value) * whole
            const isPair = beside !== undefined
            const place = isPair ? { x: index + 0.52, width: 0.34 } : { x: index + 0.14, width: 0.72 }
            const other = tallOf(beside ?? 0, highest)
            return (
              <g key={id} className={index === chosen ? 'on' : ''}>
                <rect className="room" x={index} width={1} y={0} height={height} />
                {isPair && (
                  <rect
                    className={beside === 0 ? 'z' : 'beside'}
                    x={index + 0.14}
                    width={0.34}
                    y={height - other}
                    height={other}
                  />
                )}
                <rect
                  className={value === 0 ? 'z' : 'fact'}
                  {...place}
                  y={height - whole + dashed}
                  height={whole - dashed}
                />
                {dashed > 0 && <rect className="unsure" {...place} y={height - whole} height={dashed} />}
              </g>
            )
          })}
        </svg>
        <span className="bars-top num" aria-hidden="true">
          {top}
        </span>
      </div>
      <div className="bars-marks" aria-hidden="true">
        {bars.map(({ id, mark }) => (
          <span key={id}>{mark}</span>
        ))}
      </div>
      <figcaption className="note">{chosen === null ? hint : bar.words}</figcaption>
    </figure>
  )
}

/** Nothing is a line, and the least there is can be seen. */
function tallOf(value: number, highest: number): number {
  return value === 0 ? 1 : Math.max(2, (value / highest) * height)
}

/** A small course of bars beside others on the same scale; `label` says it aloud. */
export function MiniBars({ label, values, highest }: { label: string; values: readonly number[]; highest: number }) {
  return (
    <svg
      className="mini"
      viewBox={`0 0 ${values.length * 4} 18`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      {values.map((value, index) => {
        const tall = value === 0 ? 1 : Math.max(1.5, (value / Math.max(1, highest)) * 18)
        return (
          <rect key={index} className={value === 0 ? 'z' : ''} x={index * 4} width={3} y={18 - tall} height={tall} />
        )
      })}
    </svg>
  )
}

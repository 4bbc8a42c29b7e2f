import { useEffect, useRef, useState } from 'react'

/** A thin or plain bar. Parts are shares of the whole, 0 to 1, drawn one after the other. */
export function Bar({
  parts,
  thin = false,
  tick = null,
}: {
  parts: readonly { readonly kind: 'spent' | 'held' | 'work' | 'guess'; readonly share: number }[]
  thin?: boolean
  /** Where it warns. */
  tick?: number | null
}) {
  let left = 0
  return (
    <div className={['bar', thin ? 'thin' : '', tick === null ? '' : 'ticked'].join(' ').trim()} aria-hidden="true">
      {parts.map((part) => {
        const start = left
        left += part.share
        return <i key={part.kind} className={part.kind} style={{ left: percent(start), width: percent(part.share) }} />
      })}
      {tick !== null && <i className="tick" style={{ left: percent(tick) }} />}
    </div>
  )
}

/** The course of a number, newest at the right; the highest touches the top. */
export function Sparkline({ values }: { values: readonly number[] }) {
  const top = Math.max(1, ...values)
  const step = values.length > 1 ? 232 / (values.length - 1) : 0
  const points = values.map((value, index) => `${(index * step).toFixed(1)},${(32 - (value / top) * 28).toFixed(1)}`)
  return (
    <svg className="spark" viewBox="0 0 232 34" preserveAspectRatio="none" aria-hidden="true">
      <polyline
        points={points.join(' ')}
        fill="none"
        stroke="var(--running)"
        strokeWidth="1.5"
        vectorEffect="non-scaling-stroke"
        strokeLinejoin="round"
      />
    </svg>
  )
}

/** A value that ticks at most every 400 ms, so that digits can be read; the last value always arrives. */
export function useTicking<Value>(value: Value): Value {
  const [shown, setShown] = useState(value)
  const newest = useRef(value)
  const timer = useRef<number | null>(null)
  useEffect(() => {
    newest.current = value
    if (timer.current !== null) return
    setShown(value)
    timer.current = window.setTimeout(() => {
      timer.current = null
      setShown(newest.current)
    }, 400)
  }, [value])
  useEffect(
    () => () => {
      if (timer.current !== null) window.clearTimeout(timer.current)
    },
    [],
  )
  return shown
}

/** The last values of something that changes, for its sparkline; `limit` of them. */
export function useCourse(value: number | null, limit: number): readonly number[] {
  const [course, setCourse] = useState<readonly number[]>([])
  useEffect(() => {
    if (value !== null) setCourse((known) => [...known, value].slice(-limit))
  }, [value, limit])
  return course
}

const percent = (share: number): string => `${(Math.min(1, Math.max(0, share)) * 100).toFixed(2)}%`

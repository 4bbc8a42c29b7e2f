import { type ReactNode, useEffect, useState } from 'react'
import { Icon, type IconName } from './icons.tsx'
import { Lamp } from './lamp.tsx'

/** What will be here, and one button towards it. */
export function Empty({
  icon,
  title,
  children,
  action,
}: {
  icon: IconName
  title: string
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="empty">
      <Icon name={icon} />
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </div>
  )
}

/** Rows that are on their way: nothing for 300 ms, then their outline at the height of the real ones; after 3 s what is awaited. */
export function Loading({ rows = 3, awaited }: { rows?: number; awaited: string }) {
  const shown = useAfter(300)
  const long = useAfter(3000)
  if (!shown) return null
  return (
    <div aria-busy="true">
      <ul className="rows loading" aria-hidden="true">
        {Array.from({ length: rows }, (_, index) => (
          <li key={index}>
            <Lamp name="next" />
            <i />
            <i />
          </li>
        ))}
      </ul>
      {long && (
        <p className="note mt-2" role="status">
          {awaited}
        </p>
      )}
    </div>
  )
}

function useAfter(milliseconds: number): boolean {
  const [passed, setPassed] = useState(false)
  useEffect(() => {
    const timer = window.setTimeout(() => setPassed(true), milliseconds)
    return () => window.clearTimeout(timer)
  }, [milliseconds])
  return passed
}

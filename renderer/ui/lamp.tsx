export type LampName = 'running' | 'waiting' | 'doubt' | 'done' | 'failed' | 'paused' | 'next'

/** The sign of a state: seven shapes, so that colour alone never tells. `label` is read aloud; without one it is decoration. */
export function Lamp({ name, label }: { name: LampName; label?: string | undefined }) {
  const named = label === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label }
  return (
    <svg className={`lamp ${name}`} viewBox="0 0 14 14" {...named}>
      {shape(name)}
    </svg>
  )
}

function shape(name: LampName) {
  switch (name) {
    case 'running':
      return (
        <>
          <circle cx="7" cy="7" r="5.6" opacity=".3" />
          <path className="turn" d="M7 1.4a5.6 5.6 0 0 1 5.6 5.6" />
          <circle className="f" cx="7" cy="7" r="2.3" />
        </>
      )
    case 'waiting':
      return <rect className="f" x="2.6" y="2.6" width="8.8" height="8.8" rx="1.6" transform="rotate(45 7 7)" />
    case 'doubt':
      return <rect x="3" y="3" width="8" height="8" rx="1.5" transform="rotate(45 7 7)" />
    case 'done':
      return (
        <>
          <circle cx="7" cy="7" r="5.6" />
          <path d="M4.5 7.2l1.8 1.8 3.2-3.7" />
        </>
      )
    case 'failed':
      return (
        <>
          <circle className="f" cx="7" cy="7" r="6.3" />
          <path className="cut" d="M4.9 4.9l4.2 4.2M9.1 4.9L4.9 9.1" />
        </>
      )
    case 'paused':
      return (
        <>
          <circle cx="7" cy="7" r="5.6" />
          <path d="M5.5 5v4M8.5 5v4" />
        </>
      )
    case 'next':
      return <circle cx="7" cy="7" r="5.6" />
  }
}

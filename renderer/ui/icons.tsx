import type { ReactNode } from 'react'

/** Line icons on a grid of 20; the stroke stays 1.5 px at every size. */
const shapes = {
  today: <path d="M2.5 14.5h15M5.5 14.5a4.5 4.5 0 0 1 9 0M10 4.5v2M4 7l1.4 1.4M16 7l-1.4 1.4" />,
  results: (
    <path d="M3 11.5l2.1-6.2a1 1 0 0 1 1-.7h7.8a1 1 0 0 1 1 .7l2.1 6.2v3.9a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1zM3 11.5h4l1 2h4l1-2h4" />
  ),
  agents: (
    <>
      <path d="M8 5h9M8 10h9M8 15h9" />
      <circle cx="4" cy="5" r="1.3" />
      <circle cx="4" cy="10" r="1.3" />
      <circle cx="4" cy="15" r="1.3" />
    </>
  ),
  money: (
    <>
      <ellipse cx="10" cy="5.4" rx="5.8" ry="2.4" />
      <path d="M4.2 5.4V10c0 1.3 2.6 2.4 5.8 2.4s5.8-1.1 5.8-2.4V5.4M4.2 10v4.6c0 1.3 2.6 2.4 5.8 2.4s5.8-1.1 5.8-2.4V10" />
    </>
  ),
  models: <path d="M7.2 3v4M12.8 3v4M5 7h10v2.6a5 5 0 0 1-10 0zM10 14.6V17" />,
  settings: (
    <>
      <path d="M3 6.5h7.5M15.5 6.5H17M3 13.5h1.5M9.5 13.5H17" />
      <circle cx="13" cy="6.5" r="2.2" />
      <circle cx="7" cy="13.5" r="2.2" />
    </>
  ),
  computer: (
    <>
      <rect x="3" y="4" width="14" height="9.5" rx="1.5" />
      <path d="M7 16.5h6M10 13.5v3" />
    </>
  ),
  help: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M7.9 8a2.1 2.1 0 1 1 3.1 1.9c-.7.4-1 .8-1 1.6" />
      <circle className="solid" cx="10" cy="13.7" r=".9" />
    </>
  ),
  pause: <path d="M7 5v10M13 5v10" />,
  play: <path d="M6.5 4.6l9 5.4-9 5.4z" />,
  stop: <rect x="5.5" y="5.5" width="9" height="9" rx="1.5" />,
  plus: <path d="M10 4.5v11M4.5 10h11" />,
  back: <path d="M12 6l-4 4 4 4" />,
  forward: <path d="M8 6l4 4-4 4" />,
  folder: (
    <path d="M2.5 6A1.5 1.5 0 0 1 4 4.5h3.6l1.8 2H16A1.5 1.5 0 0 1 17.5 8v6.5A1.5 1.5 0 0 1 16 16H4a1.5 1.5 0 0 1-1.5-1.5z" />
  ),
  clock: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M10 6v4.2l2.8 1.7" />
    </>
  ),
  text: <path d="M4 5h12M4 8.5h12M4 12h12M4 15.5h7" />,
  open: (
    <path d="M11.5 4H16v4.5M16 4l-7 7M8 5H5.5A1.5 1.5 0 0 0 4 6.5v8A1.5 1.5 0 0 0 5.5 16h8a1.5 1.5 0 0 0 1.5-1.5V12" />
  ),
  up: <path d="M5.5 12l4.5-4.5 4.5 4.5" />,
  down: <path d="M5.5 8l4.5 4.5L14.5 8" />,
  more: (
    <>
      <circle className="solid" cx="4.5" cy="10" r="1.3" />
      <circle className="solid" cx="10" cy="10" r="1.3" />
      <circle className="solid" cx="15.5" cy="10" r="1.3" />
    </>
  ),
  check: <path d="M4.5 10.5l3.7 3.7 7.3-8" />,
  forbidden: (
    <>
      <circle cx="10" cy="10" r="6.5" />
      <path d="M5.5 14.5l9-9" />
    </>
  ),
  undo: <path d="M7.5 4.5L4 8l3.5 3.5M4.3 8h7.4a4.2 4.2 0 0 1 0 8.4H9" />,
  key: (
    <>
      <circle cx="6.5" cy="12.5" r="3.2" />
      <path d="M8.8 10.2L16 3M13 6l2.2 2.2M10.8 8.2l1.6 1.6" />
    </>
  ),
  practice: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M13 7l-1.9 4.1L7 13l1.9-4.1z" />
    </>
  ),
  write: <path d="M4 16l.8-3.5L13.3 4a1.5 1.5 0 0 1 2.1 0l.6.6a1.5 1.5 0 0 1 0 2.1L7.5 15.2zM11.8 5.6l2.6 2.6" />,
  search: (
    <>
      <circle cx="9" cy="9" r="5.5" />
      <path d="M13.2 13.2L17 17" />
    </>
  ),
  close: <path d="M5.5 5.5l9 9M14.5 5.5l-9 9" />,
  globe: (
    <>
      <circle cx="10" cy="10" r="7" />
      <path d="M3 10h14M10 3c2.4 2 3.4 4.4 3.4 7s-1 5-3.4 7c-2.4-2-3.4-4.4-3.4-7s1-5 3.4-7" />
    </>
  ),
  news: (
    <>
      <path d="M4 10.5a5.5 5.5 0 0 1 5.5 5.5M4 5.5A10.5 10.5 0 0 1 14.5 16" />
      <circle className="solid" cx="5" cy="15" r="1.3" />
    </>
  ),
  mail: (
    <>
      <rect x="2.5" y="4.5" width="15" height="11" rx="1.5" />
      <path d="M3 6l7 5 7-5" />
    </>
  ),
  power: <path d="M10 3.5v6M6.2 6a6 6 0 1 0 7.6 0" />,
  copy: (
    <>
      <rect x="7" y="7" width="9" height="9" rx="1.5" />
      <path d="M13 7V5.5A1.5 1.5 0 0 0 11.5 4h-6A1.5 1.5 0 0 0 4 5.5v6A1.5 1.5 0 0 0 5.5 13H7" />
    </>
  ),
  redo: <path d="M12.5 4.5L16 8l-3.5 3.5M15.7 8H8.3a4.2 4.2 0 0 0 0 8.4H11" />,
  grip: (
    <>
      <circle className="solid" cx="7.5" cy="5" r="1.2" />
      <circle className="solid" cx="12.5" cy="5" r="1.2" />
      <circle className="solid" cx="7.5" cy="10" r="1.2" />
      <circle className="solid" cx="12.5" cy="10" r="1.2" />
      <circle className="solid" cx="7.5" cy="15" r="1.2" />
      <circle className="solid" cx="12.5" cy="15" r="1.2" />
    </>
  ),
  table: (
    <>
      <rect x="3" y="4" width="14" height="12" rx="1.5" />
      <path d="M3 8.2h14M3 12.1h14M8 8.2V16" />
    </>
  ),
  spark: (
    <path d="M4 5.5A1.5 1.5 0 0 1 5.5 4h9A1.5 1.5 0 0 1 16 5.5v6a1.5 1.5 0 0 1-1.5 1.5H9l-3.5 3.2V13A1.5 1.5 0 0 1 4 11.5z" />
  ),
  extract: <path d="M3.5 5h13M3.5 8.5h5M11.5 8.5h5M3.5 12h5M11.5 12h5M3.5 15.5h13" />,
  labels: (
    <>
      <path d="M3.5 4h5l8 8-4.8 4.8-8.2-8z" />
      <circle className="solid" cx="6.6" cy="7" r="1.1" />
    </>
  ),
  language: (
    <path d="M3 5.5h8M7 3.5v2M9.2 5.5c-.6 3-2.6 5.3-5.7 6.6M5 8c1 2 2.6 3.4 4.8 4.2M10.5 16.5L14 8.5l3.5 8M11.8 13.8h4.4" />
  ),
  compare: <path d="M7 4.5L3.5 8 7 11.5M3.7 8h8.8M13 8.5l3.5 3.5-3.5 3.5M16.3 12H7.5" />,
  work: (
    <>
      <circle cx="10" cy="10" r="3" />
      <path d="M10 3v2.5M10 14.5V17M3 10h2.5M14.5 10H17M5 5l1.8 1.8M13.2 13.2L15 15M15 5l-1.8 1.8M6.8 13.2L5 15" />
    </>
  ),
  sum: <path d="M15 6V4.5H5.5L10.5 10l-5 5.5H15V14" />,
  filter: <path d="M3.5 4.5h13l-5 6v5l-3 1.5v-6.5z" />,
  branch: (
    <>
      <circle cx="5.5" cy="5" r="1.8" />
      <circle cx="5.5" cy="15" r="1.8" />
      <circle cx="14.5" cy="7.5" r="1.8" />
      <path d="M5.5 6.8v6.4M14.5 9.3c0 2.6-3 2.9-6 3.2" />
    </>
  ),
  stamp: (
    <path d="M6 16.5h8M5 13.5h10v-1.1c0-.8-.6-1.4-1.4-1.4h-1.7c-.5-2 .8-2.8.8-4.8a2.7 2.7 0 0 0-5.4 0c0 2 1.3 2.8.8 4.8H6.4c-.8 0-1.4.6-1.4 1.4z" />
  ),
  chart: <path d="M3.5 16.5h13M5.5 16.5v-5M9 16.5v-9M12.5 16.5v-7M16 16.5V4" />,
  calendar: (
    <>
      <rect x="3" y="4.5" width="14" height="12" rx="1.5" />
      <path d="M3 8.5h14M7 2.8v3M13 2.8v3" />
    </>
  ),
  program: (
    <>
      <rect x="3" y="4" width="14" height="12" rx="1.5" />
      <path d="M6 8l2.5 2.2L6 12.5M10.5 13H14" />
    </>
  ),
  bell: <path d="M5 13.5c1-1 1.2-2.2 1.2-4.2a3.8 3.8 0 0 1 7.6 0c0 2 .2 3.2 1.2 4.2zM8.5 16a1.6 1.6 0 0 0 3 0" />,
  clipboard: (
    <>
      <rect x="4.5" y="4.5" width="11" height="12.5" rx="1.5" />
      <path d="M7.5 4.5V4A1.5 1.5 0 0 1 9 2.5h2A1.5 1.5 0 0 1 12.5 4v.5zM7.5 9h5M7.5 12h5" />
    </>
  ),
  picture: (
    <>
      <rect x="3" y="4" width="14" height="12" rx="1.5" />
      <circle cx="7.2" cy="8" r="1.3" />
      <path d="M3.5 14.5l4-3.5 2.8 2.3 3-3.3 3.4 3.6" />
    </>
  ),
  plug: <path d="M7 3.5v4M13 3.5v4M5 7.5h10v2a5 5 0 0 1-10 0zM10 14.5v3" />,
} satisfies Record<string, ReactNode>

export type IconName = keyof typeof shapes

/** A line icon beside a word. It is never the only name of a control, so it is hidden from screen readers. */
export function Icon({ name, small = false }: { name: IconName; small?: boolean }) {
  return (
    <svg className={small ? 'i s' : 'i'} viewBox="0 0 20 20" aria-hidden="true">
      {shapes[name]}
    </svg>
  )
}

/** The mark: a gauge, half full. */
export function Mark() {
  return (
    <svg className="mark" viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="10" r="8" />
      <path className="level" d="M2.60 10.00q3.70 -1.3 7.40 0t7.40 0A7.4 7.4 0 0 1 2.60 10.00z" />
    </svg>
  )
}

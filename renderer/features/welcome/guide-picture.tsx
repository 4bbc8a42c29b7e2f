import type { ReactNode } from 'react'

/** What a step looks like: a window drawn by us, with the place to click in colour. */
export type GuideScene = 'signIn' | 'money' | 'key' | 'paste' | 'install' | 'download' | 'again'

/** Decoration beside words that say the same. */
export function GuidePicture({ scene }: { scene: GuideScene }) {
  return (
    <svg className="guide-picture" viewBox="0 0 160 100" aria-hidden="true">
      <rect className="frame" x="4" y="6" width="152" height="88" rx="6" />
      <path className="frame" d="M4 22h152M12 14h.1M20 14h.1M28 14h.1" />
      {scenes[scene]}
    </svg>
  )
}

const scenes: Readonly<Record<GuideScene, ReactNode>> = {
  signIn: (
    <>
      <circle className="line" cx="80" cy="42" r="9" />
      <path className="line" d="M62 70c2-10 10-14 18-14s16 4 18 14" />
      <rect className="here" x="54" y="76" width="52" height="12" rx="4" />
    </>
  ),
  money: (
    <>
      <path className="line" d="M16 36h40M16 46h28" />
      <rect className="line" x="16" y="58" width="128" height="10" rx="5" />
      <path className="fill" d="M21 58h42v10H21a5 5 0 0 1 0-10z" />
      <rect className="here" x="96" y="32" width="48" height="14" rx="4" />
    </>
  ),
  key: (
    <>
      <path className="line" d="M16 38h60M16 52h60M16 66h60" />
      <circle className="line" cx="134" cy="38" r="3" />
      <circle className="line" cx="134" cy="52" r="3" />
      <rect className="here" x="16" y="76" width="44" height="12" rx="4" />
      <path className="mark" d="M38 79v6M35 82h6" />
    </>
  ),
  paste: (
    <>
      <path className="line" d="M16 38h44" />
      <rect className="here" x="16" y="46" width="128" height="14" rx="4" />
      <path className="mark" d="M24 53h.1M31 53h.1M38 53h.1M45 53h.1M52 53h.1M59 53h.1M66 53h.1" />
      <path className="line" d="M118 76l5 5 10-11" />
    </>
  ),
  install: (
    <>
      <path className="line" d="M80 32v26M70 49l10 10 10-10" />
      <path className="line" d="M52 62v8h56v-8" />
      <rect className="here" x="54" y="76" width="52" height="12" rx="4" />
    </>
  ),
  download: (
    <>
      <path className="line" d="M16 36h56M16 50h56M16 64h56" />
      <rect className="line" x="16" y="76" width="128" height="8" rx="4" />
      <path className="fill" d="M20 76h70v8H20a4 4 0 0 1 0-8z" />
      <rect className="here" x="108" y="44" width="36" height="12" rx="4" />
    </>
  ),
  again: (
    <>
      <path className="line" d="M98 44a20 20 0 1 0 2 18" />
      <path className="line" d="M100 34v12H88" />
      <circle className="fill" cx="80" cy="54" r="6" />
    </>
  ),
}

/** A computer on a shelf by a window, working through the day: done is solid, planned is dashed. Decoration alone. */
export function Art() {
  return (
    <svg className="art" viewBox="20 0 362 270" aria-hidden="true">
      <g stroke="var(--line-strong)">
        <rect x="230" y="8" width="136" height="120" rx="4" />
        <path d="M298 8v120M230 68h136" />
      </g>
      <g stroke="var(--accent)">
        <circle cx="332" cy="38" r="12" />
      </g>
      <g>
        <path d="M20 180h360" />
        <rect x="56" y="112" width="116" height="68" rx="6" />
        <path d="M70 164h36M70 156h22" />
        <circle cx="148" cy="157" r="10" stroke="var(--accent)" />
        <path d="M138.2 157.5q4.9-2.5 9.8 0t9.8 0a9.8 9.8 0 0 1-19.6 0z" fill="var(--accent)" stroke="none" />
        <path d="M70 130h12M70 137h12" />
      </g>
      <g>
        <path d="M262 180v-16c0-3 2-5 5-5h22c3 0 5 2 5 5v16M294 164h6a6 6 0 0 1 0 12h-6" />
      </g>
      <g stroke="var(--line-strong)">
        <path d="M20 250v9 M35 250v5 M50 250v5 M65 250v5 M80 250v5 M95 250v5 M110 250v9 M125 250v5 M140 250v5 M155 250v5 M170 250v5 M185 250v5 M200 250v9 M215 250v5 M230 250v5 M245 250v5 M260 250v5 M275 250v5 M290 250v9 M305 250v5 M320 250v5 M335 250v5 M350 250v5 M365 250v5 M380 250v9" />
        <path d="M20 250h360" />
      </g>
      <path d="M35 250v-14" strokeWidth="5" stroke="var(--done)" strokeLinecap="butt" />
      <path d="M65 250v-22" strokeWidth="5" stroke="var(--done)" strokeLinecap="butt" />
      <path d="M80 250v-12" strokeWidth="5" stroke="var(--done)" strokeLinecap="butt" />
      <path d="M110 250v-40" strokeWidth="5" stroke="var(--done)" strokeLinecap="butt" />
      <path d="M125 250v-18" strokeWidth="5" stroke="var(--done)" strokeLinecap="butt" />
      <path d="M155 250v-30" strokeWidth="5" stroke="var(--done)" strokeLinecap="butt" />
      <path d="M170 250v-16" strokeWidth="5" stroke="var(--done)" strokeLinecap="butt" />
      <path d="M185 250v-46" strokeWidth="5" stroke="var(--done)" strokeLinecap="butt" />
      <rect x="227" y="236" width="6" height="14" strokeDasharray="2.5 2.5" stroke="var(--line-control)" />
      <rect x="257" y="222" width="6" height="28" strokeDasharray="2.5 2.5" stroke="var(--line-control)" />
      <rect x="287" y="238" width="6" height="12" strokeDasharray="2.5 2.5" stroke="var(--line-control)" />
      <rect x="332" y="228" width="6" height="22" strokeDasharray="2.5 2.5" stroke="var(--line-control)" />
      <path d="M207 196v60" stroke="var(--accent)" />
    </svg>
  )
}

import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunId } from '../../../shared/model/brand.ts'
import type { Run } from '../../../shared/model/run.ts'
import { RunLamp } from '../../parts/run-lamp.tsx'
import { lampOf } from '../../parts/run-state.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMoment } from '../../store/moment.ts'
import { Icon } from '../../ui/icons.tsx'
import { Loading } from '../../ui/states.tsx'
import { AgentFilter } from './agent-filter.tsx'
import type { RunHistory } from './use-run-history.ts'

type Row = { readonly kind: 'day'; readonly words: string } | { readonly kind: 'run'; readonly run: Run }

/** Runs by day. Only the rows in view are drawn; the next page is asked for near the end. */
export function ResultsList({
  history,
  selected,
  onSelect,
}: {
  history: RunHistory
  selected: RunId | null
  onSelect: (runId: RunId) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => rowsOf(history.runs, (run) => format.day(run.createdAt, now)), [history.runs, format, now])
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'day' ? 33 : 56),
    getItemKey: (index) => {
      const row = rows[index]
      return row === undefined ? index : row.kind === 'day' ? `day ${row.words}` : row.run.id
    },
    overscan: 12,
  })
  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  useEffect(() => {
    if (rows.length > 0 && last >= rows.length - 15) history.older()
  }, [last, rows.length, history])
  return (
    <section className="list" aria-label={t('runs.results')}>
      <div className="top">
        <h1 className="title">{t('runs.results')}</h1>
        <p className="mt-1">
          <AgentFilter agentId={history.agentId} onChoose={history.choose} />
        </p>
      </div>
      <div className="scroll" ref={scroller}>
        {history.state === 'first' && rows.length === 0 ? (
          <div className="px-5">
            <Loading rows={6} awaited={t('runs.listing')} />
          </div>
        ) : (
          <ul className="relative" style={{ height: virtual.getTotalSize() }}>
            {items.map((item) => {
              const row = rows[item.index]
              if (row === undefined) return null
              return (
                <li
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  className="absolute inset-x-0 top-0"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  {row.kind === 'day' ? (
                    <h2 className="day-h">{row.words}</h2>
                  ) : (
                    <Item run={row.run} current={row.run.id === selected} onSelect={onSelect} />
                  )}
                </li>
              )
            })}
          </ul>
        )}
      </div>
    </section>
  )
}

function Item({ run, current, onSelect }: { run: Run; current: boolean; onSelect: (runId: RunId) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [made] = run.deliverables
  return (
    <button
      type="button"
      className="item"
      onClick={() => onSelect(run.id)}
      {...(current ? { 'aria-current': true as const } : {})}
    >
      <Icon name={run.deliverables.length > 0 ? 'text' : 'clock'} />
      <span className="min-w-0">
        <b className="cut">{made?.title ?? run.agentName}</b>
        <small className="cut">{made === undefined ? t(lampOf(run.state).text) : run.agentName}</small>
      </span>
      <span className="side num">
        <span>{format.clock(run.createdAt)}</span>
        <RunLamp state={run.state} />
      </span>
    </button>
  )
}

function rowsOf(runs: readonly Run[], dayOf: (run: Run) => string): Row[] {
  const rows: Row[] = []
  let day = ''
  for (const run of runs) {
    const words = dayOf(run)
    if (words !== day) rows.push({ kind: 'day', words })
    day = words
    rows.push({ kind: 'run', run })
  }
  return rows
}

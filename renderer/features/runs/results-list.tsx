import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RunId } from '../../../shared/model/brand.ts'
import type { Run } from '../../../shared/model/run.ts'
import type { ResultMark, Verdict } from '../../../shared/model/value.ts'
import { RunLamp } from '../../parts/run-lamp.tsx'
import { lampOf } from '../../parts/run-state.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { Icon } from '../../ui/icons.tsx'
import { Lamp, type LampName } from '../../ui/lamp.tsx'
import { Loading } from '../../ui/states.tsx'
import { AgentFilter } from './agent-filter.tsx'
import type { RunHistory } from './use-run-history.ts'
import { useSearch } from './use-search.ts'

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
  const [text, setText] = useState('')
  const { found, isSearching } = useSearch(text)
  const runs = found ?? history.runs
  const rows = useMemo(() => rowsOf(runs, (run) => format.day(run.createdAt, now)), [runs, format, now])
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
    if (found === null && rows.length > 0 && last >= rows.length - 15) history.older()
  }, [found, last, rows.length, history])
  return (
    <section className="list" aria-label={t('runs.results')}>
      <div className="top">
        <h1 className="title">{t('runs.results')}</h1>
        <input
          className="input mt-2 w-full"
          type="search"
          maxLength={200}
          aria-label={t('value.search.label')}
          placeholder={t('value.search.label')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <p className="mt-1 flex flex-wrap gap-x-3">
          {text.trim() === '' ? (
            <>
              <AgentFilter agentId={history.agentId} onChoose={history.choose} />
              <Unread />
            </>
          ) : (
            <span className="quiet small" role="status">
              {isSearching ? t('value.search.searching') : foundWords(runs.length, t)}
            </span>
          )}
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
                    <Item
                      run={row.run}
                      mark={history.marks[row.run.id]}
                      current={row.run.id === selected}
                      onSelect={onSelect}
                    />
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

function Unread() {
  const { t } = useTranslation()
  const unread = useMirror((mirror) => mirror.unread)
  return <span className="quiet small">{unread === 0 ? t('value.allRead') : t('value.unread', { count: unread })}</span>
}

/** A search lists no more than this. */
const foundAtMost = 50

function foundWords(count: number, t: (key: string, options: { count: number }) => string): string {
  if (count === 0) return t('value.search.none', { count })
  return t(count < foundAtMost ? 'value.search.found' : 'value.search.newest', { count })
}

const verdictLamps: Record<Verdict, LampName> = { accepted: 'done', needsWork: 'doubt', useless: 'paused' }

function Item({
  run,
  mark,
  current,
  onSelect,
}: {
  run: Run
  mark: ResultMark | undefined
  current: boolean
  onSelect: (runId: RunId) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const [made] = run.deliverables
  const verdict = mark?.verdict ?? null
  const isNew = made !== undefined && mark !== undefined && mark.readAt === null
  return (
    <button
      type="button"
      className={isNew ? 'item new' : 'item'}
      onClick={() => onSelect(run.id)}
      {...(current ? { 'aria-current': true as const } : {})}
    >
      <Icon name={run.deliverables.length > 0 ? 'text' : 'clock'} />
      <span className="min-w-0">
        <b className="cut">
          {made?.title ?? run.agentName}
          {isNew && <span className="sr"> {t('value.isNew')}</span>}
        </b>
        <small className="cut">{made === undefined ? t(lampOf(run.state).text) : run.agentName}</small>
      </span>
      <span className="side num">
        <span>{format.clock(run.createdAt)}</span>
        {verdict === null ? (
          <RunLamp state={run.state} />
        ) : (
          <Lamp name={verdictLamps[verdict]} label={t(`value.verdict.${verdict}`)} />
        )}
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

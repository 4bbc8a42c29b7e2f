import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StepKind } from '../../../../shared/steps/step.ts'
import { Icon } from '../../../ui/icons.tsx'
import { findKinds, groups, useKindTexts } from './find-kinds.ts'
import { kindIcons } from './kind-icons.ts'

/** Every kind of step in the groups people look in; typing finds them by any word that has to do with them. */
export function Palette({ onChoose, onClose }: { onChoose: (kind: StepKind) => void; onClose: () => void }) {
  const { t } = useTranslation()
  const base = useId()
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<StepKind | null>(null)
  const dialog = useRef<HTMLDivElement>(null)
  useEffect(() => dialog.current?.scrollIntoView({ block: 'nearest' }), [])
  const texts = useKindTexts()
  const found = useMemo(() => findKinds(texts, typed), [texts, typed])
  const inOrder = groups.flatMap((group) => found.filter((each) => each.group === group))
  // Until one is pointed at, it is the one closest to what was typed.
  const active = inOrder.find(({ kind }) => kind === chosen) ?? found[0]
  const move = (by: number) => {
    const at = inOrder.findIndex((each) => each === active)
    const next = inOrder[(at + by + inOrder.length) % inOrder.length]
    if (next === undefined) return
    setChosen(next.kind)
    document.getElementById(`${base}-${next.kind}`)?.scrollIntoView({ block: 'nearest' })
  }
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Enter: () => active !== undefined && onChoose(active.kind),
    Escape: onClose,
  }
  return (
    <div ref={dialog} className="palette" role="dialog" aria-label={t('agents.step.add')}>
      <div className="find">
        <Icon name="search" small />
        <input
          // The palette opens to be typed in.
          autoFocus
          role="combobox"
          aria-expanded
          aria-controls={`${base}-list`}
          aria-activedescendant={active === undefined ? undefined : `${base}-${active.kind}`}
          aria-label={t('agents.palette.find')}
          placeholder={t('agents.palette.find')}
          maxLength={60}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value)
            setChosen(null)
          }}
          onKeyDown={(event) => {
            const work = event.nativeEvent.isComposing ? undefined : keys[event.key]
            if (work === undefined) return
            event.preventDefault()
            work()
          }}
        />
        <span className="tiny quiet">{t('agents.palette.count', { count: inOrder.length })}</span>
        <button type="button" className="btn bare small" onClick={onClose}>
          {t('common.close')}
        </button>
      </div>
      <div className="groups scroll" role="listbox" id={`${base}-list`} aria-label={t('agents.step.add')}>
        {groups.map((group) => {
          const own = found.filter((each) => each.group === group)
          if (own.length === 0) return null
          return (
            <div key={group} role="group" aria-label={t(`agents.palette.groups.${group}`)}>
              <div className="group-name" aria-hidden="true">
                {t(`agents.palette.groups.${group}`)}
              </div>
              {own.map(({ kind, name }) => (
                <div
                  key={kind}
                  role="option"
                  id={`${base}-${kind}`}
                  aria-selected={kind === active?.kind}
                  className="option"
                  onPointerMove={() => setChosen(kind)}
                  onClick={() => onChoose(kind)}
                >
                  <Icon name={kindIcons[kind]} />
                  <span>{name}</span>
                </div>
              ))}
            </div>
          )
        })}
      </div>
      {inOrder.length === 0 && <p className="nothing">{t('agents.palette.nothing', { typed: typed.trim() })}</p>}
      {active !== undefined && <p className="hint">{t(`agents.palette.about.${active.kind}`)}</p>}
    </div>
  )
}

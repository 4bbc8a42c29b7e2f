import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { modelNameSchema } from '../../../shared/model/brand.ts'
import { useFormat } from '../../parts/use-format.ts'
import { Button } from '../../ui/button.tsx'
import { Tick } from '../../ui/choices.tsx'
import { Field } from '../../ui/field.tsx'
import type { Offered, OfferedModel } from './provider-draft.ts'

/** Ticks the models agents may use. A name can be typed too, for services that offer no list. */
export function ModelPicker({ models, onChoose }: { models: Offered; onChoose: (names: readonly string[]) => void }) {
  const { t } = useTranslation()
  const [search, setSearch] = useState('')
  const chosen = models.chosen.map((model): string => model.name)
  const wanted = search.trim().toLowerCase()
  const shown = models.all.filter((model) => model.name.toLowerCase().includes(wanted))
  const typedName = modelNameSchema.safeParse(search.trim())
  const canAdd = typedName.success && !models.all.some((model) => model.name === typedName.data)
  const add = () => {
    if (typedName.success) onChoose([...chosen, typedName.data])
    setSearch('')
  }
  return (
    <div className="form-part">
      <h2>
        {t('models.pick.title')} <span className="quiet font-label num">{chosen.length > 0 ? chosen.length : ''}</span>
      </h2>
      <Field label={t('models.pick.search')} hint={models.all.length === 0 ? t('models.pick.testFirst') : ''}>
        {(control) => (
          <span className="with-button">
            <input
              className="input"
              spellCheck={false}
              maxLength={200}
              value={search}
              onChange={(event) => setSearch(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter') return
                event.preventDefault()
                if (canAdd) add()
              }}
              {...control}
            />
            <Button disabled={!canAdd} onClick={add}>
              {t('models.pick.add')}
            </Button>
          </span>
        )}
      </Field>
      {shown.length > 0 && (
        <Rows
          models={shown}
          chosen={chosen}
          onTick={(name, on) => onChoose(on ? [...chosen, name] : chosen.filter((each) => each !== name))}
        />
      )}
    </div>
  )
}

function Rows({
  models,
  chosen,
  onTick,
}: {
  models: readonly OfferedModel[]
  chosen: readonly string[]
  onTick: (name: string, on: boolean) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: models.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 44,
    getItemKey: (index) => models[index]?.name ?? index,
    overscan: 8,
  })
  return (
    <div className="offered scroll" ref={scroller}>
      <ul className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => {
          const model = models[item.index]
          if (model === undefined) return null
          const id = `model-${model.name}`
          return (
            <li
              key={item.key}
              className="offered-row absolute inset-x-0 top-0"
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
            >
              <Tick id={id} on={chosen.includes(model.name)} onChange={(on) => onTick(model.name, on)} />
              <label htmlFor={id} className="cut">
                {model.name}
              </label>
              <span className="quiet num tiny">
                {model.contextTokens !== null && t('models.pick.takes', { tokens: format.count(model.contextTokens) })}
              </span>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

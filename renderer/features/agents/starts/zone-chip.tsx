import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Zone } from '../../../../shared/model/brand.ts'
import { zoneText } from '../../../../shared/rules/schedule-words.ts'
import { useFormat } from '../../../parts/use-format.ts'
import { MenuItem, OpenChip } from '../../../ui/chip.tsx'
import { Field } from '../../../ui/field.tsx'
import { findZones } from './find-zones.ts'

const shownAtMost = 7

/** Whose clock counts: this computer's, or that of another place, found by its name. */
export function ZoneChip({ zone, onChoose }: { zone: Zone; onChoose: (zone: Zone) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const name = zoneText(zone, format.language)
  const words = t(zone === format.zone ? 'starts.zone.own' : 'starts.zone.other', { zone: name })
  return (
    <OpenChip form label={t('starts.zone.label')} words={words}>
      {(close) => (
        <ZoneSearch
          zone={zone}
          onDone={(next) => {
            if (next !== zone) onChoose(next)
            close()
          }}
        />
      )}
    </OpenChip>
  )
}

function ZoneSearch({ zone, onDone }: { zone: Zone; onDone: (zone: Zone) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const [typed, setTyped] = useState('')
  const found = typed.trim() === '' ? [] : findZones(typed, format.language, shownAtMost)
  const own = t('starts.zone.own', { zone: zoneText(format.zone, format.language) })
  return (
    <>
      <Field label={t('starts.zone.search')}>
        {(control) => (
          <input
            className="input"
            maxLength={60}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            {...control}
          />
        )}
      </Field>
      <div>
        {typed.trim() === '' && (
          <MenuItem chosen={zone === format.zone} onClick={() => onDone(format.zone)}>
            {own}
          </MenuItem>
        )}
        {found.map((each) => (
          <MenuItem key={each.zone} chosen={each.zone === zone} onClick={() => onDone(each.zone)}>
            {each.name}
            <small>{each.name === each.place ? each.zone : `${each.place} · ${each.zone}`}</small>
          </MenuItem>
        ))}
        {typed.trim() !== '' && found.length === 0 && <p className="note">{t('starts.zone.none')}</p>}
      </div>
    </>
  )
}

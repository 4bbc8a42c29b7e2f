import { useTranslation } from 'react-i18next'
import type { Trigger } from '../../../../shared/model/trigger.ts'
import { useMirror } from '../../../store/mirror.ts'
import { readMoment } from '../../../store/moment.ts'
import { MenuItem, OpenChip } from '../../../ui/chip.tsx'
import { Icon, type IconName } from '../../../ui/icons.tsx'
import { newTrigger, sourceKinds, timeKinds } from './new-trigger.ts'

/** What each thing an agent may wait for is drawn as. */
export const sourceIcons: Record<(typeof sourceKinds)[number], IconName> = {
  folder: 'folder',
  page: 'globe',
  feed: 'news',
  mail: 'mail',
  appStart: 'power',
  webhook: 'plug',
}

/** Adds one more start, of any kind. */
export function AddStart({ onAdd }: { onAdd: (trigger: Trigger) => void }) {
  const { t } = useTranslation()
  const zone = useMirror((mirror) => mirror.system.zone)
  return (
    <li className="step">
      <span className="no">
        <Icon name="plus" />
      </span>
      <div>
        <OpenChip label={t('sources.add')} words={t('sources.add')}>
          {(close) => {
            const item = (kind: Parameters<typeof newTrigger>[0], icon: IconName, words: string) => (
              <MenuItem
                key={kind}
                icon={icon}
                onClick={() => {
                  onAdd(newTrigger(kind, zone, readMoment()))
                  close()
                }}
              >
                {words}
              </MenuItem>
            )
            return (
              <>
                <p className="menu-label">{t('starts.groups.times')}</p>
                {timeKinds.map((kind) => item(kind, 'clock', t(`starts.kinds.${kind}`)))}
                <hr className="menu-rule" />
                <p className="menu-label">{t('starts.groups.events')}</p>
                {sourceKinds.map((kind) => item(kind, sourceIcons[kind], t(`sources.kinds.${kind}`)))}
              </>
            )
          }}
        </OpenChip>
      </div>
    </li>
  )
}

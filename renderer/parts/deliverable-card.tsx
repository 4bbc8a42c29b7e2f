import { useTranslation } from 'react-i18next'
import type { Deliverable } from '../../shared/model/run.ts'
import { send } from '../bridge/client.ts'
import { tellDone } from '../store/news.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { MenuItem, OpenChip } from '../ui/chip.tsx'
import { Icon } from '../ui/icons.tsx'
import { lastName } from './paths.ts'
import { useAction } from './use-action.ts'
import { useFormat } from './use-format.ts'

/** A file an agent left behind, to open or to find. */
export function DeliverableCard({ deliverable }: { deliverable: Deliverable }) {
  const { t } = useTranslation()
  const format = useFormat()
  return (
    <div className="leaf real">
      <Icon name="text" />
      <div className="min-w-0">
        <b className="strong block cut" title={deliverable.path}>
          {deliverable.path === '' ? deliverable.title : lastName(deliverable.path)}
        </b>
        <span className="quiet small">
          {t('runs.deliverable.written', {
            format: t(`runs.deliverable.kind.${deliverable.format}`),
            size: format.bytes(deliverable.bytes),
            time: format.clock(deliverable.createdAt),
          })}
        </span>
      </div>
      {deliverable.path !== '' && <DeliverableActions deliverable={deliverable} go />}
    </div>
  )
}

/** Open, Share and Show in folder. */
export function DeliverableActions({ deliverable, go }: { deliverable: Deliverable; go: boolean }) {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  const open = (how: 'open' | 'showInFolder') =>
    act(async () => {
      await send('deliverables.open', { deliverableId: deliverable.id, how })
    })
  return (
    <div className="acts">
      <Button look={go ? 'go' : 'plain'} icon="open" disabled={busy} onClick={() => open('open')}>
        {t('runs.deliverable.open')}
      </Button>
      <ShareMenu deliverable={deliverable} />
      <IconButton
        look="plain"
        icon="folder"
        label={t('runs.deliverable.showInFolder')}
        disabled={busy}
        onClick={() => open('showInFolder')}
      />
    </div>
  )
}

const unreadable: ReadonlySet<Deliverable['format']> = new Set(['png', 'xlsx'])

/** Hands it on: its words, or a copy of the file. */
function ShareMenu({ deliverable: { id, format } }: { deliverable: Deliverable }) {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  const share = (how: 'copyText' | 'saveCopy') =>
    act(async () => {
      const { done } = await send('deliverables.share', { deliverableId: id, how })
      if (done) tellDone(t(`runs.deliverable.shared.${how}`), null)
    })
  return (
    <OpenChip label={t('runs.deliverable.share')} words={t('runs.deliverable.share')}>
      {(close) =>
        (['copyText', 'saveCopy'] as const)
          .filter((how) => how === 'saveCopy' || !unreadable.has(format))
          .map((how) => (
            <MenuItem
              key={how}
              chosen={false}
              onClick={() => {
                close()
                if (!busy) share(how)
              }}
            >
              {t(`runs.deliverable.${how}`)}
            </MenuItem>
          ))
      }
    </OpenChip>
  )
}

import { useTranslation } from 'react-i18next'
import { MenuItem } from '../../ui/chip.tsx'
import { MoreMenu } from '../../ui/more-menu.tsx'

/** What is done to an agent seldom. Each can be undone, so nothing is asked twice. */
export function AgentMenu({
  edited,
  busy,
  onDiscard,
  onExport,
  onRemove,
}: {
  edited: boolean
  busy: boolean
  onDiscard: () => void
  onExport: () => void
  onRemove: () => void
}) {
  const { t } = useTranslation()
  return (
    <MoreMenu label={t('common.more')}>
      {(close) => {
        const choose = (work: () => void) => () => {
          close()
          work()
        }
        return (
          <>
            {edited && (
              <MenuItem icon="undo" disabled={busy} onClick={choose(onDiscard)}>
                {t('agents.discard')}
              </MenuItem>
            )}
            <MenuItem icon="open" disabled={busy || edited} onClick={choose(onExport)}>
              {t('agents.exportFile')}
              <small>{t(edited ? 'agents.exportFirst' : 'agents.exportMeaning')}</small>
            </MenuItem>
            <MenuItem icon="close" disabled={busy} onClick={choose(onRemove)}>
              {t('agents.remove')}
            </MenuItem>
          </>
        )
      }}
    </MoreMenu>
  )
}

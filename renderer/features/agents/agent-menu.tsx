import { useTranslation } from 'react-i18next'
import { MenuItem } from '../../ui/chip.tsx'
import { MoreMenu } from '../../ui/more-menu.tsx'

/** What is done to an agent seldom. Each can be undone, so nothing is asked twice. */
export function AgentMenu({
  edited,
  busy,
  onDiscard,
  onRemove,
}: {
  edited: boolean
  busy: boolean
  onDiscard: () => void
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
            <MenuItem icon="close" disabled={busy} onClick={choose(onRemove)}>
              {t('agents.remove')}
            </MenuItem>
          </>
        )
      }}
    </MoreMenu>
  )
}

import { Popover } from 'radix-ui'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MenuItem } from '../../ui/chip.tsx'
import { Icon } from '../../ui/icons.tsx'

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
  const [open, setOpen] = useState(false)
  const choose = (work: () => void) => () => {
    setOpen(false)
    work()
  }
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button type="button" className="btn bare icon" aria-label={t('common.more')}>
          <Icon name="more" small />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className="popover"
          align="end"
          sideOffset={6}
          collisionPadding={12}
          aria-label={t('common.more')}
        >
          {edited && (
            <MenuItem icon="undo" disabled={busy} onClick={choose(onDiscard)}>
              {t('agents.discard')}
            </MenuItem>
          )}
          <MenuItem icon="close" disabled={busy} onClick={choose(onRemove)}>
            {t('agents.remove')}
          </MenuItem>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

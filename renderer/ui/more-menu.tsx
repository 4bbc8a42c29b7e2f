import { Popover } from 'radix-ui'
import { type ReactNode, useState } from 'react'
import { Icon } from './icons.tsx'

/** What is done seldom, behind three dots. The content gets a function that closes it. */
export function MoreMenu({
  label,
  small = false,
  children,
}: {
  label: string
  small?: boolean
  children: (close: () => void) => ReactNode
}) {
  const [open, setOpen] = useState(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button type="button" className={small ? 'btn bare icon small' : 'btn bare icon'} aria-label={label}>
          <Icon name="more" small />
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className="popover" align="end" sideOffset={6} collisionPadding={12} aria-label={label}>
          {children(() => setOpen(false))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

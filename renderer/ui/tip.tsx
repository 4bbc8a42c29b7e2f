import { Tooltip } from 'radix-ui'
import type { ReactNode } from 'react'

/** A short name beside what is pointed at or focused. Empty text shows nothing. */
export function Tip({
  text,
  side,
  children,
}: {
  text: string
  side?: 'top' | 'right' | 'bottom'
  children: ReactNode
}) {
  if (text === '') return children
  return (
    <Tooltip.Root>
      <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Content className="tooltip" side={side ?? 'top'} sideOffset={6} collisionPadding={8}>
          {text}
        </Tooltip.Content>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}

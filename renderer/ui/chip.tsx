import { Popover } from 'radix-ui'
import { type ComponentProps, type ReactNode, useState } from 'react'
import { Icon, type IconName } from './icons.tsx'

type ChipProps = Omit<ComponentProps<'button'>, 'type'> & {
  icon?: IconName | undefined
  /** Nothing is chosen yet: the words say what to choose. */
  missing?: boolean
  /** `from`: what an earlier step gave. */
  look?: 'from' | undefined
}

/** Words in a sentence that can be changed. */
export function Chip({ icon, missing = false, look, children, ...rest }: ChipProps) {
  const looks = missing ? 'chip miss' : look === undefined ? 'chip' : `chip ${look}`
  return (
    <button type="button" className={looks} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

/** A chip that opens in place. `label` names what is being changed; the content gets a function that closes it. */
export function OpenChip({
  label,
  id,
  icon,
  missing,
  look,
  words,
  form = false,
  startOpen = false,
  children,
}: {
  label: string
  id?: string
  icon?: IconName
  missing?: boolean
  look?: ChipProps['look']
  words: ReactNode
  form?: boolean
  /** Open from the start, where the owner was sent to it. */
  startOpen?: boolean
  children: (close: () => void) => ReactNode
}) {
  const [open, setOpen] = useState(startOpen)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Chip id={id} icon={icon} missing={missing ?? false} look={look}>
          {words}
        </Chip>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={form ? 'popover form' : 'popover'}
          align="start"
          sideOffset={6}
          collisionPadding={12}
          aria-label={label}
        >
          {children(() => setOpen(false))}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

/** One thing to choose in an open chip. */
export function MenuItem({
  chosen = false,
  icon,
  children,
  ...rest
}: Omit<ComponentProps<'button'>, 'type' | 'className'> & { chosen?: boolean; icon?: IconName }) {
  return (
    <button type="button" className="menu-item" aria-pressed={chosen} {...rest}>
      {icon && <Icon name={icon} small />}
      <span>{children}</span>
      {chosen && (
        <span className="check">
          <Icon name="check" small />
        </span>
      )}
    </button>
  )
}

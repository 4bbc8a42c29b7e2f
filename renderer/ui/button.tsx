import type { ComponentProps } from 'react'
import { Icon, type IconName } from './icons.tsx'
import { Tip } from './tip.tsx'

type ButtonProps = Omit<ComponentProps<'button'>, 'type'> & {
  /** `go` is the one filled button of a decision. */
  look?: 'plain' | 'go' | 'bare' | 'stop'
  icon?: IconName
  small?: boolean
  submit?: boolean
}

/** A button that says what happens. */
export function Button({ look = 'plain', icon, small = false, submit = false, children, ...rest }: ButtonProps) {
  const looks = ['btn', look === 'plain' ? '' : look, small ? 'small' : ''].filter(Boolean).join(' ')
  return (
    <button type={submit ? 'submit' : 'button'} className={looks} {...rest}>
      {icon && <Icon name={icon} small />}
      {children}
    </button>
  )
}

type IconButtonProps = Omit<ComponentProps<'button'>, 'type' | 'aria-label' | 'children'> & {
  icon: IconName
  label: string
  look?: 'plain' | 'bare' | 'stop'
  small?: boolean
}

/** A button with an icon alone; its name is read aloud and shown when it is pointed at. */
export function IconButton({ icon, label, look = 'bare', small = false, ...rest }: IconButtonProps) {
  const looks = ['btn icon', look === 'plain' ? '' : look, small ? 'small' : ''].filter(Boolean).join(' ')
  return (
    <Tip text={label}>
      <button type="button" className={looks} aria-label={label} {...rest}>
        <Icon name={icon} small />
      </button>
    </Tip>
  )
}

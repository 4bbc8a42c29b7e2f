import { Checkbox, RadioGroup, Switch as RadixSwitch, ToggleGroup } from 'radix-ui'
import { Icon } from './icons.tsx'

type Option<Value extends string> = { readonly value: Value; readonly words: string; readonly lang?: string }

/** A few short choices side by side, one of them on. */
export function Segmented<Value extends string>(props: {
  label: string
  value: Value
  options: readonly Option<Value>[]
  onChoose: (value: Value) => void
}) {
  return (
    <ToggleGroup.Root
      className="seg"
      type="single"
      value={props.value}
      aria-label={props.label}
      onValueChange={(chosen) => {
        const option = props.options.find((each) => each.value === chosen)
        if (option !== undefined) props.onChoose(option.value)
      }}
    >
      {props.options.map((option) => (
        <ToggleGroup.Item key={option.value} value={option.value} lang={option.lang}>
          {option.words}
        </ToggleGroup.Item>
      ))}
    </ToggleGroup.Root>
  )
}

/** A few choices below each other, each with a line that says what it means. */
export function Choices<Value extends string>(props: {
  label: string
  value: Value
  options: readonly { readonly value: Value; readonly words: string; readonly meaning: string }[]
  onChoose: (value: Value) => void
}) {
  return (
    <RadioGroup.Root
      value={props.value}
      aria-label={props.label}
      onValueChange={(chosen) => {
        const option = props.options.find((each) => each.value === chosen)
        if (option !== undefined) props.onChoose(option.value)
      }}
    >
      {props.options.map((option) => (
        <RadioGroup.Item key={option.value} value={option.value} className="choice">
          <span className="dot" />
          <span>{option.words}</span>
          <small>{option.meaning}</small>
        </RadioGroup.Item>
      ))}
    </RadioGroup.Root>
  )
}

/** On or off, at once. */
export function Switch(props: {
  id?: string
  label?: string
  on: boolean
  disabled?: boolean
  onChange: (on: boolean) => void
}) {
  return (
    <RadixSwitch.Root
      className="switch"
      checked={props.on}
      disabled={props.disabled ?? false}
      onCheckedChange={props.onChange}
      {...(props.id === undefined ? {} : { id: props.id })}
      {...(props.label === undefined ? {} : { 'aria-label': props.label })}
    >
      <RadixSwitch.Thumb />
    </RadixSwitch.Root>
  )
}

/** One of many that may be chosen. */
export function Tick(props: { id: string; on: boolean; onChange: (on: boolean) => void }) {
  return (
    <Checkbox.Root
      className="tick"
      id={props.id}
      checked={props.on}
      onCheckedChange={(checked) => props.onChange(checked === true)}
    >
      <Checkbox.Indicator>
        <Icon name="check" />
      </Checkbox.Indicator>
    </Checkbox.Root>
  )
}

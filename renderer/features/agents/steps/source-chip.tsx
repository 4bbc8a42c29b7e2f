import { useTranslation } from 'react-i18next'
import type { Step } from '../../../../shared/steps/step.ts'
import { sourcesFor } from '../../../../shared/rules/edit-steps.ts'
import { MenuItem, OpenChip } from '../../../ui/chip.tsx'
import { useGivenWords } from './given-words.ts'
import { useStepSurroundings } from './step-surroundings.ts'

/** The earlier step whose result is used; it is pointed at by choosing it. */
export function SourceChip({
  id,
  step,
  field,
  label,
  none,
  mayBeNone,
  value,
  onChange,
}: {
  id: string
  step: Step
  field: string
  label: string
  /** Shown while none is chosen. */
  none: string
  mayBeNone: boolean
  value: string | null
  onChange: (stepId: string | null) => void
}) {
  const { t } = useTranslation()
  const { draft } = useStepSurroundings()
  const wordsOf = useGivenWords()
  const at = draft.steps.findIndex((each) => each.id === step.id)
  const choices = sourcesFor(draft.steps.slice(0, at), step.kind, field)
  const words = wordsOf(value, step.id)
  const isUsable = choices.some((each) => each.id === value)
  return (
    <OpenChip
      id={id}
      label={label}
      look={words === null ? undefined : 'from'}
      missing={!isUsable && !(mayBeNone && value === null)}
      words={words ?? none}
    >
      {(close) => {
        const choose = (stepId: string | null) => () => {
          onChange(stepId)
          close()
        }
        return (
          <>
            {choices.length === 0 && <p className="menu-note">{t('agents.noSources')}</p>}
            {mayBeNone && (
              <MenuItem chosen={value === null} onClick={choose(null)}>
                {none}
              </MenuItem>
            )}
            {choices.map((each) => (
              <MenuItem key={each.id} chosen={each.id === value} onClick={choose(each.id)}>
                {wordsOf(each.id, step.id)}
                <small>
                  {t('agents.stepNamed', {
                    number: draft.steps.indexOf(each) + 1,
                    name: t(`steps.${each.kind}.name`),
                  })}
                </small>
              </MenuItem>
            ))}
          </>
        )
      }}
    </OpenChip>
  )
}

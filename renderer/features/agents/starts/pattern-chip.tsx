import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../../shared/contract/errors.ts'
import type { Trigger } from '../../../../shared/model/trigger.ts'
import type { Translate } from '../../../../shared/rules/format.ts'
import { useFormat } from '../../../parts/use-format.ts'
import { useMoment } from '../../../store/moment.ts'
import { Button } from '../../../ui/button.tsx'
import { OpenChip } from '../../../ui/chip.tsx'
import { Field } from '../../../ui/field.tsx'
import { useNextRuns } from '../use-next-runs.ts'

type PatternTrigger = Extract<Trigger, { kind: 'cron' }>

/** Times as people who know such patterns write them. What is typed is read at once, and said to be wrong where it is. */
export function PatternChip({ trigger, onChoose }: { trigger: PatternTrigger; onChoose: (pattern: string) => void }) {
  const { t } = useTranslation()
  return (
    <OpenChip form label={t('starts.pattern.label')} words={trigger.expression}>
      {(close) => (
        <PatternForm
          trigger={trigger}
          onDone={(pattern) => {
            if (pattern !== trigger.expression) onChoose(pattern)
            close()
          }}
        />
      )}
    </OpenChip>
  )
}

function PatternForm({ trigger, onDone }: { trigger: PatternTrigger; onDone: (pattern: string) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const [typed, setTyped] = useState(trigger.expression)
  const expression = typed.trim()
  const { problems, times, over } = useNextRuns(expression === '' ? [] : [{ ...trigger, expression }])
  const [problem] = problems
  const wrong = problem === undefined ? '' : wrongWords(problem.error, t)
  const next = times.map(({ at }) => format.dayAndClock(at, now)).slice(0, 3)
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (expression !== '' && problem === undefined) onDone(expression)
      }}
    >
      <Field label={t('starts.pattern.label')} hint={t('starts.pattern.hint')} wrong={wrong}>
        {(control) => (
          <input
            className="input num"
            maxLength={200}
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            {...control}
          />
        )}
      </Field>
      <p className="note num" aria-live="polite">
        {over.length > 0 && t('starts.pattern.over')}
        {next.length > 0 && t('starts.pattern.next', { when: next.join(t('starts.and')) })}
      </p>
      <Button look="go" submit disabled={expression === '' || problem !== undefined}>
        {t('common.done')}
      </Button>
    </form>
  )
}

/** What is wrong with a pattern, down to the field where that is known. */
function wrongWords({ code, params }: AppError, t: Translate): string {
  const { field } = params
  return field === undefined ? t(`errors.${code}.what`, params) : t(`starts.pattern.wrong.${field}`, params)
}

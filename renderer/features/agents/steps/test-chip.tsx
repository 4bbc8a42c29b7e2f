import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { StepId } from '../../../../shared/model/brand.ts'
import { type Comparison, operatorSchema, type Test } from '../../../../shared/model/test.ts'
import { comparisonWords } from '../../../parts/comparison-words.ts'
import { Button } from '../../../ui/button.tsx'
import { OpenChip } from '../../../ui/chip.tsx'
import { Segmented } from '../../../ui/choices.tsx'
import { Field } from '../../../ui/field.tsx'
import { useGivenColumns } from './step-surroundings.ts'

/** A condition: a value compared with what the owner types, or a question AI answers with yes or no. */
export function TestChip({
  id,
  label,
  none,
  from,
  test,
  mayAsk,
  onChange,
}: {
  id: string
  label: string
  /** Shown while there is none. */
  none: string
  from: StepId | null
  test: Test | null
  /** Whether AI may be asked, and whether it may be left empty where it may not. */
  mayAsk: boolean
  onChange: (test: Test | null) => void
}) {
  const { t } = useTranslation()
  const words = useTestWords(test)
  return (
    <OpenChip form id={id} label={label} missing={words === '' && mayAsk} words={words === '' ? none : words}>
      {(close) => (
        <TestForm
          from={from}
          test={test}
          mayAsk={mayAsk}
          onDone={(next) => {
            onChange(next)
            close()
          }}
        >
          {!mayAsk && test !== null && (
            <Button
              onClick={() => {
                onChange(null)
                close()
              }}
            >
              {t('agents.test.all')}
            </Button>
          )}
        </TestForm>
      )}
    </OpenChip>
  )
}

function TestForm({
  from,
  test,
  mayAsk,
  onDone,
  children,
}: {
  from: StepId | null
  test: Test | null
  mayAsk: boolean
  onDone: (test: Test) => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  const columns = useGivenColumns(from)
  const [kind, setKind] = useState<Test['kind']>(test?.kind ?? 'compare')
  const [question, setQuestion] = useState(test?.kind === 'ask' ? test.question : '')
  const [comparison, setComparison] = useState<Comparison>(
    test?.kind === 'compare' ? test : { kind: 'compare', column: '', operator: 'is', value: '' },
  )
  const change = (changes: Partial<Comparison>) => setComparison({ ...comparison, ...changes })
  const hasValue = comparison.operator !== 'isEmpty' && comparison.operator !== 'isNotEmpty'
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        onDone(kind === 'ask' ? { kind, question: question.trim() } : comparison)
      }}
    >
      {mayAsk && (
        <Segmented
          label={t('agents.test.how')}
          value={kind}
          options={[
            { value: 'compare', words: t('agents.test.compare') },
            { value: 'ask', words: t('agents.test.ask') },
          ]}
          onChoose={setKind}
        />
      )}
      {kind === 'ask' ? (
        <Field label={t('agents.test.question')} hint={t('agents.test.questionHint')}>
          {(control) => (
            <textarea
              className="input"
              rows={3}
              maxLength={500}
              value={question}
              onChange={(event) => setQuestion(event.target.value)}
              {...control}
            />
          )}
        </Field>
      ) : (
        <>
          <Field label={t('agents.test.column')} hint={columns.length === 0 ? t('agents.test.columnHint') : ''}>
            {(control) => (
              <input
                className="input"
                maxLength={80}
                value={comparison.column}
                placeholder={t('agents.test.itsName')}
                onChange={(event) => change({ column: event.target.value })}
                {...control}
              />
            )}
          </Field>
          {columns.length > 0 && (
            <div className="picks">
              {columns.map(({ name }) => (
                <button key={name} type="button" className="pick" onClick={() => change({ column: name })}>
                  {name}
                </button>
              ))}
            </div>
          )}
          <Field label={t('agents.test.operator')}>
            {(control) => (
              <select
                className="input"
                value={comparison.operator}
                onChange={(event) => change({ operator: operatorSchema.parse(event.target.value) })}
                {...control}
              >
                {operatorSchema.options.map((operator) => (
                  <option key={operator} value={operator}>
                    {t(`agents.test.operators.${operator}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          {hasValue && (
            <Field label={t('agents.test.value')}>
              {(control) => (
                <input
                  className="input"
                  maxLength={500}
                  value={comparison.value}
                  onChange={(event) => change({ value: event.target.value })}
                  {...control}
                />
              )}
            </Field>
          )}
        </>
      )}
      <div className="flex gap-2">
        <Button look="go" submit>
          {t('common.done')}
        </Button>
        {children}
      </div>
    </form>
  )
}

function useTestWords(test: Test | null): string {
  const { t } = useTranslation()
  if (test === null) return ''
  if (test.kind === 'ask') return test.question === '' ? '' : t('agents.test.asked', { question: test.question })
  return comparisonWords(test, t)
}

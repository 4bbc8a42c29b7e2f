import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Label, labelSchema } from '../../../../shared/steps/classify.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { OpenChip } from '../../../ui/chip.tsx'

type Row = { readonly key: number; readonly label: Label }

/** The words things are sorted under, each with what belongs under it. */
export function LabelsChip({
  id,
  label,
  missing,
  most,
  labels,
  onChange,
}: {
  id: string
  label: string
  missing: string
  most: number
  labels: readonly Label[]
  onChange: (labels: Label[]) => void
}) {
  const { t } = useTranslation()
  const words = labels.map(({ name }) => name).join(t('agents.listComma'))
  return (
    <OpenChip form id={id} label={label} missing={labels.length < 2} words={words === '' ? missing : words}>
      {(close) => (
        <LabelsForm
          labels={labels}
          most={most}
          onDone={(next) => {
            onChange(next)
            close()
          }}
        />
      )}
    </OpenChip>
  )
}

function LabelsForm(props: { labels: readonly Label[]; most: number; onDone: (labels: Label[]) => void }) {
  const { t } = useTranslation()
  const [rows, setRows] = useState<readonly Row[]>(() => atLeastTwo(props.labels.map((label, key) => ({ key, label }))))
  const change = (key: number, changes: Partial<Label>) =>
    setRows(rows.map((row) => (row.key === key ? { key, label: { ...row.label, ...changes } } : row)))
  const named = rows.map(({ label }) => label).filter(({ name }) => name.trim() !== '')
  const double = named.find(({ name }, at) => named.findIndex((other) => other.name.trim() === name.trim()) !== at)
  return (
    <form
      className="grid gap-3 rows-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (double === undefined) props.onDone(named.map((label) => labelSchema.parse(label)))
      }}
    >
      {rows.map(({ key, label }, at) => (
        <fieldset key={key} className="row-fields two">
          <legend className="sr-only">{t('agents.labels.one', { number: at + 1 })}</legend>
          <input
            className="input"
            aria-label={t('agents.labels.name')}
            placeholder={t('agents.labels.name')}
            maxLength={80}
            value={label.name}
            onChange={(event) => change(key, { name: event.target.value })}
          />
          <IconButton
            icon="close"
            small
            label={t('agents.columns.remove', { name: label.name })}
            onClick={() => setRows(atLeastTwo(rows.filter((row) => row.key !== key)))}
          />
          <input
            className="input row-wide"
            aria-label={t('agents.labels.meaning')}
            placeholder={t('agents.labels.meaning')}
            maxLength={300}
            value={label.meaning}
            onChange={(event) => change(key, { meaning: event.target.value })}
          />
        </fieldset>
      ))}
      {double !== undefined && <p className="wrong small">{t('agents.columns.double', { name: double.name })}</p>}
      <div className="flex gap-2">
        <Button icon="plus" disabled={rows.length >= props.most} onClick={() => setRows(withAnother(rows))}>
          {t('agents.labels.add')}
        </Button>
        <Button look="go" submit disabled={double !== undefined}>
          {t('common.done')}
        </Button>
      </div>
    </form>
  )
}

function withAnother(rows: readonly Row[]): readonly Row[] {
  return [...rows, { key: Math.max(-1, ...rows.map(({ key }) => key)) + 1, label: { name: '', meaning: '' } }]
}

/** Nothing can be sorted under fewer. */
function atLeastTwo(rows: readonly Row[]): readonly Row[] {
  return rows.length >= 2 ? rows : atLeastTwo(withAnother(rows))
}

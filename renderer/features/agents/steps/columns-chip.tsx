import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Column, columnSchema, columnTypeSchema } from '../../../../shared/model/item.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { OpenChip } from '../../../ui/chip.tsx'

type Row = { readonly key: number; readonly column: Column }

/** The columns that are pulled out: their names, what kind of value each holds, and what belongs in it. */
export function ColumnsChip({
  id,
  label,
  missing,
  most,
  columns,
  onChange,
}: {
  id: string
  label: string
  missing: string
  most: number
  columns: readonly Column[]
  onChange: (columns: Column[]) => void
}) {
  const { t } = useTranslation()
  const words = columns.map(({ name }) => name).join(t('agents.listComma'))
  return (
    <OpenChip form id={id} label={label} missing={columns.length === 0} words={words === '' ? missing : words}>
      {(close) => (
        <ColumnsForm
          columns={columns}
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

function ColumnsForm(props: { columns: readonly Column[]; most: number; onDone: (columns: Column[]) => void }) {
  const { t } = useTranslation()
  const base = useId()
  const [rows, setRows] = useState<readonly Row[]>(() => withBlank(props.columns.map(asRow)))
  const change = (key: number, changes: Partial<Column>) =>
    setRows(rows.map((row) => (row.key === key ? { key, column: { ...row.column, ...changes } } : row)))
  const named = rows.map(({ column }) => column).filter(({ name }) => name.trim() !== '')
  const double = named.find(({ name }, at) => named.findIndex((other) => other.name.trim() === name.trim()) !== at)
  return (
    <form
      className="grid gap-3 rows-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (double === undefined) props.onDone(named.map((column) => columnSchema.parse(column)))
      }}
    >
      {rows.map(({ key, column }, at) => (
        <fieldset key={key} className="row-fields">
          <legend className="sr-only">{t('agents.columns.one', { number: at + 1 })}</legend>
          <input
            className="input"
            aria-label={t('agents.columns.name')}
            placeholder={t('agents.columns.name')}
            maxLength={80}
            value={column.name}
            onChange={(event) => change(key, { name: event.target.value })}
          />
          <select
            className="input"
            aria-label={t('agents.columns.type')}
            value={column.type}
            onChange={(event) => change(key, { type: columnTypeSchema.parse(event.target.value) })}
          >
            {columnTypeSchema.options.map((type) => (
              <option key={type} value={type}>
                {t(`agents.columns.types.${type}`)}
              </option>
            ))}
          </select>
          <IconButton
            icon="close"
            small
            label={t('agents.columns.remove', { name: column.name })}
            onClick={() => setRows(withBlank(rows.filter((row) => row.key !== key)))}
          />
          <input
            className="input row-wide"
            id={`${base}-${key}`}
            aria-label={t('agents.columns.meaning')}
            placeholder={t('agents.columns.meaning')}
            maxLength={300}
            value={column.meaning}
            onChange={(event) => change(key, { meaning: event.target.value })}
          />
        </fieldset>
      ))}
      {double !== undefined && <p className="wrong small">{t('agents.columns.double', { name: double.name })}</p>}
      <div className="flex gap-2">
        <Button
          icon="plus"
          disabled={rows.length >= props.most}
          onClick={() => setRows([...rows, { key: nextKey(rows), column: blank }])}
        >
          {t('agents.columns.add')}
        </Button>
        <Button look="go" submit disabled={double !== undefined}>
          {t('common.done')}
        </Button>
      </div>
    </form>
  )
}

const blank: Column = { name: '', type: 'text', meaning: '' }

function asRow(column: Column, key: number): Row {
  return { key, column }
}

function nextKey(rows: readonly Row[]): number {
  return Math.max(-1, ...rows.map(({ key }) => key)) + 1
}

/** There is always a row to type in. */
function withBlank(rows: readonly Row[]): readonly Row[] {
  return rows.length > 0 ? rows : [{ key: 0, column: blank }]
}

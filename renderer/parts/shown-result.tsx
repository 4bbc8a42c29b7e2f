import { useTranslation } from 'react-i18next'
import type { Cell, ColumnType } from '../../shared/model/item.ts'
import type { ShownResult, ShownRow } from '../../shared/model/shown-result.ts'
import { useFormat } from './use-format.ts'

/** What a step gave, as a table of its first things. What is in it is data and is shown as it is. */
export function ShownResultTable({ result }: { result: ShownResult }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { rows, columns, count } = result
  const named = rows.some(({ name, values }) => name !== '' && !Object.values(values).includes(name))
  const written = rows.some(({ text }) => text !== null)
  const sourced = rows.some(({ source, name }) => source !== '' && source !== name)
  const isNumber = (type: ColumnType) => type === 'number' || type === 'money'
  return (
    <>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={t('runs.gave.label')}>
        <table className="tab">
          <thead>
            <tr>
              {named && <th>{t('runs.gave.name')}</th>}
              {columns.map(({ name, type }) => (
                <th key={name} className={isNumber(type) ? 'n' : ''}>
                  {name}
                </th>
              ))}
              {written && <th>{t('runs.gave.text')}</th>}
              {sourced && <th>{t('runs.gave.source')}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // The rows of a kept result never change places.
              <tr key={`${index} ${row.name}`}>
                {named && <td>{row.name}</td>}
                {columns.map(({ name, type }) => (
                  <td key={name} className={looksOf(row, name, isNumber(type))}>
                    <span>{cellWords(row.values[name] ?? null, t)}</span>
                  </td>
                ))}
                {written && <td className="text">{row.text}</td>}
                {sourced && <td className="quiet">{row.source}</td>}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {count > rows.length && (
        <p className="note">
          {t('runs.gave.more', { count: count - rows.length, number: format.count(count - rows.length) })}
        </p>
      )}
    </>
  )
}

function looksOf(row: ShownRow, column: string, isNumber: boolean): string {
  return [isNumber ? 'n' : '', row.doubtful.includes(column) ? 'doubt' : ''].filter(Boolean).join(' ')
}

function cellWords(cell: Cell, t: (key: string) => string): string {
  if (cell === null) return ''
  if (typeof cell === 'boolean') return t(cell ? 'common.yes' : 'common.no')
  return String(cell)
}

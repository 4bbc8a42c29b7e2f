import { z } from 'zod'
import { columnSchema } from '../../../../shared/model/item.ts'
import { labelSchema } from '../../../../shared/steps/classify.ts'
import { ColumnsChip } from './columns-chip.tsx'
import { LabelsChip } from './labels-chip.tsx'

/** A list the owner types: columns that are pulled out, or labels things are sorted under. */
export function ListChip({
  control,
  value,
  ...common
}: {
  control: 'columns' | 'labels'
  value: unknown
  id: string
  label: string
  missing: string
  most: number
  onChange: (value: unknown) => void
}) {
  if (control === 'columns') return <ColumnsChip {...common} columns={z.array(columnSchema).catch([]).parse(value)} />
  return <LabelsChip {...common} labels={z.array(labelSchema).catch([]).parse(value)} />
}

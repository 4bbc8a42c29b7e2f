import { CodedError } from '../../../shared/contract/errors.ts'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import type { Cell, Column } from '../../../shared/model/item.ts'
import { numberOf } from '../../../shared/rules/compare.ts'
import { sumOf } from '../../../shared/rules/sum.ts'
import type { SumUpStep } from '../../../shared/steps/sum-up.ts'
import { requireColumns } from '../require-columns.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, Item, StepResult } from '../step-results.ts'
import { asItems, emptyItem, itemsOf } from '../values.ts'

/**
 * Sums rows up, exactly and without a model: one row for every value of the column they belong together by. Rows without a number
 * are counted in a column of their own, so that no sum looks more whole than it is.
 *
 * @throws CodedError run.noSuchColumn, agent.incomplete
 */
export async function sumUp(step: SumUpStep, given: Given | null, context: StepContext): Promise<StepResult> {
  if (given === null) throw new CodedError('agent.incomplete', {}, 'a sum builds on a list')
  const { items } = await itemsOf(given, context.scratch)
  if (items.length === 0) return { kind: 'nothing' }
  requireColumns([step.groupBy, step.how === 'count' ? '' : step.values], items)
  const { t } = createTranslator(context.order.language)
  const names = {
    group: step.groupBy === '' ? t('report.sums.all') : step.groupBy,
    value: step.how === 'count' ? t('report.sums.count') : t(`report.sums.${step.how}`, { column: step.values }),
    without: t('report.sums.without'),
  }
  const groups = new Map<string, { shown: Cell; items: Item[] }>()
  for (const item of items) {
    const shown = step.groupBy === '' ? names.group : (item.fields[step.groupBy] ?? null)
    const key = String(shown ?? '')
      .normalize('NFKC')
      .trim()
      .toLowerCase()
    const group = groups.get(key) ?? { shown, items: [] }
    group.items.push(item)
    groups.set(key, group)
  }
  const rows = [...groups.values()].map(({ shown, items: own }) => {
    const numbers = own.flatMap((item) => numberOf(item.fields[step.values] ?? null) ?? [])
    return { shown, value: valueOf(step.how, own.length, numbers), without: own.length - numbers.length }
  })
  rows.sort((left, right) => {
    if (step.order === 'found') return 0
    if (step.order === 'value')
      return (right.value ?? Number.NEGATIVE_INFINITY) - (left.value ?? Number.NEGATIVE_INFINITY)
    return collator.compare(String(left.shown ?? ''), String(right.shown ?? ''))
  })
  const hasGaps = step.how !== 'count' && rows.some(({ without }) => without > 0)
  const columns: Column[] = [
    { name: names.group, type: 'text', meaning: '' },
    { name: names.value, type: 'number', meaning: '' },
    ...(hasGaps ? [{ name: names.without, type: 'number' as const, meaning: '' }] : []),
  ]
  const summed = rows.map(({ shown, value, without }) => ({
    ...emptyItem(String(shown ?? '')),
    fields: { [names.group]: shown, [names.value]: value, ...(hasGaps ? { [names.without]: without } : {}) },
  }))
  return asItems({ columns, items: summed, leftOut: given.leftOut }, context.scratch)
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

function valueOf(how: SumUpStep['how'], count: number, numbers: readonly number[]): number | null {
  if (how === 'count') return count
  if (numbers.length === 0) return null
  switch (how) {
    case 'sum':
      return sumOf(numbers)
    case 'average':
      return sumOf(numbers) / numbers.length
    case 'least':
      return numbers.reduce((least, number) => Math.min(least, number))
    case 'greatest':
      return numbers.reduce((most, number) => Math.max(most, number))
  }
}

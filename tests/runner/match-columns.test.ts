import { expect, test } from 'vitest'
import { matchColumns } from '../../electron/runner/match-columns.ts'
import { emptyItem } from '../../electron/runner/values.ts'
import { stepIdSchema } from '../../shared/model/brand.ts'
import { blankStep } from '../../shared/steps/blank-step.ts'
import { type StepKind, stepSchema } from '../../shared/steps/step.ts'

const from = stepIdSchema.parse('table')
const step = (kind: StepKind, values: object) =>
  stepSchema.parse({ ...blankStep(kind, stepIdSchema.parse('x'), from), ...values })
const given = {
  kind: 'items' as const,
  columns: [],
  count: 1,
  items: [{ ...emptyItem('row 1'), fields: { Item: 'Labels', Ｓtock: 4 } }],
  stored: null,
  leftOut: [],
}

test('columns are found however they are spelled', () => {
  expect(
    matchColumns(step('decide', { test: { kind: 'compare', column: 'stock', operator: 'below', value: '10' } }), given),
  ).toMatchObject({ test: { column: 'Ｓtock', value: '10' } })
  expect(matchColumns(step('sumUp', { values: 'STOCK', groupBy: 'item' }), given)).toMatchObject({
    values: 'Ｓtock',
    groupBy: 'Item',
  })
  expect(matchColumns(step('notify', { message: '{ITEM}: {{x}} {stock}' }), given)).toMatchObject({
    message: '{Item}: {{x}} {Ｓtock}',
  })
})

test('what is nowhere, and what is spelled right, stays as it was written', () => {
  const tell = step('notify', { message: '{name} {text} {colour} {Item}' })
  expect(matchColumns(tell, given)).toEqual(tell)
  expect(matchColumns(tell, null)).toEqual(tell)
  const both = { ...given, items: [{ ...emptyItem('row'), fields: { item: 1, Item: 2 } }] }
  expect(matchColumns(step('notify', { message: '{item}' }), both)).toMatchObject({ message: '{item}' })
})

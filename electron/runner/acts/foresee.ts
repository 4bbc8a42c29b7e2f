import type { RootContent } from 'mdast'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import type { Translate } from '../../../shared/rules/format.ts'
import type { ApproveStep } from '../../../shared/steps/approve.ts'
import type { Step } from '../../../shared/steps/step.ts'
import { sourceIdOf } from '../performers.ts'
import { tableOf } from '../report/table-preview.ts'
import type { StepContext } from '../step-context.ts'
import type { Given } from '../step-results.ts'
import { gridOf } from '../tools/tables/table-of-items.ts'
import { tryStep } from '../trial/try-step.ts'
import { itemsOf } from '../values.ts'

/** So many rows and acts are shown one by one; the others are counted. */
const mostShown = 50

/** A list as the table it is: its first rows, and how many more there are. Empty for things that have no columns. */
export async function rowsShown(given: Given, context: StepContext): Promise<RootContent[]> {
  const { t } = createTranslator(context.order.language)
  const { columns, items } = await itemsOf(given, context.scratch)
  if (columns.length === 0) return []
  const grid = gridOf(columns, items, { name: t('report.table.name'), text: t('report.table.text') })
  return [tableOf(grid, mostShown), ...moreThan(mostShown, items.length, t)]
}

/**
 * What the steps after a question will do with what it is about, up to the next question: the files they make, where each file goes and
 * under which name, the rows they add, the words of each message, the command. Steps that build on what is still to be made are left out.
 */
export async function actsForeseen(step: ApproveStep, given: Given, context: StepContext): Promise<RootContent[]> {
  const { steps } = context.order.agent
  const { t } = createTranslator(context.order.language)
  const after = steps.slice(steps.findIndex(({ id }) => id === step.id) + 1)
  const next = after.findIndex(({ kind }) => kind === 'approve')
  const told: RootContent[] = []
  for (const each of next === -1 ? after : after.slice(0, next)) {
    if (sourceIdOf(each) === step.from) told.push(...(await actsOf(each, given, context, t)))
  }
  return told.length === 0 ? [] : [heading(t('approvals.afterYes.title')), ...told]
}

async function actsOf(step: Step, given: Given, context: StepContext, t: Translate): Promise<RootContent[]> {
  if ((step.kind === 'writeTable' || step.kind === 'writeDocument') && step.mode === 'new') {
    return [paragraph(t('approvals.afterYes.file', { title: step.title, folder: step.folder ?? '' }))]
  }
  const { items } = await itemsOf(given, context.scratch)
  if (step.kind === 'writeTable' || step.kind === 'writeDocument') {
    return [paragraph(t('approvals.afterYes.added', { count: items.length, file: step.file ?? '' }))]
  }
  const tried = await tryStep(step, given, context, { most: mostShown, folder: '' })
  if (tried.kind === 'do' || tried.plan === null || tried.plan.columns.length === 0) return []
  const { columns, rows, count } = tried.plan
  const named = columns.map((column) => ({ ...column, name: fieldWords(step, column.name, t) }))
  const grid = {
    columns: [{ name: t('report.table.name'), type: 'text' as const, meaning: '' }, ...named],
    rows: rows.map(({ name, values }) => [name, ...columns.map((column) => values[column.name] ?? null)]),
  }
  return [
    paragraph(t('approvals.afterYes.does', { what: t(`steps.${step.kind}.name`) })),
    tableOf(grid, mostShown),
    ...moreThan(rows.length, count, t),
  ]
}

function fieldWords(step: Step, field: string, t: Translate): string {
  return step.kind === 'runProgram' ? t('approvals.parts.program') : t(`steps.${step.kind}.fields.${field}`)
}

function moreThan(shown: number, count: number, t: Translate): RootContent[] {
  return count > shown ? [paragraph(t('runs.gave.more', { count: count - shown, number: String(count - shown) }))] : []
}

function heading(text: string): RootContent {
  return { type: 'heading', depth: 2, children: [{ type: 'text', value: text }] }
}

function paragraph(text: string): RootContent {
  return { type: 'paragraph', children: [{ type: 'text', value: text }] }
}

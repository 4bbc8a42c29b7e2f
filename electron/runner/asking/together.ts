import type { StepId } from '../../../shared/model/brand.ts'
import type { Task } from '../prompts/tasks.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, Item, StepResult } from '../step-results.ts'
import { asItems, emptyItem, itemsOf } from '../values.ts'
import { writeAboutAll } from './ask-about-item.ts'
import { areRows, asOneTable, type Material, materialOf } from './material.ts'

/** One text about all things together, as a list of one. */
export async function writeTogether(
  stepId: StepId,
  task: Task,
  given: Given,
  cites: boolean,
  context: StepContext,
): Promise<StepResult> {
  const materials = await materialsOf(given, context)
  if (materials.length === 0) return { kind: 'nothing' }
  const isOneTable = materials.length === 1 && materials[0]?.name === tableName(context)
  const label = context.order.agent.name
  const written = await writeAboutAll(stepId, task, materials, { label, cites: cites && !isOneTable }, context)
  const item: Item = { ...emptyItem(label), text: written.text, cites: written.cites }
  return asItems({ columns: [], items: [item], leftOut: given.leftOut }, context.scratch)
}

/** Everything a result holds, as texts; a plain table is one text. */
export async function materialsOf(given: Given, context: StepContext): Promise<Material[]> {
  const { columns, items } = await itemsOf(given, context.scratch)
  if (areRows(items)) return [asOneTable(tableName(context), columns, items)]
  const materials: Material[] = []
  for (const item of items) materials.push(await materialOf(item, context))
  return materials
}

function tableName({ order }: StepContext): string {
  return order.agent.name
}

import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Test } from '../../../shared/model/test.ts'
import { compareCell } from '../../../shared/rules/compare.ts'
import type { DecideStep } from '../../../shared/steps/decide.ts'
import type { Json } from '../checkpoints.ts'
import { chooseWord } from '../asking/choose-word.ts'
import { countFailures, orLeftOut } from '../asking/failures.ts'
import { requireColumns } from '../require-columns.ts'
import type { StepContext } from '../step-context.ts'
import { type Given, type Item, itemsResultSchema, type StepResult } from '../step-results.ts'
import { sha256 } from '../tools/files/sha256.ts'
import { asItems, itemsOf } from '../values.ts'

/** Under which a decision keeps the things that did not pass, for `otherwise`. */
export const othersItem = 'others'

/**
 * Lets those things go on that pass the test. Plain comparisons are done here; a question is put to the model for each thing. A thing
 * for which it gives no clear yes or no is left out.
 */
export async function decide(step: DecideStep, given: Given | null, context: StepContext): Promise<StepResult> {
  if (given === null) throw new CodedError('agent.incomplete', {}, 'a decision builds on a step')
  const { columns, items } = await itemsOf(given, context.scratch)
  if (step.test.kind === 'compare') requireColumns([step.test.column], items)
  const passed: Item[] = []
  const others: Item[] = []
  const leftOut = [...given.leftOut]
  const failures = countFailures()
  for (const [index, item] of items.entries()) {
    context.signal.throwIfAborted()
    context.progress({ done: index, total: items.length, item: item.name })
    const verdict = await judge(step, step.test, item, index, context)
    failures.note(typeof verdict === 'object' ? verdict.leftOut : null)
    if (typeof verdict === 'object') leftOut.push(verdict.leftOut)
    else if (verdict) passed.push(item)
    else others.push(item)
  }
  if (items.length > 0 && passed.length + others.length === 0) {
    throw new CodedError('run.nothingUsable', { count: items.length })
  }
  const rest: Json = await asItems({ columns, items: others, leftOut: [] }, context.scratch)
  await context.checkpoints.keep(othersItem, rest)
  if (passed.length === 0) return { kind: 'nothing' }
  return asItems({ columns, items: passed, leftOut }, context.scratch)
}

/** What a decision kept of those that did not pass. */
export function readOthers(value: unknown): Given | null {
  const read = itemsResultSchema.safeParse(value)
  return read.success && read.data.count > 0 ? read.data : null
}

const verdictSchema = z.object({ yes: z.boolean() })

async function judge(step: DecideStep, test: Test, item: Item, index: number, context: StepContext) {
  if (test.kind === 'compare')
    return compareCell(test.column === '' ? item.name : (item.fields[test.column] ?? null), test)
  const key = `verdict-${sha256(Buffer.from(JSON.stringify([index, item])))}`
  const kept = context.checkpoints.find(key, verdictSchema)
  if (kept !== null) return kept.yes
  return orLeftOut(item.name, context, async () => {
    const word = await chooseWord(
      step.id,
      { kind: 'decide', question: test.question },
      ['yes', 'no', '是', '否'],
      item,
      context,
    )
    if (word === null) throw new CodedError('model.badAnswer', {}, 'neither yes nor no')
    const yes = word === 'yes' || word === '是'
    await context.checkpoints.keep(key, { yes })
    return yes
  })
}

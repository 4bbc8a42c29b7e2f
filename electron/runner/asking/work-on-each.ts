import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Column } from '../../../shared/model/item.ts'
import { leftOutSchema } from '../../../shared/model/run.ts'
import type { StepContext } from '../step-context.ts'
import { type Given, type Item, itemSchema, type StepResult } from '../step-results.ts'
import { sha256 } from '../tools/files/sha256.ts'
import { asItems, itemsOf } from '../values.ts'
import { countFailures, orLeftOut } from './failures.ts'

const outcomeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done'), items: z.array(itemSchema) }),
  z.object({ kind: z.literal('leftOut'), leftOut: leftOutSchema }),
])
type Outcome = z.infer<typeof outcomeSchema>

/**
 * Works on every thing of a list, one after the other; each is kept as soon as it is done, so that a resume never does it again. A
 * thing the work fails for is left out with its reason.
 *
 * @param work what one thing becomes: one thing or several, or none
 * @param columnsOf the columns of the whole list afterwards
 * @throws CodedError trouble with the service or the disk, or `run.nothingUsable` when nothing could be done at all
 */
export async function workOnEach(
  given: Given | null,
  context: StepContext,
  work: (item: Item) => Promise<readonly Item[]>,
  columnsOf: (columns: readonly Column[]) => readonly Column[],
): Promise<StepResult> {
  if (given === null) throw new CodedError('agent.incomplete', {}, 'the step builds on a step')
  const { columns, items } = await itemsOf(given, context.scratch)
  if (items.length === 0) return { kind: 'nothing' }
  const done: Item[] = []
  const leftOut = [...given.leftOut]
  const failures = countFailures()
  let usable = 0
  for (const [index, item] of items.entries()) {
    context.signal.throwIfAborted()
    context.progress({ done: index, total: items.length, item: item.name, part: null })
    const outcome = await once(index, item, context, work)
    failures.note(outcome.kind === 'leftOut' ? outcome.leftOut : null)
    if (outcome.kind === 'leftOut') {
      leftOut.push(outcome.leftOut)
    } else {
      usable += 1
      done.push(...outcome.items)
    }
  }
  if (usable === 0) throw new CodedError('run.nothingUsable', { count: items.length })
  if (done.length === 0) return { kind: 'nothing' }
  return asItems({ columns: columnsOf(columns), items: done, leftOut }, context.scratch)
}

async function once(
  index: number,
  item: Item,
  context: StepContext,
  work: (item: Item) => Promise<readonly Item[]>,
): Promise<Outcome> {
  const key = `item-${sha256(Buffer.from(JSON.stringify([index, item])))}`
  const kept = context.checkpoints.find(key, outcomeSchema)
  if (kept !== null) return kept
  const outcome = await orLeftOut(
    item.name,
    context,
    async (): Promise<Outcome> => ({
      kind: 'done',
      items: [...(await work(item))],
    }),
  )
  await context.checkpoints.keep(key, outcome)
  return outcome
}

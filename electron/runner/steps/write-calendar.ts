import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { LeftOut } from '../../../shared/model/run.ts'
import type { WriteCalendarStep } from '../../../shared/steps/write-calendar.ts'
import { putDeliverable } from '../acts/put-deliverable.ts'
import { calendarOf, type Entry, entryOf } from '../calendar/calendar-file.ts'
import { requireColumns } from '../require-columns.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, StepResult } from '../step-results.ts'
import { itemsOf } from '../values.ts'

/**
 * Writes the dates of a list as a calendar file that any calendar program opens. A thing without a date that can be read is left out
 * with its reason.
 *
 * @throws CodedError run.noSuchColumn, run.nothingUsable, or why the file cannot be written
 */
export async function writeCalendar(
  step: WriteCalendarStep,
  given: Given | null,
  context: StepContext,
): Promise<StepResult> {
  if (given === null) throw new CodedError('agent.incomplete', {}, 'a calendar builds on a list')
  const { items } = await itemsOf(given, context.scratch)
  requireColumns([step.start, step.end, step.place], items)
  const { order } = context
  const entries: Entry[] = []
  const leftOut: LeftOut[] = []
  for (const [index, item] of items.entries()) {
    const entry = entryOf(item, step, order.zone)
    if (entry !== null) entries.push({ ...entry, id: `${order.agent.id}-${step.id}-${index + 1}-${entry.key}` })
    else
      leftOut.push(
        await context.leaveOut(item.name, toAppError(new CodedError('calendar.noDate', { column: step.start }))),
      )
  }
  if (entries.length === 0) throw new CodedError('run.nothingUsable', { count: items.length })
  const text = calendarOf(entries, { name: step.title, zone: order.zone, stampedAt: order.createdAt })
  const path = await putDeliverable(
    step,
    { folder: step.folder, title: step.title, format: 'ics', bytes: Buffer.from(text), preview: listOf(entries) },
    context,
  )
  return { kind: 'written', path, more: [], leftOut }
}

function listOf(entries: readonly Entry[]): string {
  return entries.map(({ summary, shown }) => `- **${shown}** ${summary.replace(/[\\`*_[\]<>]/g, '\\$&')}`).join('\n')
}

import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import type { WriteTableStep } from '../../../shared/steps/write-table.ts'
import { changeFile } from '../acts/change-file.ts'
import { putDeliverable } from '../acts/put-deliverable.ts'
import { writeMarkdown } from '../report/markdown.ts'
import { tableOf } from '../report/table-preview.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, StepResult } from '../step-results.ts'
import { decodeText } from '../tools/documents/decode-text.ts'
import { appendToCsv, appendToWorkbook } from '../tools/tables/append-rows.ts'
import { asCsv, asWorkbook, withTotals } from '../tools/tables/make-table.ts'
import { type Grid, gridOf } from '../tools/tables/table-of-items.ts'
import { itemsOf } from '../values.ts'

/**
 * Writes a list as a table: a new file, or rows below those of a file the owner picked, which otherwise stays as it is.
 *
 * @throws CodedError file.notChosen, table.notASheet, run.noSuchColumn, or why the file cannot be written
 */
export async function writeTable(step: WriteTableStep, given: Given | null, context: StepContext): Promise<StepResult> {
  if (given === null) throw new CodedError('agent.incomplete', {}, 'a table builds on a list')
  const { t } = createTranslator(context.order.language)
  const { columns, items } = await itemsOf(given, context.scratch)
  if (items.length === 0) return { kind: 'nothing' }
  const grid = gridOf(columns, items, { name: t('report.table.name'), text: t('report.table.text') })
  const path = step.mode === 'new' ? await writeNew(step, grid, context) : await append(step, grid, context)
  return { kind: 'written', path, more: [], leftOut: [] }
}

const madeSchema = z.object({ stored: z.string() })

async function writeNew(step: WriteTableStep, grid: Grid, context: StepContext): Promise<string> {
  const { t } = createTranslator(context.order.language)
  const whole = step.totals ? withTotals(grid, t('report.table.total')) : grid
  const kept = context.checkpoints.find('made', madeSchema)
  let bytes = kept === null ? null : await context.scratch.get(kept.stored)
  if (bytes === null) {
    bytes = step.format === 'csv' ? await asCsv(whole) : await asWorkbook(whole, step.title)
    await context.checkpoints.keep('made', { stored: await context.scratch.put(bytes) })
  }
  const preview = previewOf(whole)
  return putDeliverable(step, { folder: step.folder, title: step.title, format: step.format, bytes, preview }, context)
}

async function append(step: WriteTableStep, grid: Grid, context: StepContext): Promise<string> {
  if (step.file === null) throw new CodedError('file.notChosen')
  return changeFile(
    step,
    { path: step.file, title: step.file, preview: previewOf(grid) },
    async (before, name) => {
      if (before.subarray(0, 2).toString('latin1') === 'PK') return appendToWorkbook(name, before, grid, context.signal)
      const decoded = decodeText(before)
      if (before.length > 0 && decoded === null) throw new CodedError('table.notASheet', { name })
      // What is not UTF-8 would be spoilt by texts it cannot hold.
      if (decoded !== null && decoded.encoding !== 'utf-8')
        throw new CodedError('table.otherEncoding', { name, encoding: decoded.encoding })
      return Buffer.from(await appendToCsv(before.toString('utf8'), grid))
    },
    context,
  )
}

const mostShown = 200

/** The first rows as a table in Markdown, for the page. */
function previewOf(grid: Grid): string {
  return writeMarkdown([tableOf(grid, mostShown)])
}

import { longestPreview } from '../../../shared/model/run.ts'
import { basename, extname } from 'node:path'
import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import { deliverableIdSchema } from '../../../shared/model/brand.ts'
import type { WriteDocumentStep } from '../../../shared/steps/write-document.ts'
import { changeFile } from '../acts/change-file.ts'
import { reportAsHtml } from '../report/as-html.ts'
import { reportAsMarkdown, reportAsText } from '../report/as-markdown.ts'
import { composeListReport } from '../report/list-report.ts'
import { composeReport, dayOf, type Picture, type Report } from '../report/report.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, StepResult } from '../step-results.ts'
import { fileNameAt, fileStem } from '../tools/files/file-name.ts'
import { grantedFolder } from '../tools/files/granted-folder.ts'
import { openGranted } from '../tools/files/open-granted.ts'
import { putFile } from '../tools/files/put-file.ts'
import { sha256 } from '../tools/files/sha256.ts'
import { itemsOf } from '../values.ts'

/**
 * Writes the report into the folder the owner chose, named after its title and day. A resume finds what was written and does not
 * write it again; another file of that name is never touched.
 *
 * @throws CodedError when the folder may not or cannot be used, or the file cannot be written
 */
export async function writeDocument(
  step: WriteDocumentStep,
  source: Given | null,
  context: StepContext,
): Promise<StepResult> {
  if (source === null) throw new CodedError('agent.incomplete', {}, 'a report builds on a step')
  const made = await reportOf(step, source, context)
  if (made === null) return { kind: 'nothing' }
  const report = { ...made, picture: await chartOf(step, context) }
  if (step.mode === 'append') return append(step, report, context)
  const { order, disk, main, clock } = context
  const folder = await grantedFolder(step.folder, 'write', order.agent.grants, disk)
  const { stem, bytes } = await renderOnce(step, report, context)
  context.signal.throwIfAborted()
  context.progress({ total: 1, item: fileNameAt(stem, step.format, 1) })
  const hash = sha256(bytes)
  const size = bytes.length
  const itemAt = (attempt: number): string => (attempt === 1 ? 'report' : `report-${attempt}`)
  const path = await putFile(
    {
      folder,
      nameAt: (attempt) => fileNameAt(stem, step.format, attempt),
      bytes,
      mark: `${order.runId}/${step.id}`,
    },
    {
      begin: (attempt, place) =>
        main.call('act.begin', { stepId: step.id, item: itemAt(attempt), path: place, sha256: hash, bytes: size }),
      async end(attempt, place) {
        await main.call('deliverable.add', {
          id: deliverableIdSchema.parse(sha256(`${order.runId}/${step.id}`).slice(0, 32)),
          runId: order.runId,
          stepId: step.id,
          title: titleOf(step, context).slice(0, 300),
          path: place,
          format: step.format,
          bytes: size,
          sha256: hash,
          createdAt: clock.now(),
          preview:
            step.format === 'md' || step.format === 'txt' ? null : reportAsMarkdown(report).slice(0, longestPreview),
        })
        await main.call('act.end', { stepId: step.id, item: itemAt(attempt) })
      },
    },
    disk,
  )
  return { kind: 'written', path, more: [], leftOut: [] }
}

const renderedSchema = z.object({ stored: z.string(), stem: z.string() })

/** The report's bytes are put aside before the first try, so that every try writes the same file. */
async function renderOnce(
  step: WriteDocumentStep,
  report: Report,
  context: StepContext,
): Promise<{ stem: string; bytes: Uint8Array }> {
  const kept = context.checkpoints.find('rendered', renderedSchema)
  const stored = kept === null ? null : await context.scratch.get(kept.stored)
  if (kept !== null && stored !== null) return { stem: kept.stem, bytes: stored }
  const bytes = await render(step, report, context)
  const { createdAt, zone, language } = context.order
  const fallback = createTranslator(language).t('report.untitled')
  const stem = fileStem(titleOf(step, context), dayOf(createdAt, zone), fallback)
  await context.checkpoints.keep('rendered', { stored: await context.scratch.put(bytes), stem })
  return { stem, bytes }
}

/** Whatever a step gave as a report; null where there is nothing in it. */
async function reportOf(
  step: WriteDocumentStep,
  source: Given,
  { order, scratch }: StepContext,
): Promise<Report | null> {
  if (source.kind === 'summaries') return composeReport(step.title, source, order)
  const list = await itemsOf(source, scratch)
  return list.items.length === 0 ? null : composeListReport(step.title, { ...list, leftOut: source.leftOut }, order)
}

async function render(step: WriteDocumentStep, report: Report, { main }: StepContext): Promise<Uint8Array> {
  switch (step.format) {
    case 'html':
      return Buffer.from(reportAsHtml(report))
    case 'pdf': {
      const { pdf } = await main.call('document.print', { stepId: step.id, html: reportAsHtml(report) })
      return Buffer.from(pdf, 'base64')
    }
    case 'docx':
      return (await import('../report/as-word.ts')).reportAsWord(report)
    case 'md':
      return Buffer.from(reportAsMarkdown(report))
    case 'txt':
      return Buffer.from(reportAsText(report))
  }
}

/** Added to the file the owner picked; what it held is kept, so that it can be had back. */
async function append(step: WriteDocumentStep, report: Report, context: StepContext): Promise<StepResult> {
  if (step.file === null) throw new CodedError('file.notChosen')
  const file = { path: step.file, title: step.title, preview: reportAsMarkdown(report).slice(0, 400_000) }
  const { addTo } = await import('../report/add-to.ts')
  const path = await changeFile(step, file, (before, name) => addTo(before, name, report), context)
  return { kind: 'written', path, more: [], leftOut: [] }
}

/** The picture an earlier step of this run drew. */
async function chartOf(step: WriteDocumentStep, { results, order }: StepContext): Promise<Picture | null> {
  if (step.chart === null) return null
  const drawn = results.get(step.chart)
  if (drawn?.kind !== 'written') return null
  const { handle, bytes } = await openGranted(
    drawn.path,
    'read',
    order.agent.grants.map((grant) => ({ ...grant, access: 'read' as const })),
  )
  try {
    if (bytes > mostPictureBytes) return null
    const title = basename(drawn.path, extname(drawn.path))
    return { title, path: drawn.path, png: await handle.readFile() }
  } finally {
    await handle.close()
  }
}

const mostPictureBytes = 5_000_000

function titleOf(step: WriteDocumentStep, { order }: StepContext): string {
  const title = step.title.trim()
  return title === '' ? createTranslator(order.language).t('report.untitled') : title
}

import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import type { DrawChartStep } from '../../../shared/steps/draw-chart.ts'
import { putDeliverable } from '../acts/put-deliverable.ts'
import { mostPoints, type Point, pointsOf, withOthers } from '../charts/chart.ts'
import { drawChartSvg } from '../charts/draw-chart-svg.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, StepResult } from '../step-results.ts'
import { requireColumns } from '../require-columns.ts'
import { itemsOf } from '../values.ts'

/**
 * Draws a list as a picture into the folder the owner chose. Things without a number are left off and counted under the picture.
 *
 * @throws CodedError run.noSuchColumn, chart.nothingToDraw, chart.tooMany, chart.noFont, or why the file cannot be written
 */
export async function drawChart(step: DrawChartStep, given: Given | null, context: StepContext): Promise<StepResult> {
  if (given === null) throw new CodedError('agent.incomplete', {}, 'a chart builds on a list')
  const { stored, preview } = await drawOnce(step, given, context)
  const bytes = await context.scratch.get(stored)
  if (bytes === null) throw new CodedError('run.setAsideLost')
  const file = { folder: step.folder, title: step.title, format: 'png' as const, bytes, preview }
  const path = await putDeliverable(step, file, context)
  return { kind: 'written', path, more: [], leftOut: [] }
}

const drawnSchema = z.object({ stored: z.string(), preview: z.string() })
type Drawn = z.infer<typeof drawnSchema>

/** The picture is put aside before the first try to write it, so that every try writes the same bytes. */
async function drawOnce(step: DrawChartStep, given: Given, context: StepContext): Promise<Drawn> {
  const { checkpoints, scratch } = context
  const kept = checkpoints.find('drawn', drawnSchema)
  if (kept !== null && (await scratch.get(kept.stored)) !== null) return kept
  const drawn = await draw(step, given, context)
  await checkpoints.keep('drawn', drawn)
  return drawn
}

async function draw(step: DrawChartStep, given: Given, context: StepContext): Promise<Drawn> {
  const { items } = await itemsOf(given, context.scratch)
  requireColumns([step.values, step.names], items)
  const { language } = context.order
  const { t } = createTranslator(language)
  const { points, without } = pointsOf(items, step)
  if (points.length === 0) throw new CodedError('chart.nothingToDraw', { column: step.values })
  if (step.shape === 'share' && points.some(({ value }) => value < 0)) {
    throw new CodedError('chart.belowZero', { column: step.values })
  }
  const most = mostPoints[step.shape]
  if (step.shape === 'line' && points.length > most) {
    throw new CodedError('chart.tooMany', { count: points.length, max: most })
  }
  const drawn = step.shape === 'line' ? points : withOthers(points, most, t('report.chart.others'))
  const svg = drawChartSvg({
    shape: step.shape,
    title: step.title,
    measure: step.values,
    points: drawn,
    note: without === 0 ? null : t('report.chart.without', { count: without }),
    language,
  })
  const { asPicture } = await import('../charts/as-picture.ts')
  return { stored: await context.scratch.put(await asPicture(svg)), preview: asTable(drawn, step) }
}

/** The same as a table, for those who cannot see the picture. */
function asTable(points: readonly Point[], step: DrawChartStep): string {
  const cell = (value: string | number) =>
    String(value)
      .replaceAll(/\s+/g, ' ')
      .replace(/[\\`*_[\]<>|]/g, '\\$&')
  const rows = points.map(({ name, value }) => `| ${cell(name)} | ${cell(value)} |`)
  return [`| ${cell(step.names) || ' '} | ${cell(step.values)} |`, '| --- | ---: |', ...rows].join('\n')
}

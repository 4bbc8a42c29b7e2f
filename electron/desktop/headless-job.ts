import type { i18n } from 'i18next'
import type { AppError } from '../../shared/contract/errors.ts'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { RunId } from '../../shared/model/brand.ts'
import { hasEnded, type Run } from '../../shared/model/run.ts'
import { totalTokens } from '../../shared/model/usage.ts'
import { usageMoneyText } from '../../shared/rules/format.ts'

export type HeadlessJob = {
  /** Makes the sample agent when it is missing, starts it and says which run it is. */
  start(): Promise<{ runId: RunId; documentsFolder: string }>
  observe(listener: (event: AppEvent) => void): () => void
  read(runId: RunId): Run
  translator: i18n
  output: { write(text: string): void; isTTY: boolean; columns: number }
}

const barWidth = 24

/**
 * The main job where there is no display: the sample agent on the sample documents, with a progress bar, live tokens and
 * cost, and the path of the report. Resolves to the exit code: 0 when a report was written, 1 otherwise.
 */
export async function runHeadlessJob(job: HeadlessJob): Promise<number> {
  const { output, translator } = job
  const line = (text: string) => output.write(`${text}\n`)
  line(translator.t('desktop.headless.noDisplay'))
  let wanted: RunId | null = null
  let finish: (run: Run) => void = () => undefined
  const ended = new Promise<Run>((resolve) => {
    finish = resolve
  })
  const progress = createProgressLine(output)
  const look = (run: Run) => {
    if (hasEnded(run.state)) finish(run)
    else progress.show(progressText(run, translator))
  }
  const stopObserving = job.observe((event) => {
    if (event.type === 'run.saved' && event.run.id === wanted) look(event.run)
    if (event.type === 'run.meter' && event.runId === wanted) look({ ...job.read(event.runId), usage: event.usage })
  })
  const { runId, documentsFolder } = await job.start()
  wanted = runId
  line(translator.t('desktop.headless.folder', { path: documentsFolder }))
  line(translator.t('desktop.headless.model', { model: job.read(runId).modelLabel }))
  if (job.read(runId).model.providerId === 'practice') line(translator.t('desktop.headless.practice'))
  look(job.read(runId))
  const run = await ended
  stopObserving()
  progress.end()
  for (const text of closingLines(run, translator)) line(text)
  return run.state.name === 'succeeded' && run.deliverables.length > 0 ? 0 : 1
}

function progressText(run: Run, translator: i18n): { share: number; text: string } {
  const counted = run.steps.map((step) => {
    if (step.state === 'done') return 1
    return step.total === null || step.total === 0 ? 0 : step.done / step.total
  })
  const share = counted.reduce((sum, part) => sum + part, 0) / Math.max(1, counted.length)
  const current = run.steps.find((step) => step.state === 'running')
  const parts = [
    current?.total === null || current === undefined
      ? ''
      : translator.t('desktop.headless.progress', { done: current.done, total: current.total }),
    translator.t('desktop.headless.tokens', { tokens: tokensText(run, translator) }),
    usageMoneyText(run.usage, translator.language, translator.t),
    current?.item ?? '',
  ]
  return { share, text: parts.filter((part) => part !== '').join('  ') }
}

function closingLines(run: Run, translator: i18n): string[] {
  const leftOut = run.leftOut.map(({ item, error }) => {
    return translator.t('desktop.headless.leftOut', { item, reason: errorText(error, 'what', translator) })
  })
  const cost = translator.t('desktop.headless.cost', {
    money: usageMoneyText(run.usage, translator.language, translator.t),
    tokens: tokensText(run, translator),
    calls: run.usage.calls,
  })
  const reports = run.deliverables.map(({ path }) => translator.t('desktop.headless.report', { path }))
  return [outcomeLine(run, translator), ...leftOut, cost, ...reports]
}

function outcomeLine(run: Run, translator: i18n): string {
  switch (run.state.name) {
    case 'succeeded':
      if (run.state.outcome === 'nothingToDo') return translator.t('desktop.headless.nothingToDo')
      if (run.state.outcome === 'complete') return translator.t('desktop.headless.complete')
      return translator.t('desktop.headless.partial', { count: run.leftOut.length + run.leftOutMore })
    case 'failed':
    case 'skipped': {
      const { error } = run.state
      return translator.t('desktop.headless.failed', {
        what: errorText(error, 'what', translator),
        meaning: errorText(error, 'meaning', translator),
        next: errorText(error, 'next', translator),
      })
    }
    case 'stopped':
    case 'stopping':
    case 'queued':
    case 'running':
    case 'waiting':
      return translator.t('desktop.headless.stopped')
  }
}

function errorText(error: AppError, part: 'what' | 'meaning' | 'next', translator: i18n): string {
  return translator.t(`errors.${error.code}.${part}`, error.params)
}

function tokensText(run: Run, translator: i18n): string {
  return new Intl.NumberFormat(translator.language).format(totalTokens(run.usage.tokens) + run.usage.estimatedTokens)
}

/** One line that is drawn over itself on a terminal, and a line per tenth where output goes to a file. */
function createProgressLine(output: HeadlessJob['output']) {
  let lastTenth = -1
  let drawn = false
  return {
    show({ share, text }: { share: number; text: string }) {
      const filled = Math.round(share * barWidth)
      const bar = `[${'#'.repeat(filled)}${'.'.repeat(barWidth - filled)}] ${String(Math.floor(share * 100)).padStart(3)} %  ${text}`
      if (output.isTTY) {
        output.write(`\r\u001b[2K${bar.slice(0, Math.max(20, output.columns - 1))}`)
        drawn = true
        return
      }
      const tenth = Math.floor(share * 10)
      if (tenth === lastTenth) return
      lastTenth = tenth
      output.write(`${bar}\n`)
    },
    end() {
      if (drawn) output.write('\r\u001b[2K')
    },
  }
}

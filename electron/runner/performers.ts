import type { Step, StepKind, StepOf } from '../../shared/steps/step.ts'
import type { StepContext } from './step-context.ts'
import type { Given, StepResult } from './step-results.ts'

/** Does one kind of step. `given`: what the step it builds on gave; null for a step that builds on none. */
export type Perform<Kind extends StepKind> = (
  step: StepOf<Kind>,
  given: Given | null,
  context: StepContext,
) => Promise<StepResult>

/** The module of a kind of step is loaded when it is first needed: a run's first step starts fast. */
const performers: { readonly [Kind in StepKind]: () => Promise<Perform<Kind>> } = {
  readFolder: async () => (await import('./steps/read-folder.ts')).readFolder,
  summarize: async () => (await import('./steps/summarize.ts')).summarize,
  writeDocument: async () => (await import('./steps/write-document.ts')).writeDocument,
  approve: async () => (await import('./steps/approve.ts')).approve,
  drawChart: async () => (await import('./steps/draw-chart.ts')).drawChart,
  askAi: async () => (await import('./steps/ask-ai.ts')).askAi,
  extract: async () => (await import('./steps/extract.ts')).extract,
  classify: async () => (await import('./steps/classify.ts')).classify,
  translate: async () => (await import('./steps/translate.ts')).translate,
  compare: async () => (await import('./steps/compare.ts')).compare,
  draft: async () => (await import('./steps/draft.ts')).draft,
  decide: async () => (await import('./steps/decide.ts')).decide,
  otherwise: async () => (await import('./steps/otherwise.ts')).otherwise,
  readFile: async () => (await import('./steps/read-file.ts')).readFile,
  readTable: async () => (await import('./steps/read-table.ts')).readTable,
  sumUp: async () => (await import('./steps/sum-up.ts')).sumUp,
  writeTable: async () => (await import('./steps/write-table.ts')).writeTable,
  arrangeFiles: async () => (await import('./steps/arrange-files.ts')).arrangeFiles,
  sendMessage: async () => (await import('./steps/send-message.ts')).sendMessage,
  readClipboard: async () => (await import('./steps/read-clipboard.ts')).readClipboard,
  readResult: async () => (await import('./steps/read-result.ts')).readResult,
  describeImages: async () => (await import('./steps/describe-images.ts')).describeImages,
  notify: async () => (await import('./steps/notify.ts')).notify,
  readMail: async () => (await import('./steps/read-mail.ts')).readMail,
  sendMail: async () => (await import('./steps/send-mail.ts')).sendMail,
  writeCalendar: async () => (await import('./steps/write-calendar.ts')).writeCalendar,
  work: async () => (await import('./steps/work.ts')).work,
  runProgram: async () => (await import('./steps/run-program.ts')).runProgram,
  readFeed: async () => (await import('./steps/read-feed.ts')).readFeed,
  readPage: async () => (await import('./steps/read-page.ts')).readPage,
}

/** Does a step, whichever it is. A step whose source has nothing in it has nothing to do. */
export async function perform<Kind extends StepKind>(
  step: StepOf<Kind>,
  source: StepResult | null,
  context: StepContext,
): Promise<StepResult> {
  // What a decision let nothing pass of may still have others.
  if (source?.kind === 'nothing' && step.kind !== 'otherwise') return source
  const work = await performers[step.kind]()
  return work(step, source?.kind === 'nothing' ? null : source, context)
}

/** The step a step builds on; null for one that builds on none. */
export function sourceIdOf(step: Step): Step['id'] | null {
  return 'from' in step ? step.from : null
}

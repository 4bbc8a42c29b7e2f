import type { StepKind } from '../../../../shared/steps/step.ts'
import type { IconName } from '../../../ui/icons.tsx'

/** The picture each kind of step is known by. */
export const kindIcons: { readonly [Kind in StepKind]: IconName } = {
  readFolder: 'folder',
  readFile: 'text',
  readTable: 'table',
  readPage: 'globe',
  readFeed: 'news',
  readMail: 'mail',
  askAi: 'spark',
  summarize: 'text',
  extract: 'extract',
  classify: 'labels',
  translate: 'language',
  compare: 'compare',
  draft: 'write',
  work: 'work',
  sumUp: 'sum',
  decide: 'filter',
  otherwise: 'branch',
  approve: 'stamp',
  writeDocument: 'write',
  writeTable: 'table',
  drawChart: 'chart',
  writeCalendar: 'calendar',
  arrangeFiles: 'folder',
  runProgram: 'program',
  sendMail: 'mail',
  notify: 'bell',
  sendMessage: 'spark',
}

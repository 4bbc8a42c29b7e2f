import { type StepId, stepIdSchema } from '../model/brand.ts'
import { fieldsOf, type Step, type StepKind, stepSchema } from './step.ts'

/** Stands where no earlier step has been chosen yet. No step has this id. */
export const noStep = stepIdSchema.parse('none')

type Values = Readonly<Record<string, unknown>>

/** What a new step of each kind holds; the rest are the defaults of its schema. */
const values: { readonly [Kind in StepKind]: Values } = {
  readFolder: { folder: null, recursive: false },
  readFile: { file: null },
  readTable: { file: null },
  readPage: { address: '', what: 'article', part: '', render: 'plain' },
  readFeed: { address: '', which: 'new', most: 30 },
  readClipboard: {},
  readResult: { agent: null, which: 'newest' },
  readMail: { account: null, which: 'new', most: 50 },
  askAi: { mode: 'each', instruction: '' },
  summarize: { length: 'medium', focus: '' },
  extract: { columns: [], rows: 'one' },
  classify: { labels: [] },
  translate: { language: 'en' },
  compare: { other: null, focus: '' },
  draft: { mode: 'each', sort: 'reply', tone: 'friendly', language: 'same', instruction: '' },
  describeImages: { language: 'en', instruction: '' },
  work: { goal: '', tools: { note: true }, turns: 20, minutes: 20, spend: 0 },
  decide: { test: { kind: 'ask', question: '' } },
  otherwise: {},
  sumUp: { groupBy: '', how: 'sum', values: '', order: 'value' },
  approve: { message: '' },
  writeDocument: { folder: null, title: '', format: 'html' },
  writeTable: { mode: 'new', folder: null, title: '', format: 'xlsx', file: null, totals: false },
  drawChart: { shape: 'bar', names: '', values: '', title: '', folder: null },
  writeCalendar: { start: '', end: '', entry: '{name}', place: '', title: '', folder: null },
  arrangeFiles: { action: 'move', folder: null, into: '', name: '' },
  sendMail: { account: null, mode: 'draft', to: '{from}', subject: 'Re: {subject}', body: '{text}' },
  sendMessage: { robot: null, mode: 'all', text: '{name}' },
  notify: { message: '{name}' },
  runProgram: { program: null, folder: null, minutes: 10 },
}

/** A step of a kind as it is when it is added: nothing chosen yet, and sensible where a choice can be made for its owner. */
export function blankStep(kind: StepKind, id: StepId, from: StepId): Step {
  const mayBeNone = fieldsOf(kind).some((field) => field.control === 'step' && field.name === 'from' && field.mayBeNone)
  return stepSchema.parse({ id, kind, from: mayBeNone && from === noStep ? null : from, ...values[kind] })
}

import type { Step } from '../steps/step.ts'

/** What the result of a step is called in a sentence; texts under `agents.gives`. */
export const givenNouns = [
  'documents',
  'file',
  'rows',
  'page',
  'number',
  'entries',
  'mails',
  'summaries',
  'answers',
  'answer',
  'translations',
  'comparison',
  'drafts',
  'draft',
  'sums',
  'chart',
  'files',
  'output',
  'result',
] as const
export type GivenNoun = (typeof givenNouns)[number]

/** What a step hands on, as a person would call it; steps that only choose hand on what they were given. */
export function givenNoun(steps: readonly Step[], step: Step, left = steps.length): GivenNoun {
  switch (step.kind) {
    case 'readFolder':
    case 'readFile':
    case 'readClipboard':
    case 'readResult':
      return 'documents'
    case 'readTable':
    case 'extract':
      return 'rows'
    case 'readPage':
      return step.what === 'article' ? 'page' : step.what === 'table' ? 'rows' : 'number'
    case 'readFeed':
      return 'entries'
    case 'readMail':
      return 'mails'
    case 'summarize':
      return 'summaries'
    case 'askAi':
      return step.mode === 'each' ? 'answers' : 'answer'
    case 'translate':
      return 'translations'
    case 'compare':
      return 'comparison'
    case 'draft':
      return step.mode === 'each' ? 'drafts' : 'draft'
    case 'sumUp':
      return 'sums'
    case 'drawChart':
      return 'chart'
    case 'arrangeFiles':
      return 'files'
    case 'describeImages':
      return 'answers'
    case 'runProgram':
      return 'output'
    case 'writeDocument':
    case 'writeTable':
    case 'writeCalendar':
      return 'file'
    case 'classify':
    case 'decide':
    case 'otherwise':
    case 'approve': {
      const source = steps.find(({ id }) => id === step.from)
      return source === undefined || left <= 0 ? 'result' : givenNoun(steps, source, left - 1)
    }
    default:
      return 'result'
  }
}

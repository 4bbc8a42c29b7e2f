import type { StepId } from '../model/brand.ts'
import type { Column } from '../model/item.ts'
import { pictureTitleColumn } from '../steps/describe-images.ts'
import type { Step } from '../steps/step.ts'

/** Columns that were seen when a step last ran. */
export type KnownColumns = ReadonlyMap<StepId, readonly Column[]>

/**
 * The columns of what a step hands on, as far as they can be told before it runs; else those it had when it last ran. Null: not known.
 */
export function columnsOf(steps: readonly Step[], stepId: StepId, known: KnownColumns): readonly Column[] | null {
  return follow(steps, stepId, known, steps.length)
}

function follow(steps: readonly Step[], stepId: StepId, known: KnownColumns, left: number): readonly Column[] | null {
  const step = steps.find(({ id }) => id === stepId)
  if (step === undefined || left < 0) return null
  const seen = known.get(stepId) ?? null
  const source = (id: StepId) => follow(steps, id, known, left - 1)
  switch (step.kind) {
    case 'extract':
      return step.columns
    case 'classify': {
      const given = source(step.from)
      return given === null ? null : [...given.filter(({ name }) => name !== step.column), text(step.column)]
    }
    case 'describeImages': {
      const given = source(step.from)
      return given === null ? null : [...given, text(pictureTitleColumn)]
    }
    case 'readMail':
      return ['from', 'to', 'subject', 'date', 'messageId'].map(text)
    case 'readFeed':
      return ['title', 'link', 'date', 'author'].map(text)
    case 'readPage':
      return step.what === 'number' ? ['value', 'unit', 'before', 'change', 'address', 'seenAt'].map(text) : seen
    case 'decide':
    case 'otherwise':
    case 'translate':
      return source(step.from)
    case 'askAi':
    case 'draft':
      return step.mode === 'each' ? source(step.from) : []
    case 'arrangeFiles': {
      const given = source(step.from)
      return given === null ? null : [...given.filter(({ name }) => name !== 'path'), text('path')]
    }
    case 'runProgram':
      return [{ name: 'exitCode', type: 'number', meaning: '' }]
    case 'readFolder':
    case 'readFile':
    case 'readClipboard':
    case 'readResult':
      return []
    default:
      return seen
  }
}

function text(name: string): Column {
  return { name, type: 'text', meaning: '' }
}

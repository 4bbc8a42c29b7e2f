import type { ShownResult, ShownRow } from '../../../shared/model/shown-result.ts'
import { mostShownCharacters, mostShownRows } from '../../../shared/model/shown-result.ts'
import { type Step, stepSchema } from '../../../shared/steps/step.ts'
import { fillIn } from '../fill-in.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, StepResult } from '../step-results.ts'
import { itemsOf } from '../values.ts'

type Trial = NonNullable<StepContext['order']['trial']>

/**
 * How a step is done while its agent is only tried: reading takes a few things, new files are made in a folder of the trial, and what
 * would change, send or run something is shown and not done.
 */
export type Tried =
  /** Done as it stands here; what it gives is cut to a few. */
  | { readonly kind: 'do'; readonly step: Step }
  /** Not done: what it would do, and what later steps get. */
  | { readonly kind: 'show'; readonly plan: ShownResult | null; readonly result: StepResult }

/** @throws CodedError run.noSuchColumn for words that name a column there is not */
export async function tryStep(step: Step, given: Given | null, context: StepContext, trial: Trial): Promise<Tried> {
  switch (step.kind) {
    case 'readFolder':
    case 'readFeed':
      return { kind: 'do', step: stepSchema.parse({ ...step, which: 'all' }) }
    case 'readResult':
      return { kind: 'do', step: stepSchema.parse({ ...step, which: 'newest' }) }
    case 'readMail':
      return { kind: 'do', step: stepSchema.parse({ ...step, most: trial.most }) }
    case 'drawChart':
    case 'writeCalendar':
      return { kind: 'do', step: stepSchema.parse({ ...step, folder: trial.folder }) }
    case 'writeTable':
    case 'writeDocument':
      if (step.mode === 'new') return { kind: 'do', step: stepSchema.parse({ ...step, folder: trial.folder }) }
      return show(step, given, context, (name) => ({ name, text: null, values: {} }))
    case 'approve':
      return { kind: 'show', plan: null, result: { kind: 'approved', leftOut: [] } }
    case 'work':
      return { kind: 'show', plan: null, result: { kind: 'nothing' } }
    case 'arrangeFiles':
    case 'sendMail':
    case 'sendMessage':
    case 'notify':
    case 'runProgram':
      return showFilled(step, given, context)
    default:
      return { kind: 'do', step }
  }
}

type Acting = Extract<Step, { kind: 'arrangeFiles' | 'sendMail' | 'sendMessage' | 'notify' | 'runProgram' }>

/** The words of an act with the values of each thing in them. */
async function showFilled(step: Acting, given: Given | null, context: StepContext): Promise<Tried> {
  const wordsOf = (): Readonly<Record<string, string>> => {
    switch (step.kind) {
      case 'arrangeFiles':
        return { into: step.into, name: step.name }
      case 'sendMail':
        return { to: step.to, subject: step.subject, body: step.body }
      case 'sendMessage':
        return { text: step.text }
      case 'notify':
        return { message: step.message }
      case 'runProgram':
        return { command: [step.program?.path ?? '', ...(step.program?.arguments ?? [])].join(' ') }
    }
  }
  const words = Object.entries(wordsOf()).filter(([, text]) => text !== '')
  const { today } = { today: new Date(context.order.createdAt).toISOString().slice(0, 10) }
  return show(step, given, context, (name, item) => ({
    name,
    text: null,
    values: Object.fromEntries(words.map(([field, text]) => [field, fillIn(text, item, { today }).slice(0, 300)])),
  }))
}

type Items = Awaited<ReturnType<typeof itemsOf>>['items']

async function show(
  step: Step,
  given: Given | null,
  { scratch }: StepContext,
  rowOf: (name: string, item: Items[number]) => Pick<ShownRow, 'name' | 'text' | 'values'>,
): Promise<Tried> {
  const { items, columns } = given === null ? { items: [], columns: [] } : await itemsOf(given, scratch)
  const rows = items.slice(0, mostShownRows).map((item) => ({
    ...rowOf(item.name.slice(0, mostShownCharacters), item),
    doubtful: [],
    source: '',
  }))
  const isAppended = step.kind === 'writeTable' || step.kind === 'writeDocument'
  const named = isAppended ? columns.slice(0, 60) : namesIn(rows)
  const filled = isAppended
    ? rows.map((row, at) => ({
        ...row,
        values: cutAll(items[at]?.fields ?? {}),
        text: items[at]?.text?.slice(0, 300) ?? null,
      }))
    : rows
  return {
    kind: 'show',
    plan: { stepId: step.id, columns: named, rows: filled, count: items.length },
    // What comes after works on what this step was given, as far as that goes.
    result: given ?? { kind: 'nothing' },
  }
}

function namesIn(rows: readonly { values: ShownRow['values'] }[]): ShownResult['columns'] {
  return Object.keys(rows[0]?.values ?? {}).map((name) => ({ name, type: 'text', meaning: '' }))
}

function cutAll(fields: ShownRow['values']): ShownRow['values'] {
  return Object.fromEntries(
    Object.entries(fields).map(([name, cell]) => [name, typeof cell === 'string' ? cell.slice(0, 300) : cell]),
  )
}

/** The first few of what a step that reads gave. */
export function firstFew(result: StepResult, most: number): StepResult {
  if (result.kind === 'documents') return { ...result, documents: result.documents.slice(0, most) }
  if (result.kind !== 'items') return result
  const items = result.items.slice(0, most)
  return { ...result, items, count: items.length, stored: null }
}

import { CodedError } from '../../../shared/contract/errors.ts'
import type { ExtractStep } from '../../../shared/steps/extract.ts'
import { type AskOnce, createAskOnce } from '../asking/ask-once.ts'
import { type Material, materialOf, withPageMarks } from '../asking/material.ts'
import { type FoundRow, oneRowOf, readRows } from '../asking/read-rows.ts'
import { refusePractice } from '../asking/refuse-practice.ts'
import { workOnEach } from '../asking/work-on-each.ts'
import { repairMessages, type Task, taskMessages, tasksPromptVersion } from '../prompts/tasks.ts'
import { wrap } from '../prompts/wrap.ts'
import type { StepContext } from '../step-context.ts'
import type { Given, Item, StepResult } from '../step-results.ts'
import { countTokens, roomFor, withinRoom } from '../summaries/room.ts'
import { splitDocument } from '../tools/documents/split-text.ts'
import { sha256 } from '../tools/files/sha256.ts'

/**
 * Pulls the owner's fields out of every document, as rows of a table. An answer that does not fit gets one try to repair it; what still
 * does not, or what the document itself does not say, is marked doubtful.
 */
export async function extract(step: ExtractStep, given: Given | null, context: StepContext): Promise<StepResult> {
  refusePractice(context)
  return workOnEach(
    given,
    context,
    async (item) => {
      const material = await materialOf({ ...item, fields: {} }, context)
      const found = await rowsOf(step, material, context)
      const row = step.rows === 'one' ? oneRowOf(found, step.columns) : null
      const rows = step.rows === 'one' ? (row === null ? [] : [row]) : found
      return rows.map(
        ({ fields, doubtful }): Item => ({
          ...item,
          text: null,
          fields: { ...item.fields, ...fields },
          cites: [{ name: item.name, page: null }],
          doubtful: [...item.doubtful, ...doubtful],
        }),
      )
    },
    (columns) => [...columns.filter(({ name }) => step.columns.every((each) => each.name !== name)), ...step.columns],
  )
}

/** The rows of one text, of all its parts. */
async function rowsOf(step: ExtractStep, material: Material, context: StepContext): Promise<FoundRow[]> {
  const ask = createAskOnce({ stepId: step.id, label: material.name, prompt: tasksPromptVersion }, context)
  const task: Task = { kind: 'extract', columns: step.columns, rows: step.rows }
  const { language } = material
  const messages = (text: string, stage: 'whole' | 'part') =>
    taskMessages({ task, language, material: text, stage, cites: false })
  return withinRoom(roomFor(context.order.contextTokens, messages('', 'part')), async (room) => {
    const parts = splitDocument(withPageMarks(material), room.material, countTokens)
    const rows: FoundRow[] = []
    for (const { text, index, of } of parts) {
      const wrapped = wrap('document', text, { name: material.name, part: { index, of } })
      const question = messages(wrapped, of === 1 ? 'whole' : 'part')
      const part = { step, text, part: { index, of }, language, most: room.answer }
      rows.push(...(await readAnswer(part, question, ask)))
    }
    return rows
  })
}

async function readAnswer(
  asked: {
    step: ExtractStep
    text: string
    part: { index: number; of: number }
    language: Material['language']
    most: number
  },
  question: Parameters<AskOnce>[0],
  ask: AskOnce,
): Promise<readonly FoundRow[]> {
  const { step, text, part, language, most } = asked
  const fits = (said: string) => readRows(said, step.columns, text, step.rows).complaint === null
  const first = await ask(question, most, part, fits)
  const read = readRows(first.text, step.columns, text, step.rows)
  if (read.complaint === null && !first.shortened) return read.kind === 'rows' ? read.rows : []
  const complaint = first.shortened ? 'it ended too early; be shorter' : (read.complaint ?? '')
  const again = await ask(repairMessages(question, first.text, complaint, language), most, part, fits)
  const repaired = readRows(again.text, step.columns, text, step.rows)
  // A second answer that has lost what the first one had is no repair.
  if (repaired.kind === 'rows' && (read.kind !== 'rows' || repaired.rows.length >= read.rows.length))
    return repaired.rows
  if (read.kind === 'rows') return read.rows
  throw new CodedError(
    'model.badAnswer',
    {},
    `${repaired.complaint ?? ''}; answer ${sha256(Buffer.from(again.text)).slice(0, 8)}`,
  )
}

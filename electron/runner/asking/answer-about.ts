import type { Answer } from '../model/ask.ts'
import { type Task, taskMessages } from '../prompts/tasks.ts'
import { wrap } from '../prompts/wrap.ts'
import { mergeAll } from '../summaries/merge.ts'
import { countTokens, roomFor, withinRoom } from '../summaries/room.ts'
import { splitDocument } from '../tools/documents/split-text.ts'
import type { AskOnce } from './ask-once.ts'
import type { Material } from './material.ts'

export type AskedAbout = {
  readonly task: Task
  /** In which the question is put. */
  readonly language: 'en' | 'zh' | 'other'
  readonly materials: readonly Material[]
  /** Sources are numbered and to be named. */
  readonly cites: boolean
  readonly contextTokens: number
}

/** The answers to the parts of a text that is worked through from beginning to end, in order. */
export async function answerParts(question: AskedAbout, ask: AskOnce): Promise<Answer[]> {
  const messages = (material: string, stage: 'whole' | 'part') => taskMessages({ ...question, material, stage })
  return withinRoom(roomFor(question.contextTokens, messages('', 'part')), async (room) => {
    const pieces = piecesOf(question.materials, room.material, question.cites)
    const answers: Answer[] = []
    for (const [index, material] of pieces.entries()) {
      const stage = pieces.length === 1 ? 'whole' : 'part'
      answers.push(await ask(messages(material, stage), room.answer, { index: index + 1, of: pieces.length }))
    }
    return answers
  })
}

/**
 * One answer about texts of any length: in one question if they fit, else part by part and then merged.
 *
 * @throws CodedError model.contextTooSmall, or what a question fails with
 */
export async function answerAbout(question: AskedAbout, ask: AskOnce): Promise<Answer> {
  const answers = await answerParts(question, ask)
  const [only] = answers
  if (only !== undefined && answers.length === 1) return only
  const messages = (material: string) => taskMessages({ ...question, material, stage: 'merge' })
  const numbered = answers.map(({ text }, index) => ({ name: `${index + 1}/${answers.length}`, text }))
  const merged = await withinRoom(roomFor(question.contextTokens, messages('')), (room) =>
    mergeAll(numbered, room.material, (group) =>
      ask(messages(group.map(({ name, text }) => wrap('summary', text, { name })).join('\n')), room.answer, null),
    ),
  )
  return { ...merged, shortened: merged.shortened || answers.some((answer) => answer.shortened) }
}

/** The material in as few questions as it fits in: several short texts go together, a long one goes in parts. */
function piecesOf(materials: readonly Material[], most: number, isNumbered: boolean): string[] {
  const pieces: string[] = []
  let room = 0
  for (const [index, material] of materials.entries()) {
    const name = isNumbered ? `[${index + 1}] ${material.name}` : material.name
    const around = countTokens(name) + 20
    for (const part of splitDocument(material, Math.max(1, most - around), countTokens)) {
      const wrapped = wrap('document', part.text, { name, part: { index: part.index, of: part.of } })
      const size = part.tokens + around
      if (pieces.length > 0 && size <= room) {
        pieces[pieces.length - 1] += `\n${wrapped}`
        room -= size
      } else {
        pieces.push(wrapped)
        room = most - size
      }
    }
  }
  return pieces
}

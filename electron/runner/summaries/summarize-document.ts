import type { AskOnce } from '../asking/ask-once.ts'
import type { Answer } from '../model/ask.ts'
import { type SummarizeTask, summarizeMessages } from '../prompts/summarize.ts'
import { wrap } from '../prompts/wrap.ts'
import type { StoredText } from '../stored-text.ts'
import { splitDocument } from '../tools/documents/split-text.ts'
import { mergeAll, type NamedSummary } from './merge.ts'
import { countTokens, roomFor, withinRoom } from './room.ts'

/** What the owner asked of every summary. */
export type Wish = Omit<Parameters<typeof summarizeMessages>[0], 'task' | 'language' | 'material'>

/**
 * Summarizes one document of any length: in one question if it fits, else part by part (map) and then merged (reduce). A model that
 * takes in less than it is said to is given half as much at a time.
 *
 * @throws CodedError model.contextTooSmall, or what a question fails with
 */
export async function summarizeDocument(
  document: StoredText & { name: string },
  wish: Wish,
  contextTokens: number,
  ask: AskOnce,
): Promise<Answer> {
  const messages = (task: SummarizeTask, material: string) =>
    summarizeMessages({ ...wish, task, language: document.language, material })
  const { name } = document
  const empty = wrap('document', '', { name, part: { index: 9999, of: 9999 } })
  return withinRoom(roomFor(contextTokens, messages({ kind: 'document' }, empty)), async (room) => {
    const parts = splitDocument(document, room.material, countTokens)
    const answers: Answer[] = []
    for (const { text, index, of } of parts) {
      const material = wrap('document', text, { name, part: { index, of } })
      answers.push(await ask(messages({ kind: 'document' }, material), room.answer, { index, of }))
    }
    const [only] = answers
    if (only !== undefined && answers.length === 1) return only
    const numbered = answers.map((answer, index) => ({
      name: `${name}, ${index + 1}/${answers.length}`,
      text: answer.text,
    }))
    const merged = await mergeAll(numbered, room.material, (group) =>
      ask(messages({ kind: 'parts' }, wrapAll(group)), room.answer, null),
    )
    return { ...merged, shortened: merged.shortened || answers.some((answer) => answer.shortened) }
  })
}

/** One overview of all summaries, in the owner's language. */
export async function summarizeAll(
  summaries: readonly NamedSummary[],
  language: 'en' | 'zh',
  wish: Wish,
  contextTokens: number,
  ask: AskOnce,
): Promise<Answer> {
  const messages = (material: string) =>
    summarizeMessages({ ...wish, task: { kind: 'overview', documents: summaries.length }, language, material })
  return withinRoom(roomFor(contextTokens, messages('')), (room) =>
    mergeAll(summaries, room.material, (group) => ask(messages(wrapAll(group)), room.answer, null)),
  )
}

function wrapAll(summaries: readonly NamedSummary[]): string {
  return summaries.map(({ name, text }) => wrap('summary', text, { name })).join('\n')
}

import type { StepId } from '../../../shared/model/brand.ts'
import { type Task, repairMessages, taskMessages, tasksPromptVersion } from '../prompts/tasks.ts'
import { wrap } from '../prompts/wrap.ts'
import type { StepContext } from '../step-context.ts'
import type { Item } from '../step-results.ts'
import { countTokens, roomFor, withinRoom } from '../summaries/room.ts'
import { splitDocument } from '../tools/documents/split-text.ts'
import { createAskOnce } from './ask-once.ts'
import { materialOf } from './material.ts'

/** One answer of a few words; thinking models think before it. */
const mostAnswer = 2_000
/** What a text is about is told by its beginning and its end; all of a long one costs more and says little. */
const mostRead = 6_000

/**
 * Has the model choose among words about one thing. A long text is judged by its beginning and its end. What is none of the words gets one more
 * try; after that nothing is chosen.
 *
 * @returns one of `words`, or null
 */
export async function chooseWord(
  stepId: StepId,
  task: Task,
  words: readonly string[],
  item: Item,
  context: StepContext,
): Promise<string | null> {
  const material = await materialOf(item, context)
  const ask = createAskOnce({ stepId, label: item.name, prompt: tasksPromptVersion }, context)
  const { language } = material
  const messages = (text: string) => taskMessages({ task, language, material: text, stage: 'whole', cites: false })
  return withinRoom(roomFor(context.order.contextTokens, messages('')), async (room) => {
    const parts = splitDocument(material, Math.floor(Math.min(mostRead, room.material) / 2), countTokens)
    const shown = parts.length < 3 ? parts : [parts[0], parts.at(-1)]
    const text = shown.map((part) => part?.text ?? '').join(parts.length < 3 ? '\n\n' : '\n\n[…]\n\n')
    const question = messages(wrap('document', text, { name: item.name }))
    const most = Math.min(mostAnswer, room.answer)
    const fits = (said: string) => wordIn(said, words) !== null
    const answer = await ask(question, most, null, fits)
    const chosen = wordIn(answer.text, words)
    if (chosen !== null) return chosen
    const complaint = words.map((word) => `"${word}"`).join(' / ')
    const again = await ask(repairMessages(question, answer.text.slice(0, 500), complaint, language), most, null, fits)
    return wordIn(again.text, words)
  })
}

const denial = /\b(?:not|no|never|neither|nor|isn't|cannot)\b|n't\b|\u4e0d|\u975e|\u6ca1|\u65e0/i

/** The word an answer is, whatever stands around it; null when it is none of them, or more than one. */
export function wordIn(answer: string, words: readonly string[]): string | null {
  const plain = (text: string) =>
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[\s"'`*_.。!！:：“”‘’「」[\]()（）-]+/gu, ' ')
      .trim()
  const said = plain(answer)
  const exact = words.find((word) => plain(word) === said)
  if (exact !== undefined) return exact
  // Some say it first and explain it then.
  const opening = plain(answer.trim().split('\n', 1)[0] ?? '')
  const first = words.find((word) => plain(word) === opening)
  if (first !== undefined) return first
  if (said.length > 200 || denial.test(answer)) return null
  const inside = words.filter((word) => ` ${said} `.includes(` ${plain(word)} `))
  return inside.length === 1 ? (inside[0] ?? null) : null
}

import type { Column } from '../../../shared/model/item.ts'
import type { DraftStep } from '../../../shared/steps/draft.ts'
import type { Label } from '../../../shared/steps/classify.ts'
import type { TranslateStep } from '../../../shared/steps/translate.ts'
import type { Message } from '../model/ask.ts'
import { en } from './tasks-en.ts'
import { zh } from './tasks-zh.ts'

/** Raised whenever a word of these prompts changes, so that an answer on record can be traced to what was asked. */
export const tasksPromptVersion = 3

/** One question a step puts to the model about some material. */
export type Task =
  | { readonly kind: 'ask'; readonly instruction: string }
  | { readonly kind: 'extract'; readonly columns: readonly Column[]; readonly rows: 'one' | 'several' }
  | { readonly kind: 'classify'; readonly labels: readonly Label[] }
  | { readonly kind: 'translate'; readonly into: TranslateStep['language'] }
  | { readonly kind: 'compare'; readonly focus: string }
  | {
      readonly kind: 'draft'
      readonly sort: DraftStep['sort']
      readonly tone: DraftStep['tone']
      readonly language: DraftStep['language']
      readonly instruction: string
    }
  | { readonly kind: 'decide'; readonly question: string }
  | { readonly kind: 'describe'; readonly instruction: string }

export type TaskWords = {
  /** The one rule about material. */
  readonly system: string
  readonly task: (task: Task) => string
  /** The material is one part of a longer text: what is found in it is put together later. */
  readonly part: string
  /** The material is what was found in the parts. */
  readonly merge: string
  /** How sources are named in the answer. */
  readonly cite: string
}

/** The words a model is asked in. */
export function wordsFor(language: 'en' | 'zh' | 'other'): TaskWords {
  return language === 'zh' ? zh : en
}

/**
 * The whole question: one short rule about material, the instruction, then the material.
 *
 * @param stage `part` and `merge` for texts that do not fit at once
 */
export function taskMessages(request: {
  readonly task: Task
  readonly language: 'en' | 'zh' | 'other'
  readonly material: string
  readonly stage: 'whole' | 'part' | 'merge'
  readonly cites: boolean
}): Message[] {
  const words = wordsFor(request.language)
  const instruction = [
    words.task(request.task),
    ...(request.stage === 'whole' ? [] : [words[request.stage]]),
    ...(request.cites ? [words.cite] : []),
  ].join('\n')
  return [
    { role: 'system', content: words.system },
    { role: 'user', content: `${instruction}\n\n${request.material}` },
  ]
}

/** What was wrong with an answer, and the wish for a right one: the one try to repair it. */
export function repairMessages(
  question: readonly Message[],
  answer: string,
  complaint: string,
  language: 'en' | 'zh' | 'other',
): Message[] {
  const words =
    language === 'zh'
      ? `你的回答不能使用：${complaint}。请只按要求的格式重新回答。`
      : `Your answer cannot be used: ${complaint}. Answer again, in the form that was asked for and nothing else.`
  return [...question, { role: 'assistant', content: answer }, { role: 'user', content: words }]
}

import type { Message } from '../model/ask.ts'
import type { SummarizeStep } from '../../../shared/steps/summarize.ts'
import { en } from './summarize-en.ts'
import { zh } from './summarize-zh.ts'

/** Raised whenever a word of these prompts changes, so that an answer on record can be traced to what was asked. */
export const summarizePromptVersion = 1

export type PromptLanguage = 'en' | 'zh'

export type SummarizeTask =
  /** One document, or one part of it. */
  | { readonly kind: 'document' }
  /** The summaries of a document's parts into one. */
  | { readonly kind: 'parts' }
  /** The summaries of several documents into one overview. */
  | { readonly kind: 'overview'; readonly documents: number }

export type SummarizeWords = {
  system: string
  task(task: SummarizeTask, points: number, most: number): string
  /** How to answer: in the prompt's own language, or in that of a document in neither. */
  form(answerIn: 'this' | 'same'): string
  focus(focus: string): string
  /** The most an answer may be long: words in English, characters in Chinese. */
  most: Record<SummarizeStep['length'], number>
}

/** Key points asked for, by length. */
const points: Record<SummarizeStep['length'], number> = { short: 3, medium: 6, long: 10 }

/** The whole question: one short rule about material, the instruction, then the material. */
export function summarizeMessages(request: {
  readonly task: SummarizeTask
  /** Of the document; `other` is asked in English and answered in the document's own language. */
  readonly language: PromptLanguage | 'other'
  readonly length: SummarizeStep['length']
  /** In the owner's words; empty for a plain summary. */
  readonly focus: string
  readonly material: string
}): Message[] {
  const words = request.language === 'zh' ? zh : en
  const focus = request.focus.replace(/\s+/g, ' ').trim()
  const instruction = [
    words.task(request.task, points[request.length], words.most[request.length]),
    words.form(request.language === 'other' ? 'same' : 'this'),
    ...(focus === '' ? [] : [words.focus(focus)]),
  ].join('\n')
  return [
    { role: 'system', content: words.system },
    { role: 'user', content: `${instruction}\n\n${request.material}` },
  ]
}

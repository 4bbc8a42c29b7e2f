import { findRequest, type PracticeRequest } from './find-task.ts'
import { answerYesNo, classifyText } from './judge.ts'
import { practiceLanguage } from './language.ts'
import { mergeSummaries, summarizeText } from './summarize.ts'
import type { ChatRequest } from '../wire/chat.ts'
import { wording } from './wording.ts'

/** The whole answer to a request, in Markdown; the same request always gets the same answer. */
export function answerRequest(request: ChatRequest): string {
  const found = findRequest(request)
  const text = found.texts.map((one) => one.text).join('\n\n')
  if (text.trim() === '' && found.task.kind !== 'unknown') return wording[practiceLanguage(found.instruction)].emptyText
  switch (found.task.kind) {
    case 'summarize':
      return summarizeText(text, found.task.points, found.task.focus)
    case 'merge':
      return mergeSummaries(found.texts, { ...found.task, language: practiceLanguage(found.instruction) })
    case 'classify':
      return classifyText(text, found.task.labels)
    case 'yesNo':
      return answerYesNo(text, found.task.question)
    case 'unknown':
      return unable(found, text)
  }
}

function unable(found: PracticeRequest, text: string): string {
  const apology = wording[practiceLanguage(found.instruction)].unable
  return text.trim() === '' ? apology : `${apology}\n\n${summarizeText(text, 5, '')}`
}

import { type ChatRequest, contentText } from '../wire/chat.ts'

/** What the request asks for, in so far as the practice model can tell. */
export type PracticeTask =
  | { kind: 'summarize'; points: number; focus: string }
  /** `naming`: every point is to say which summary it comes from. */
  | { kind: 'merge'; points: number; focus: string; naming: boolean }
  | { kind: 'classify'; labels: string[] }
  | { kind: 'yesNo'; question: string }
  | { kind: 'unknown' }

export type NamedText = { name: string | null; text: string }

export type PracticeRequest = {
  task: PracticeTask
  /** What stands outside of the blocks, by which the language of an apology is chosen. */
  instruction: string
  /** The texts of the `<document>` or `<summary>` blocks, by name; null for a text without a block. */
  texts: NamedText[]
}

const defaultPoints = 6

/**
 * Finds the instruction and the texts. The last user message is read as: instruction, then `<document …>` or `<summary …>`
 * blocks. Only what stands before the first block and after the last one is an instruction; everything between is data, also when
 * it looks like an instruction or like the end of a block.
 */
export function findRequest(request: ChatRequest): PracticeRequest {
  const users = request.messages
    .filter((message) => message.role === 'user')
    .map((message) => contentText(message.content))
  const systems = request.messages.filter((message) => message.role === 'system' || message.role === 'developer')
  const withBlocks = users.findLast((text) => openingTag.test(text)) ?? users.at(-1) ?? ''
  const { instruction, texts, areSummaries } = takeApart(withBlocks)
  const system = systems.map((message) => contentText(message.content)).join('\n')
  const own = findTask(instruction, areSummaries)
  return {
    // The names of the tags say what material looks like, not what is to be done with it.
    task: own.kind === 'unknown' ? findTask(system.replace(/<\/?\w+>/g, ' '), areSummaries) : own,
    instruction: instruction || system,
    texts,
  }
}

const openingTag = /^[ \t]*<(document|summary)\b[^>\n]*>[ \t]*$/m

function takeApart(message: string): { instruction: string; texts: NamedText[]; areSummaries: boolean } {
  const opening = openingTag.exec(message)
  if (opening === null) {
    const [first = '', ...rest] = message.split(/\r?\n\s*\r?\n/)
    const texts = rest.length === 0 ? [] : [{ name: null, text: rest.join('\n\n') }]
    return { instruction: first, texts, areSummaries: false }
  }
  const tag = opening[1] ?? 'document'
  const closing = `</${tag}>`
  const closingAt = message.lastIndexOf(closing)
  const end = closingAt > opening.index ? closingAt : message.length
  const blocks = message.slice(opening.index, end)
  const between = new RegExp(String.raw`^[ \t]*</${tag}>\s*(?=^[ \t]*<${tag}\b[^>\n]*>[ \t]*$)`, 'm')
  return {
    instruction: `${message.slice(0, opening.index)}\n${message.slice(end + closing.length)}`.trim(),
    texts: blocks.split(between).map((block) => ({
      name: /^[^>\n]*\bname="([^"\n]*)"/.exec(block)?.[1] ?? null,
      text: block.replace(openingTag, '').trim(),
    })),
    areSummaries: tag === 'summary',
  }
}

const summaryWords =
  /summar|key (?:points|sentences)|main (?:points|ideas)|overview|digest|condense|概括|概述|总结|摘要|要点|归纳|提炼/i
const classifyWords = /classif|categor|\blabels?\b|分类|归类|类别|标签/i
const namingWords =
  /naming the (?:document|source|file)|name the (?:document|source|file)|注明.{0,8}(?:文档|文件|来源)/i
const yesNoWords = /\byes or no\b|\byes\/no\b|是否|是不是|有没有|吗\s*[？?]/i
const yesNoQuestion =
  /(?:^|[.!?:\n]\s*)((?:is|are|was|were|does|do|did|has|have|had|can|could|will|would|should|must)\b[^?\n]*\?)/i

/** The task whose words come first in the instruction; blocks of summaries are merged unless something else is asked. */
function findTask(instruction: string, areSummaries: boolean): PracticeTask {
  const labels = findLabels(instruction)
  const places = [
    { kind: 'summarize' as const, at: instruction.search(summaryWords) },
    { kind: 'classify' as const, at: labels.length < 2 ? -1 : instruction.search(classifyWords) },
    { kind: 'yesNo' as const, at: firstOf(instruction.search(yesNoWords), instruction.search(yesNoQuestion)) },
  ].filter((place) => place.at !== -1)
  const first = places.sort((left, right) => left.at - right.at)[0]
  if (first?.kind === 'classify') return { kind: 'classify', labels }
  if (first?.kind === 'yesNo') return { kind: 'yesNo', question: findQuestion(instruction) }
  if (first === undefined && !areSummaries) return { kind: 'unknown' }
  const wish = { points: findLength(instruction), focus: findFocus(instruction) }
  return areSummaries
    ? { kind: 'merge', ...wish, naming: namingWords.test(instruction) }
    : { kind: 'summarize', ...wish }
}

function firstOf(left: number, right: number): number {
  if (left === -1 || right === -1) return Math.max(left, right)
  return Math.min(left, right)
}

/** Labels after the colon that follows the word for them: on the same line, parted by commas or "or", or one a line. */
function findLabels(instruction: string): string[] {
  const at = instruction.search(classifyWords)
  if (at === -1) return []
  const after = /[:：]\s*([\s\S]*)$/.exec(instruction.slice(at))?.[1] ?? ''
  const [line = '', ...rest] = after.split('\n')
  const isList = /^\s*[-*•]\s/.test(line)
  const listed = [line, ...rest].filter((one) => /^\s*[-*•]\s/.test(one)).map((one) => one.replace(/^\s*[-*•]\s+/, ''))
  const raw = isList ? listed : line.replace(/[.。]\s*.*$/, '').split(/\s*[,，、;；|/]\s*(?:or\s+|或)?|\s+or\s+|或者?/)
  const labels = raw.map((label) =>
    label
      .trim()
      .replace(/^["'“‘「]+|["'”’」.。]+$/g, '')
      .trim(),
  )
  return [...new Set(labels.filter((label) => label !== '' && label.length <= 60))]
}

function findQuestion(instruction: string): string {
  const found = yesNoQuestion.exec(instruction)?.[1]
  if (found !== undefined) return found
  return instruction.split(/(?<=[。！？!?\n])/).find((sentence) => yesNoWords.test(sentence)) ?? instruction
}

/** How many key points are wanted: a number of them, or a word for short or long. */
function findLength(instruction: string): number {
  const count = /(\d{1,2})\s*(?:(?:key|main)\s+)?(?:bullets?|points?|sentences?|条|个?要点|句)/i.exec(instruction)?.[1]
  if (count !== undefined) return Math.min(20, Math.max(1, Number(count)))
  if (/\b(?:short|brief|concise)\b|简短|简要|简洁/i.test(instruction)) return 3
  if (/\b(?:long|detailed|thorough|comprehensive)\b|详细|详尽|全面/i.test(instruction)) return 10
  return defaultPoints
}

/** What the owner cares about most, when the instruction says so. */
function findFocus(instruction: string): string {
  const found =
    /(?:focus(?:es)? on|pay (?:special |close )?attention to|cares? most about|关注|侧重|重点(?:是|关注|放在))\s*[:：]?\s*([^\n]+)/i
  return found.exec(instruction)?.[1] ?? ''
}

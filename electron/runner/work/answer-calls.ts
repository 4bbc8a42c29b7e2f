import { z } from 'zod'
import { CodedError, type ErrorCode } from '../../../shared/contract/errors.ts'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import type { TalkMessage, ToolCall } from '../model/converse.ts'
import { wrap } from '../prompts/wrap.ts'
import { sha256 } from '../tools/files/sha256.ts'
import type { WorkRoom } from './room.ts'
import { argumentsOf } from './sendable.ts'
import { BadArguments, type Tool, type ToolAnswer } from './tool.ts'

/** The model did the very same thing so often that it was warned, and then once more. */
export class Repeating extends Error {}

const warnAt = 3
const endAt = 5
const mostAnswer = 16_000

const answeredSchema = z.object({
  text: z.string(),
  changed: z.boolean(),
  made: z.array(z.string()),
  gone: z.array(z.string()),
})

/**
 * Does what the model asks for, one call after the other, and words what came of each as data. An answer that is on record is given
 * again without anything being done. Throws Repeating, and whatever ends the run.
 */
export function createCallAnswerer(tools: readonly Tool[], room: WorkRoom) {
  const { words, context } = room
  const byName = new Map(tools.map((tool) => [tool.name, tool]))
  /** How often the same call had the same outcome since something was changed. */
  const times = new Map<string, number>()
  const files = new Set<string>()

  const answer = async (call: ToolCall, item: string): Promise<z.infer<typeof answeredSchema>> => {
    const kept = context.checkpoints.find(item, answeredSchema)
    if (kept !== null) return kept
    context.signal.throwIfAborted()
    const given = await tryCall(call, item)
    const answered = {
      text: given.text.toWellFormed().slice(0, mostAnswer),
      changed: given.changed === true,
      made: [...(given.made ?? [])],
      gone: [...(given.gone ?? [])],
    }
    await context.checkpoints.keep(item, answered)
    return answered
  }

  const tryCall = async (call: ToolCall, item: string): Promise<ToolAnswer> => {
    const tool = byName.get(call.name)
    if (tool === undefined) return { text: words.unknownTool(call.name.slice(0, 80), [...byName.keys()].join(', ')) }
    const input = argumentsOf(call)
    if (input === undefined) return { text: words.notReadable }
    context.progress({ item: call.name })
    try {
      return await tool.call(input, item)
    } catch (thrown) {
      context.signal.throwIfAborted()
      if (thrown instanceof BadArguments) return { text: words.badArguments(thrown.message) }
      if (!(thrown instanceof CodedError) || !isForModel(thrown.code)) throw thrown
      return { text: wordsOf(thrown) }
    }
  }

  const wordsOf = (error: CodedError): string => {
    if (error.code === 'approval.refused') return words.refused(String(error.params.reason ?? error.detail))
    const { t } = createTranslator(context.order.language)
    const detail = tellsMore.has(error.code) ? `\n${error.detail.slice(0, 2000)}` : ''
    return `${t(`errors.${error.code}.what`, error.params)}. ${t(`errors.${error.code}.meaning`, error.params)}${detail}`
  }

  return {
    /** Absolute paths of files that were made or changed. */
    files: () => [...files],
    /** The messages that answer these calls, in their order. */
    async answerAll(calls: readonly ToolCall[], turn: number): Promise<TalkMessage[]> {
      const messages: TalkMessage[] = []
      for (const [index, call] of calls.entries()) {
        const { text, changed, made, gone } = await answer(call, `turn-${turn}/call-${index + 1}`)
        if (changed) times.clear()
        for (const path of gone) files.delete(path)
        for (const path of made) files.add(path)
        const key = sha256(JSON.stringify([call.name, argumentsOf(call) ?? call.arguments, text]))
        const count = (times.get(key) ?? 0) + 1
        times.set(key, count)
        if (count >= endAt) throw new Repeating(call.name)
        const warning = count >= warnAt ? `\n${words.repeated(count)}` : ''
        const wrapped = wrap('result', text, { name: call.name })
        messages.push({ role: 'tool', callId: call.id, content: `${wrapped}${warning}` })
      }
      return messages
    },
  }
}

/** What is about one call alone, which the model may take into account; the rest is about the run, and ends it. */
function isForModel(code: ErrorCode): boolean {
  if (code === 'file.diskFull' || code === 'approval.expired') return false
  return code === 'approval.refused' || /^(?:file|folder|document|web|program|server|page|table)\./.test(code)
}

const tellsMore: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['program.failed', 'program.notStarted'])

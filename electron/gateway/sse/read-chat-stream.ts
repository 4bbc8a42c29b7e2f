import { type ChatChunk, chatChunkSchema, excerpt, readErrorBody, readJson, type WireProblem } from '../wire/chat.ts'
import { type AssembledAnswer, createAnswerAssembler } from './assemble-answer.ts'
import { createSseParser, type SseEvent, SseEventTooLargeError } from './sse-parser.ts'

/** One thing read from the stream; `data` is the event's text as it came, to hand on unchanged. */
export type ChatStreamItem =
  | { type: 'chunk'; chunk: ChatChunk; data: string }
  | { type: 'done' }
  | { type: 'problem'; problem: WireProblem }

/**
 * How a stream ended. `finished`: the model gave a finish reason (`[DONE]` may be missing). `cut`: it ended without one, even if
 * `[DONE]` came. `failed`: an error event, broken JSON or an oversized event ended it. What came before is kept in each case.
 */
export type ChatStreamEnd = {
  state: 'finished' | 'cut' | 'failed'
  problem: WireProblem | null
  doneSeen: boolean
  /** Events dispatched; zero means that this was no event stream at all. */
  events: number
  leftover: string
  answer: AssembledAnswer
}

export type ChatStreamReader = {
  /** Takes the next bytes, cut anywhere; after `[DONE]` or a problem everything is ignored. */
  feed(bytes: Uint8Array): ChatStreamItem[]
  end(): ChatStreamEnd
}

/** The largest event that is read: room for a whole picture in one event. */
export const defaultMaxEventBytes = 16 * 1024 * 1024

/** Reads a Chat Completions stream from its bytes. It never throws: what is wrong with the stream is an item of it. */
export function createChatStreamReader({ maxEventBytes = defaultMaxEventBytes } = {}): ChatStreamReader {
  const parser = createSseParser({ maxEventBytes })
  const assembler = createAnswerAssembler()
  let doneSeen = false
  let problem: WireProblem | null = null
  let eventCount = 0

  const takeEvent = (event: SseEvent): ChatStreamItem | null => {
    if (doneSeen || problem !== null) return null
    eventCount += 1
    const text = event.data.trim()
    if (text === '') return null
    if (text === '[DONE]') {
      doneSeen = true
      return { type: 'done' }
    }
    if (event.type === 'error') return takeProblem({ kind: 'vendorError', error: readErrorBody(text) })
    const reading = readJson(text, chatChunkSchema)
    if (!reading.ok) return takeProblem(reading.problem)
    assembler.add(reading.value)
    return { type: 'chunk', chunk: reading.value, data: event.data }
  }

  const takeProblem = (found: WireProblem): ChatStreamItem => {
    problem = found
    return { type: 'problem', problem: found }
  }

  const takeEvents = (events: readonly SseEvent[]): ChatStreamItem[] =>
    events.map(takeEvent).filter((item) => item !== null)

  return {
    feed(bytes) {
      if (doneSeen || problem !== null) return []
      try {
        return takeEvents(parser.feed(bytes))
      } catch (thrown) {
        if (!(thrown instanceof SseEventTooLargeError)) throw thrown
        const items = takeEvents(thrown.before)
        if (doneSeen || problem !== null) return items
        return [...items, takeProblem({ kind: 'eventTooLarge', maxEventBytes: thrown.maxEventBytes })]
      }
    },
    end() {
      const answer = assembler.answer()
      const state = problem !== null ? 'failed' : answer.finishReason === null ? 'cut' : 'finished'
      const leftover = doneSeen || problem !== null ? '' : excerpt(parser.end().leftover)
      return { state, problem, doneSeen, events: eventCount, leftover, answer }
    },
  }
}

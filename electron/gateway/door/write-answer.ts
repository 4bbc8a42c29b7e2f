import type { ServerResponse } from 'node:http'
import type { CodedError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { TokenCounts } from '../../../shared/model/usage.ts'
import type { KeptReply } from '../calls/kept-reply.ts'
import type { CallListener } from '../calls/live-call.ts'
import type { AnswerDelta } from '../calls/received.ts'
import { errorBody, sendError } from './refusal.ts'

/** Says where an answer came from: `new`, `attached` to a call under way, or `replayed` for nothing. */
export const originHeader = 'x-kaihe-reply'

type Target = { response: ServerResponse; headers: Record<string, string>; model: string; createdSeconds: number }

/** How long a stream may be silent before a comment is sent, in milliseconds, so that nobody takes it for dead. */
const heartbeatEvery = 15_000
/** What comes within so many milliseconds of a chunk goes out as one, so that twenty fast answers cost no more than slow ones. */
const gatherFor = 16

/**
 * Writes an answer as a stream of chunks. Text goes out as it comes, gathered where it comes fast; the finish reason, the usage and `[DONE]` only when the call is
 * in the books, so that whoever has seen them can rely on the reply being kept.
 */
export function streamAnswer(target: Target, withUsage: boolean, clock: Clock): CallListener {
  const { response, headers, createdSeconds } = target
  let id = 'kaihe'
  let begun = false
  let writer = target.model
  let stopHeartbeat = (): void => undefined
  let stopGathering: (() => void) | null = null
  let gathered: AnswerDelta | null = null

  const begin = (): void => {
    if (response.headersSent) return
    response.writeHead(200, {
      ...headers,
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
    })
  }
  const beat = (): void => {
    stopHeartbeat()
    stopHeartbeat = clock.after(heartbeatEvery, () => {
      begin()
      response.write(': working\n\n')
      beat()
    })
  }
  const event = (value: unknown): void => {
    begin()
    response.write(`data: ${JSON.stringify(value)}\n\n`)
  }
  const chunk = (delta: object, finishReason: string | null): void =>
    event({
      id,
      object: 'chat.completion.chunk',
      created: createdSeconds,
      model: writer,
      choices: [{ index: 0, delta, finish_reason: finishReason }],
    })
  const write = (delta: AnswerDelta): void => {
    const { content, reasoning, refusal } = delta
    const filled = {
      ...(begun ? {} : { role: 'assistant' }),
      ...(reasoning === '' ? {} : { reasoning_content: reasoning }),
      ...(refusal === '' ? {} : { refusal }),
      ...(content === '' && begun ? {} : { content }),
    }
    if (Object.keys(filled).length === 0) return
    begun = true
    chunk(filled, null)
    beat()
  }
  const writeGathered = (): void => {
    stopGathering?.()
    stopGathering = null
    if (gathered === null) return
    write(gathered)
    gathered = null
  }
  const gather = (): void => {
    stopGathering = clock.after(gatherFor, () => {
      const isFlowing = gathered !== null
      writeGathered()
      if (isFlowing) gather()
    })
  }
  const stop = (): void => {
    stopHeartbeat()
    stopGathering?.()
  }

  response.once('close', stop)
  beat()
  return {
    delta(delta, by) {
      const isOthers = (by ?? target.model) !== writer
      if (isOthers) writeGathered()
      writer = by ?? target.model
      if (stopGathering === null) {
        write(delta)
        gather()
      } else gathered = gathered === null ? delta : together(gathered, delta)
    },
    done(reply) {
      writeGathered()
      writer = reply.answeredBy ?? target.model
      if (!begun) write({ content: '', reasoning: '', refusal: '' })
      stop()
      id = reply.id
      if (reply.toolCalls.length > 0) {
        chunk({ tool_calls: reply.toolCalls.map((call, index) => ({ index, ...call })) }, null)
      }
      chunk({}, reply.finishReason)
      if (withUsage) {
        const usage = usageBody(reply.tokens)
        event({
          id,
          object: 'chat.completion.chunk',
          created: createdSeconds,
          model: writer,
          choices: [],
          usage,
        })
      }
      response.end('data: [DONE]\n\n')
    },
    failed(error) {
      writeGathered()
      stop()
      if (!response.headersSent) {
        sendError(response, error)
        return
      }
      response.end(`data: ${JSON.stringify(errorBody(error))}\n\n`)
    },
  }
}

function together(first: AnswerDelta, second: AnswerDelta): AnswerDelta {
  return {
    content: first.content + second.content,
    reasoning: first.reasoning + second.reasoning,
    refusal: first.refusal + second.refusal,
  }
}

/** Writes an answer as one JSON body, when it is whole. */
export function wholeAnswer({ response, headers, model, createdSeconds }: Target): CallListener {
  return {
    delta: () => undefined,
    done(reply) {
      const body = JSON.stringify({
        id: reply.id,
        object: 'chat.completion',
        created: createdSeconds,
        model: reply.answeredBy ?? model,
        choices: [{ index: 0, message: messageOf(reply), finish_reason: reply.finishReason }],
        usage: usageBody(reply.tokens),
      })
      response.writeHead(200, {
        ...headers,
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
      })
      response.end(body)
    },
    failed: (error: CodedError) => sendError(response, error),
  }
}

function messageOf(reply: KeptReply) {
  return {
    role: 'assistant',
    content: reply.content === '' && reply.toolCalls.length > 0 ? null : reply.content,
    refusal: reply.refusal === '' ? null : reply.refusal,
    ...(reply.reasoning === '' ? {} : { reasoning_content: reply.reasoning }),
    ...(reply.toolCalls.length === 0 ? {} : { tool_calls: reply.toolCalls }),
  }
}

/** Our counts in OpenAI's words, where cached tokens stand inside the prompt and reasoning inside the completion. */
function usageBody(tokens: TokenCounts) {
  const { input, cachedRead, cacheWrite, imageInput, audioInput, output, reasoning, audioOutput } = tokens
  const prompt = input + cachedRead + cacheWrite + imageInput + audioInput
  const completion = output + reasoning + audioOutput
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: { cached_tokens: cachedRead, cache_write_tokens: cacheWrite, audio_tokens: audioInput },
    completion_tokens_details: { reasoning_tokens: reasoning, audio_tokens: audioOutput },
  }
}

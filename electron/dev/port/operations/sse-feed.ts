import { z } from 'zod'
import {
  type ChatStreamEnd,
  createChatStreamReader,
  defaultMaxEventBytes,
} from '../../../gateway/sse/read-chat-stream.ts'
import { createSseParser, type SseEvent, SseEventTooLargeError } from '../../../gateway/sse/sse-parser.ts'
import type { WireProblem } from '../../../gateway/wire/chat.ts'
import { CodedError } from '../../../../shared/contract/errors.ts'
import { defineOperation } from '../operation.ts'
import { PartialFailure } from '../protocol.ts'

const eventSchema = z.object({ event: z.string(), data: z.string(), id: z.string() })

const chatSchema = z.object({
  state: z
    .enum(['finished', 'cut', 'failed'])
    .describe('finished: a finish reason came; cut: the stream ended without one'),
  done: z.boolean().describe('[DONE] came'),
  finishReason: z.string().nullable(),
  text: z.string(),
  reasoning: z.string(),
  toolCalls: z.array(z.object({ id: z.string(), name: z.string(), arguments: z.string() })),
  usage: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('the last that is not all zeros, as the vendor sent it; null: unknown'),
  model: z.string().nullable(),
  id: z.string().nullable(),
  serviceTier: z.string().nullable(),
})

type Fed = { events: z.infer<typeof eventSchema>[]; leftover: string; chat: z.infer<typeof chatSchema> | null }

const exampleStream =
  'data: {"id":"c1","model":"m","choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'

export const sseFeed = defineOperation({
  about:
    'Feeds bytes to the parser of event streams, chunk by chunk. As `chat` (the default) the events are also read as a streamed chat answer, and a stream that fails is an error whose `partial` holds what came before; as `events` they are only parsed.',
  args: z.strictObject({
    chunks: z.array(z.base64()).describe('the bytes in order, cut anywhere'),
    as: z.enum(['chat', 'events']).default('chat'),
    maxEventBytes: z.number().int().positive().max(defaultMaxEventBytes).default(defaultMaxEventBytes),
  }),
  result: z.object({
    events: z.array(eventSchema),
    leftover: z.string().describe('lines of an event whose closing blank line never came'),
    chat: chatSchema.nullable().describe('null when read as `events`'),
  }),
  example: {
    args: { chunks: [Buffer.from(exampleStream).toString('base64')] },
    ok: {
      events: exampleStream
        .split('\n\n')
        .filter((event) => event !== '')
        .map((event) => ({ event: 'message', data: event.slice('data: '.length), id: '' })),
      leftover: '',
      chat: {
        state: 'finished',
        done: true,
        finishReason: 'stop',
        text: 'Hi',
        reasoning: '',
        toolCalls: [],
        usage: null,
        model: 'm',
        id: 'c1',
        serviceTier: null,
      },
    },
  },
  async run({ chunks, as, maxEventBytes }) {
    const parser = createSseParser({ maxEventBytes })
    const chat = createChatStreamReader({ maxEventBytes })
    const events: SseEvent[] = []
    const describe = (end: ChatStreamEnd | null): Fed => ({
      events: events.map(({ type, data, id }) => ({ event: type, data, id })),
      leftover: parser.end().leftover,
      chat: end === null ? null : describeChat(end),
    })
    for (const chunk of chunks) {
      const bytes = Buffer.from(chunk, 'base64')
      chat.feed(bytes)
      try {
        events.push(...parser.feed(bytes))
      } catch (thrown) {
        if (!(thrown instanceof SseEventTooLargeError)) throw thrown
        events.push(...thrown.before)
        throw new PartialFailure(
          toCodedError({ kind: 'eventTooLarge', maxEventBytes }),
          describe(as === 'chat' ? chat.end() : null),
        )
      }
    }
    if (as === 'events') return describe(null)
    const end = chat.end()
    if (end.problem !== null) throw new PartialFailure(toCodedError(end.problem), describe(end))
    return describe(end)
  },
})

function describeChat({ state, doneSeen, answer }: ChatStreamEnd): z.infer<typeof chatSchema> {
  const { finishReason, content, reasoning, toolCalls, usage, model, id, serviceTier } = answer
  return {
    state,
    done: doneSeen,
    finishReason,
    text: content,
    reasoning,
    toolCalls: toolCalls.map((call) => ({ id: call.id, name: call.function.name, arguments: call.function.arguments })),
    usage,
    model,
    id,
    serviceTier,
  }
}

function toCodedError(problem: WireProblem): CodedError {
  switch (problem.kind) {
    case 'vendorError':
      return new CodedError(
        'provider.serverError',
        {},
        [problem.error.code, problem.error.message].filter(Boolean).join(': '),
      )
    case 'badJson':
      return new CodedError('model.badAnswer', {}, `not JSON: ${problem.text}`)
    case 'badShape':
      return new CodedError('model.badAnswer', {}, `${problem.detail}: ${problem.text}`)
    case 'eventTooLarge':
      return new CodedError('model.badAnswer', {}, `an event is larger than ${problem.maxEventBytes} bytes`)
  }
}

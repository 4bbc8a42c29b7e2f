import { z } from 'zod'
import { CodedError } from '../../../../shared/contract/errors.ts'
import { serviceDialectSchema } from '../../../../shared/model/provider.ts'
import { type TokenKind, tokenKinds } from '../../../../shared/model/usage.ts'
import { decimalOfPico } from '../../../../shared/rules/price/decimal.ts'
import { dialectOf } from '../../../gateway/providers/dialects.ts'
import { problemFailure } from '../../../gateway/providers/http-failure.ts'
import { createResponsesWire } from '../../../gateway/providers/openai-responses.ts'
import { chatWire } from '../../../gateway/providers/wire.ts'
import { type AssembledAnswer, createAnswerAssembler } from '../../../gateway/sse/assemble-answer.ts'
import { estimateInput, estimateText } from '../../../gateway/usage/estimate-tokens.ts'
import { inputAtMost } from '../../../gateway/usage/input-at-most.ts'
import { mayHaveCutInput, normaliseUsage, type OwnCount } from '../../../gateway/usage/normalise-usage.ts'
import { readUsage } from '../../../gateway/usage/read-usage.ts'
import { readReportedCost } from '../../../gateway/usage/reported-cost.ts'
import type { UsageRules } from '../../../gateway/usage/usage-rules.ts'
import { chatRequestSchema, type WireProblem } from '../../../gateway/wire/chat.ts'
import { defineOperation } from '../operation.ts'
import { PartialFailure } from '../protocol.ts'

const count = z.number().int().nonnegative()
const tokensSchema = z.record(z.enum(tokenKinds), count.nullable())

const resultSchema = z.object({
  tokens: tokensSchema
    .nullable()
    .describe('by kind, not overlapping; null, whole or of a kind, is unknown and never zero'),
  estimated: z.boolean().describe('a figure is our own count, or the figures contradict each other'),
  source: z
    .enum(['vendor', 'mixed', 'own', 'none'])
    .describe('whose figures they are; own counts of the input need `request`'),
  reportedCost: z
    .object({ currency: z.string(), amount: z.string().describe('exact, in units of the currency') })
    .nullable()
    .describe('what the vendor says the call cost'),
  model: z.string().nullable().describe('as the response names it, else as it was asked for'),
  serviceTier: z.string().nullable(),
  state: z.enum(['finished', 'cut', 'failed']).describe('cut: the answer ended without a finish reason'),
  finishReason: z.string().nullable(),
  inputMayBeCut: z.boolean().describe('a local server seems to have dropped a part of the input; needs `request`'),
  raw: z.record(z.string(), z.unknown()).nullable().describe('the usage object as the vendor sent it'),
})
type Result = z.infer<typeof resultSchema>

export const usageRead = defineOperation({
  about:
    'Reads the usage of one answer as its vendor counts it: `body` is the whole JSON answer, `chunks` the bytes of a streamed one, `events` the data of its events; one of them. Chat Completions, and for `openai` Responses too. An answer that is an error, or a stream with one in it, is an error with what came before as `partial`.',
  args: z
    .strictObject({
      dialect: serviceDialectSchema,
      body: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
      chunks: z.array(z.base64()).optional(),
      events: z.array(z.union([z.string(), z.record(z.string(), z.unknown())])).optional(),
      model: z.string().optional().describe('the model as it was asked for'),
      request: chatRequestSchema.optional().describe('what was sent, to count and to doubt by'),
      contextTokens: z.number().int().positive().optional().describe('what the model takes in as it is loaded'),
    })
    .refine(
      ({ body, chunks, events }) => [body, chunks, events].filter((given) => given !== undefined).length === 1,
      'exactly one of body, chunks and events',
    ),
  result: resultSchema,
  example: {
    args: {
      dialect: 'deepseek',
      body: {
        model: 'deepseek-flash',
        choices: [{ index: 0, message: { role: 'assistant', content: 'Hi' }, finish_reason: 'stop' }],
        usage: {
          prompt_tokens: 100,
          completion_tokens: 20,
          total_tokens: 120,
          prompt_cache_hit_tokens: 64,
          prompt_cache_miss_tokens: 36,
          completion_tokens_details: { reasoning_tokens: 12 },
        },
      },
    },
    ok: {
      tokens: {
        input: 36,
        cachedRead: 64,
        cacheWrite: 0,
        imageInput: 0,
        audioInput: 0,
        output: 8,
        reasoning: 12,
        audioOutput: 0,
      },
      estimated: false,
      source: 'vendor',
      reportedCost: null,
      model: 'deepseek-flash',
      serviceTier: null,
      state: 'finished',
      finishReason: 'stop',
      inputMayBeCut: false,
      raw: {
        prompt_tokens: 100,
        completion_tokens: 20,
        total_tokens: 120,
        prompt_cache_hit_tokens: 64,
        prompt_cache_miss_tokens: 36,
        completion_tokens_details: { reasoning_tokens: 12 },
      },
    },
  },
  run: async (args) => {
    const { dialect: name, request, contextTokens = null, model = null } = args
    const dialect = dialectOf(name, 'http://127.0.0.1/v1')
    const context = { model: model ?? '', hasKey: true, now: 0, errors: dialect.errors }
    const { answer, state, problem } = args.body === undefined ? readStream(args) : readBody(args.body)
    const own = {
      input: request === undefined ? 0 : estimateInput(request),
      ...receivedOf(answer),
      inputAtMost: request === undefined ? null : inputAtMost(request),
    }
    const cost = readReportedCost(answer.usage, dialect.usage)
    const result: Result = {
      ...figures(answer, own, dialect.usage, request !== undefined),
      reportedCost: cost === null ? null : { currency: cost.currency, amount: decimalOfPico(cost.pico) },
      model: answer.model ?? model,
      serviceTier: answer.serviceTier,
      state,
      finishReason: answer.finishReason,
      inputMayBeCut: request !== undefined && mayHaveCutInput(answer.usage, own, dialect.usage, contextTokens),
      raw: answer.usage,
    }
    if (problem !== null) throw new PartialFailure(problemFailure(problem, context).error, result)
    return result
  },
})

/** The tokens as the gateway would charge them; what only the request could tell stays unknown without it. */
function figures(
  answer: AssembledAnswer,
  own: OwnCount,
  rules: UsageRules,
  knowsRequest: boolean,
): Pick<Result, 'tokens' | 'estimated' | 'source'> {
  const { usage: raw } = answer
  if (raw === null && !knowsRequest) return { tokens: null, estimated: true, source: 'none' }
  const { tokens, estimated } = normaliseUsage(raw, own, rules)
  if (raw === null) return { tokens, estimated, source: 'own' }
  const { counts } = readUsage(raw, rules)
  const hasText = own.output + own.reasoning > 0
  const unsaid: TokenKind[] = [
    ...(counts.input === null && !knowsRequest ? (['input'] as const) : []),
    ...(counts.output === null && !hasText ? (['output', 'reasoning', 'audioOutput'] as const) : []),
  ]
  const known = Object.fromEntries(tokenKinds.map((kind) => [kind, unsaid.includes(kind) ? null : tokens[kind]]))
  const isOwn = counts.input === null || tokens.output !== (counts.output ?? -1)
  return { tokens: tokensSchema.parse(known), estimated, source: isOwn ? 'mixed' : 'vendor' }
}

function receivedOf(answer: AssembledAnswer): { output: number; reasoning: number } {
  const calls = answer.toolCalls.map((call) => call.function.name + call.function.arguments).join('')
  return { output: estimateText(answer.content + answer.refusal + calls), reasoning: estimateText(answer.reasoning) }
}

type Read = { answer: AssembledAnswer; state: Result['state']; problem: WireProblem | null }

const responses = /"(?:type|object)"\s*:\s*"response(?:\.|")/

/** A body that holds no answer, or a broken one, may still say what it cost. */
const bareSchema = z.object({ model: z.string().optional(), usage: z.record(z.string(), z.unknown()) })

function readBody(body: string | Record<string, unknown>): Read {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const reading = (responses.test(text) ? createResponsesWire() : chatWire).readWhole(text)
  const assembler = createAnswerAssembler()
  if (reading.ok) {
    assembler.add(reading.value)
  } else {
    const bare = reading.problem.kind === 'badShape' ? bareSchema.safeParse(JSON.parse(text)).data : undefined
    if (bare === undefined) return { answer: assembler.answer(), state: 'failed', problem: reading.problem }
    assembler.add({ ...bare, choices: [] })
  }
  const answer = assembler.answer()
  return { answer, state: answer.finishReason === null ? 'cut' : 'finished', problem: null }
}

function readStream({
  chunks,
  events,
}: {
  chunks?: string[] | undefined
  events?: (string | object)[] | undefined
}): Read {
  const pieces =
    chunks?.map((chunk) => Buffer.from(chunk, 'base64')) ??
    (events ?? []).map((event) => Buffer.from(asEvent(typeof event === 'string' ? event : JSON.stringify(event))))
  const isResponses = responses.test(Buffer.concat(pieces).toString('utf8'))
  const reader = (isResponses ? createResponsesWire() : chatWire).createReader()
  for (const piece of pieces) reader.feed(piece)
  const end = reader.end()
  if (end.events === 0 && end.leftover !== '') throw new CodedError('model.badAnswer', {}, `no stream: ${end.leftover}`)
  return { answer: end.answer, state: end.state, problem: end.problem }
}

function asEvent(data: string): string {
  return `${data
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}`)
    .join('\n')}\n\n`
}

import { z } from 'zod'

const count = z.number().int().nonnegative()

/** A tool the vendor's model calls, as a script sets it. */
const scriptedToolCallSchema = z.strictObject({ id: z.string(), name: z.string(), arguments: z.string() })

/**
 * How the server treats one chat request. What is left out is as a well-behaved vendor does it. It is plain JSON, so that a test
 * can send it to a server in another process.
 */
export const behaviourSchema = z.strictObject({
  /** Anything but 200 answers with `body` (or an OpenAI error body made of `error`) instead of a completion. */
  status: z.number().int().min(200).max(599).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  /** The body as it is, also with status 200; its type is `text/html` unless `headers` say otherwise. */
  body: z.string().optional(),
  error: z
    .strictObject({
      message: z.string(),
      type: z.string().nullish(),
      code: z.union([z.string(), z.number()]).nullish(),
    })
    .optional(),

  /** The answer's text; by default it is made of the request. */
  text: z.string().optional(),
  /** Each `[now]` in the answer's text becomes the moment it is sent at, in milliseconds as `Date.now` has them. */
  stamped: z.boolean().optional(),
  /** In how many chunks the text comes. */
  pieces: z.number().int().positive().optional(),
  reasoning: z.string().optional(),
  /** Under which name thinking comes: `reasoning` at Ollama and OpenRouter. */
  reasoningField: z.enum(['reasoning_content', 'reasoning']).optional(),
  toolCalls: z.array(scriptedToolCallSchema).optional(),
  /** Null never says that it has finished. */
  finishReason: z.string().nullable().optional(),
  withoutRole: z.boolean().optional(),
  withoutDone: z.boolean().optional(),

  /**
   * Where usage stands in a stream. `asked`: as OpenAI, an extra chunk when the request asks for it. `extraChunk`: always.
   * `lastChunk`: in the chunk with the finish reason (DeepSeek). `everyChunk`: running totals (Gemini). `zeroFirst`: zeros in all
   * chunks but the last (DeepSeek through proxies). `inChoice`: in the choice (Kimi). `missing`: never.
   */
  usage: z.enum(['asked', 'extraChunk', 'lastChunk', 'everyChunk', 'zeroFirst', 'inChoice', 'missing']).optional(),
  /** The usage object itself, for vendors' own fields. */
  usageBody: z.record(z.string(), z.unknown()).optional(),

  /** Waits there until the test releases it: before the status line, or after so many pieces of the answer. */
  holdBeforeAnswer: z.boolean().optional(),
  holdAfterPieces: count.optional(),
  /** Between two pieces. For pace that a person watches; tests that must not wait use the holds. */
  millisecondsPerPiece: count.optional(),
  /** Takes the request and never answers. */
  silent: z.boolean().optional(),
  /** Closes the connection in the middle, after so many bytes of the body or so many pieces. */
  cutAfterBytes: count.optional(),
  cutAfterPieces: count.optional(),

  /** Raw text put into the stream after so many pieces: broken events, error events, anything. */
  insert: z.array(z.strictObject({ afterPieces: count, text: z.string() })).optional(),
  lineEnd: z.enum(['\n', '\r\n', '\r']).optional(),
  comments: z.boolean().optional(),
  byteOrderMark: z.boolean().optional(),
  /** The body is written in chunks of these sizes in turn, each in a packet of its own as far as the system allows. */
  chunkBytes: z.array(z.number().int().positive()).min(1).optional(),
})
export type Behaviour = z.infer<typeof behaviourSchema>

/**
 * Which requests a script is for; a key or model that is left out matches all. Without `on` it is for chat requests; `account` is
 * for whatever else a vendor can be asked, such as what is left.
 */
export const matcherSchema = z.strictObject({
  on: z.enum(['chat', 'models', 'account']).optional(),
  key: z.string().optional(),
  model: z.string().optional(),
})
export type Matcher = z.infer<typeof matcherSchema>

/** The OpenAI Chat Completions wire format, as many vendors speak it. */
export * from './chat-chunk.ts'
export * from './chat-request.ts'
export * from './error-body.ts'
export * from './problem.ts'
export * from './read-json.ts'
export * from './usage.ts'

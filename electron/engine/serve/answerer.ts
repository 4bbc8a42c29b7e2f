import type { AskedChat } from './chat-request.ts'

/** A piece of an answer as it comes. */
export type Piece = { kind: 'text' | 'thought'; text: string }

export type Ended = {
  finish: 'stop' | 'length' | 'tool_calls'
  toolCalls: { name: string; arguments: string }[]
  promptTokens: number
  /** Of the prompt, what was still in memory from the question before. */
  cachedTokens: number
  completionTokens: number
}

/** A model that is loaded. It answers one question at a time. */
export type Answerer = {
  /** How many tokens the model takes in and writes, together. */
  readonly contextTokens: number
  /** The length of a question as the model itself counts it. */
  measure(asked: AskedChat): number
  /** Throws the signal's reason when it aborts. */
  answer(asked: AskedChat, onPiece: (piece: Piece) => void, signal: AbortSignal): Promise<Ended>
  dispose(): Promise<void>
}

export type ModelOrder = { path: string; contextTokens: number; threads: number }

/** Loads a model. */
export type LoadModel = (order: ModelOrder) => Promise<Answerer>

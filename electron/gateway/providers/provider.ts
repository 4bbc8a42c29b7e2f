import type { CodedError } from '../../../shared/contract/errors.ts'
import type { ModelName } from '../../../shared/model/brand.ts'
import type { Price } from '../../../shared/model/price.ts'
import type { AssembledAnswer } from '../sse/assemble-answer.ts'
import type { UsageRules } from '../usage/usage-rules.ts'
import type { ChatChunk, ChatRequest } from '../wire/chat.ts'
import type { Balance } from './dialect.ts'

/** How an answer ended. `cut` ended without a finish reason; `failed` names what went wrong after the answer had begun. */
export type AnswerEnd =
  | { state: 'finished' | 'cut'; answer: AssembledAnswer }
  | { state: 'failed'; answer: AssembledAnswer; failure: ProviderFailure }

/** One way of speaking to models. Each dialect is one file beside this one. */
export type ModelProvider = {
  /** How the usage in its answers is to be read. */
  usage: UsageRules
  /**
   * Makes one call and yields the chunks of its answer as they come. `request.model` is the provider's own name for the model.
   * Throws ProviderFailure as long as nothing was yielded, and the signal's reason when it aborts; leaving the iteration, like
   * the signal, closes the connection.
   */
  complete(request: ChatRequest, signal: AbortSignal): AsyncGenerator<ChatChunk, AnswerEnd, undefined>
  /** The cap on what a call may write, as it is sent, and whether thinking surely counts against it. Asks nobody. */
  capOf(request: ChatRequest): { tokens: number | null; holdsThinking: boolean }
  /** The models the provider lists, or null where it offers no list. Throws ProviderFailure. */
  listModels(signal: AbortSignal): Promise<ListedModel[] | null>
  /** What the model takes in as it is loaded, where the server said so lately; null else. Asks nobody. */
  contextOf(model: string): number | null
  /** What the account holds, or null where the vendor does not tell. Throws ProviderFailure. */
  balance(signal: AbortSignal): Promise<Balance[] | null>
}

/** A model as its provider lists it. The price is null where the list says none; free is a price of its own. */
export type ListedModel = { name: ModelName; contextTokens: number | null; price: Price | null }

/**
 * Whether asking again may help. `network`: nothing was reached; `service`: it was reached and asks for patience, for as long as
 * it says, in milliseconds, if it says.
 */
export type Retry =
  | { kind: 'never' }
  /** `away`: how likely it is that not this service but the network is at fault; left out: it is not. */
  | { kind: 'network'; away?: Away }
  | { kind: 'service'; afterMilliseconds: number | null }

/** `surely`: there is no way out at all; `perhaps`: this name or address is not found. */
export type Away = 'surely' | 'perhaps'

/** A call that came to nothing. */
export class ProviderFailure extends Error {
  readonly error: CodedError
  readonly retry: Retry
  /** False only where the provider cannot have worked on the request. */
  readonly maybeCharged: boolean

  constructor(error: CodedError, { retry, maybeCharged }: { retry: Retry; maybeCharged: boolean }) {
    super(error.message, { cause: error })
    this.name = 'ProviderFailure'
    this.error = error
    this.retry = retry
    this.maybeCharged = maybeCharged
  }
}

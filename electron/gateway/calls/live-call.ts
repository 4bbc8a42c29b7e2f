import { CodedError } from '../../../shared/contract/errors.ts'
import { CallRefused } from '../budgets/refuse-call.ts'
import type { CallOutcome } from '../ledger/ledger.ts'
import { modelParameter } from '../protocol.ts'
import { type Asking, askModel, codedFrom } from './ask-model.ts'
import { type CallOrder, type CallTools, orderFor } from './call-order.ts'
import type { CallSoFar } from './ending.ts'
import type { KeptReply } from './kept-reply.ts'
import { mayFallBack } from './may-fall-back.ts'
import type { AnswerDelta } from './received.ts'

/** Someone who waits for an answer. After `done` or `failed` nothing more comes. */
export type CallListener = {
  /** `by`: the model that writes, where it is not the one that was asked. */
  delta(delta: AnswerDelta, by: string | null): void
  done(reply: KeptReply): void
  failed(error: CodedError): void
}

export type LiveCall = {
  /** Hands over what has been received so far, then what comes; the result stops that. The call goes on regardless. */
  listen(listener: CallListener): () => void
  /** Closes the provider's connection and records what it may have charged. */
  stop(reason: CodedError): void
  /** Resolves when the call is over and in the books; never rejects. */
  readonly over: Promise<void>
}

/**
 * Makes one model call. Where its model cannot answer and nothing has been handed on yet, the next of the owner's list is asked the
 * same, with its own words, price, reservation and record; the last word is that of the model which was asked first.
 */
export function startLiveCall(first: CallOrder, tools: CallTools): LiveCall {
  const { runId } = first.pass
  const stopper = new AbortController()
  const { signal } = stopper
  const listeners = new Set<CallListener>()
  let stopReason = new CodedError('run.ended')
  let result: CallOutcome | CodedError | null = null
  let current: CallSoFar | null = null
  let isDelivered = false

  const others = [...first.fallbacks]
  const isOpen = ({ line }: CallOrder): boolean =>
    line.downFor() === null && !(line.isOutside && tools.network.isAway())
  const nextOrder = (): CallOrder | null => {
    for (let reference = others.shift(); reference !== undefined; reference = others.shift()) {
      const order = orderFor(reference, first, tools.findModel)
      if (order !== null) return order
    }
    return null
  }
  const asking: Asking = {
    signal,
    stopReason: () => stopReason,
    hasOther: () =>
      others.some((reference) => {
        const order = orderFor(reference, first, tools.findModel)
        return order !== null && isOpen(order)
      }),
    onBegin(call) {
      current = call
    },
    handOn(delta) {
      isDelivered = true
      for (const listener of listeners) listener.delta(delta, writerOf(current))
    },
  }

  /** The next model's answer; null where it may not be asked, so that the one after it is. */
  const askInstead = async (order: CallOrder): Promise<CallOutcome | null> => {
    try {
      return await askModel(order, asking, tools)
    } catch (thrown) {
      if (thrown instanceof CallRefused) return null
      throw thrown
    }
  }
  const run = async (): Promise<CallOutcome> => {
    const asked = await askModel(first, asking, tools)
    if (asked.state === 'done' || asked.state === 'stopped' || !mayFallBack(asked.error.code)) return asked
    while (!isDelivered && !signal.aborted) {
      const order = nextOrder()
      if (order === null) return asked
      const outcome = await askInstead(order)
      if (outcome === null) continue
      if (outcome.state === 'done') {
        tools.onFallback(runId, { from: first.reference, to: order.reference, error: asked.error })
        return outcome
      }
      if (isDelivered || outcome.state === 'stopped') return outcome
    }
    return asked
  }

  const over = run()
    .catch((thrown: unknown) => {
      if (thrown instanceof CallRefused) return thrown.error
      const error = codedFrom(thrown)
      if (error !== stopReason) tools.onTrouble(error)
      return error
    })
    .then((outcome) => {
      result = outcome
      for (const listener of listeners) tell(listener, outcome)
      listeners.clear()
    })

  return {
    over,
    stop(reason) {
      stopReason = reason
      stopper.abort(reason)
    },
    listen(listener) {
      if (result !== null) {
        tell(listener, result)
        return () => undefined
      }
      const soFar = current?.received.soFar()
      if (soFar !== undefined && soFar.content + soFar.reasoning + soFar.refusal !== '') {
        listener.delta(soFar, writerOf(current))
      }
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

function writerOf(call: CallSoFar | null): string | null {
  return call === null || call.order.standsFor === null ? null : modelParameter(call.order.reference)
}

function tell(listener: CallListener, result: CallOutcome | CodedError): void {
  if (result instanceof CodedError) listener.failed(result)
  else if (result.state === 'done') listener.done(result.reply)
  else listener.failed(result.error)
}

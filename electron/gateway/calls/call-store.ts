import type { CodedError } from '../../../shared/contract/errors.ts'
import type { RunId } from '../../../shared/model/brand.ts'
import type { CallOrder, CallTools } from './call-order.ts'
import { type CallListener, type LiveCall, startLiveCall } from './live-call.ts'

/** Where an answer comes from: a call made for this request, one already under way, or one that is done. */
export type AnswerOrigin = 'new' | 'attached' | 'replayed'
export type AnswerSource = { origin: AnswerOrigin; listen(listener: CallListener): () => void }

/** All calls of all runs: each is paid once, however often and by whomever it is asked for. */
export type CallStore = {
  /** The answer to a request; a call is made only if no other one has the same run, key and hash. */
  open(order: CallOrder): AnswerSource
  /** Stops every call of the run; resolves when no connection is open and all are in the books. */
  stopRun(runId: RunId, reason: CodedError): Promise<void>
  /** Resolves when every call of the run that is under way has come to its own end. */
  settled(runId: RunId): Promise<void>
  stopAll(reason: CodedError): Promise<void>
}

export function createCallStore(tools: CallTools): CallStore {
  const live = new Map<string, { runId: RunId; call: LiveCall }>()

  const liveOf = (runId: RunId): LiveCall[] =>
    [...live.values()].filter((entry) => entry.runId === runId).map((entry) => entry.call)
  const allOver = async (calls: readonly LiveCall[]): Promise<void> => {
    await Promise.all(calls.map((call) => call.over))
  }

  return {
    open(order) {
      const { pass, callKey, requestHash } = order
      const key = JSON.stringify([pass.runId, callKey, requestHash])
      const running = live.get(key)
      if (running !== undefined) return { origin: 'attached', listen: running.call.listen }
      const kept = tools.ledger.keptReply(pass.runId, callKey, requestHash)
      if (kept !== null) {
        return {
          origin: 'replayed',
          listen(listener) {
            const { content, reasoning, refusal } = kept
            listener.delta({ content, reasoning, refusal }, kept.answeredBy)
            listener.done(kept)
            return () => undefined
          },
        }
      }
      const call = startLiveCall(order, tools)
      live.set(key, { runId: pass.runId, call })
      void call.over.then(() => live.delete(key))
      return { origin: 'new', listen: call.listen }
    },
    async stopRun(runId, reason) {
      const calls = liveOf(runId)
      for (const call of calls) call.stop(reason)
      await allOver(calls)
    },
    settled: (runId) => allOver(liveOf(runId)),
    async stopAll(reason) {
      const calls = [...live.values()].map((entry) => entry.call)
      for (const call of calls) call.stop(reason)
      await allOver(calls)
    },
  }
}

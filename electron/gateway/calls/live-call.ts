import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import { noTokens } from '../../../shared/model/usage.ts'
import { costOf, plainFacts } from '../../../shared/rules/price/cost.ts'
import type { BegunCall } from '../budgets/call-budgets.ts'
import { CallRefused } from '../budgets/refuse-call.ts'
import type { CallOutcome, RecordedCall } from '../ledger/ledger.ts'
import { linesOfCall } from '../ledger/usage-lines.ts'
import type { LiveUsage } from '../meter/run-meters.ts'
import { ProviderFailure } from '../providers/provider.ts'
import { estimateInput } from '../usage/estimate-tokens.ts'
import type { CallOrder, CallTools } from './call-order.ts'
import { answerEnding, type CallSoFar, type Ending, failureEnding, stoppedEnding, unsentEnding } from './ending.ts'
import type { KeptReply } from './kept-reply.ts'
import { type AnswerDelta, createReceived, ownCount } from './received.ts'
import { waitBeforeTry, waitFor } from './retry-plan.ts'

/** Someone who waits for an answer. After `done` or `failed` nothing more comes. */
export type CallListener = {
  delta(delta: AnswerDelta): void
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

/** Noting how much was received costs a write: at most once in this many milliseconds. */
const noteEvery = 1_000

/** Makes one model call: recorded before it is sent, repeated while that is safe, settled exactly once whatever happens. */
export function startLiveCall(order: CallOrder, tools: CallTools): LiveCall {
  const { ledger, budgets, meters, clock } = tools
  const { runId } = order.pass
  const stopper = new AbortController()
  const listeners = new Set<CallListener>()
  const startedAt = clock.now()
  const call: CallSoFar = {
    order,
    startedAt,
    inputEstimate: estimateInput(order.request),
    outputAtMost: null,
    received: createReceived(),
    now: () => clock.now(),
  }
  const live = meterOf(call)
  let notedAt = startedAt
  let stopReason = new CodedError('run.ended')
  let result: CallOutcome | CodedError | null = null

  const handOn = (recorded: RecordedCall, delta: AnswerDelta): void => {
    for (const listener of listeners) listener.delta(delta)
    meters.touch(runId)
    const now = clock.now()
    if (now - notedAt < noteEvery) return
    notedAt = now
    ledger.note(recorded, live.writtenTokens()).catch((thrown: unknown) => tools.onTrouble(codedFrom(thrown)))
  }

  /** Sends the call once and reads it to its end. */
  const send = async ({ recorded, request }: BegunCall): Promise<Ending> => {
    try {
      const answer = order.provider.complete(request, stopper.signal)
      for (;;) {
        const next = await answer.next()
        if (next.done === true) return answerEnding(next.value, call)
        const delta = call.received.add(next.value)
        if (delta !== null) handOn(recorded, delta)
      }
    } catch (thrown) {
      if (stopper.signal.aborted) return stoppedEnding(stopReason, call)
      if (thrown instanceof ProviderFailure) return failureEnding(thrown, call)
      const failure = new ProviderFailure(codedFrom(thrown), { retry: { kind: 'never' }, maybeCharged: true })
      return failureEnding(failure, call)
    }
  }

  const begin = async (): Promise<BegunCall> => {
    const begun = await budgets.begin(order, call.inputEstimate, stopper.signal)
    // It may have waited for room: prices go by the moment it is sent.
    call.startedAt = clock.now()
    call.outputAtMost = begun.outputAtMost
    meters.begin(runId, live)
    meters.touch(runId)
    return begun
  }
  const settle = async ({ recorded }: BegunCall, { outcome }: Ending): Promise<CallOutcome> => {
    await budgets.settle(recorded, outcome)
    meters.settle(runId, live, outcome.charge === null ? [] : linesOfCall(outcome.charge))
    return outcome
  }
  const waitAtRest = async (milliseconds: number, { retry }: Ending): Promise<void> => {
    tools.onWaiting(runId, retry.kind === 'network' ? 'network' : 'retry')
    // A stop ends the wait; the caller looks at the signal.
    await waitFor(milliseconds, clock, stopper.signal).catch(() => undefined)
    tools.onWaiting(runId, null)
  }

  /** Repeats the call while its failures pass and nothing was delivered; every charge has a record of its own. */
  const run = async (): Promise<CallOutcome> => {
    let begun = await begin()
    for (let tries = 1; ; tries++) {
      if (stopper.signal.aborted) return settle(begun, unsentEnding(stopReason))
      const ending = await send(begun)
      if (ending.doubt !== undefined) tools.onDoubt(runId, order.reference.model, ending.doubt)
      const wait = stopper.signal.aborted ? null : waitBeforeTry(ending.retry, tries, tools.random)
      if (wait === null) return settle(begun, ending)
      const isCharged = ending.outcome.charge !== null
      if (isCharged) await settle(begun, ending)
      else await ledger.pause(begun.recorded)
      await waitAtRest(wait, ending)
      call.received = createReceived()
      if (isCharged) begun = await begin()
      else if (!stopper.signal.aborted) await ledger.resume(begun.recorded)
    }
  }

  const over = run()
    .catch((thrown: unknown) => {
      meters.settle(runId, live, [])
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
      const soFar = call.received.soFar()
      if (soFar.content + soFar.reasoning + soFar.refusal !== '') listener.delta(soFar)
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** What the meter shows of a call that is under way: our own count, at the price of its start. */
function meterOf(call: CallSoFar): LiveUsage {
  return {
    lines() {
      const tokens = { ...noTokens, ...ownCount(call) }
      const cost = costOf(call.order.price, tokens, plainFacts(call.startedAt))
      return linesOfCall({ tokens, cost, estimated: true })
    },
    writtenTokens() {
      const { output, reasoning } = ownCount(call)
      return output + reasoning
    },
  }
}

function tell(listener: CallListener, result: CallOutcome | CodedError): void {
  if (result instanceof CodedError) listener.failed(result)
  else if (result.state === 'done') listener.done(result.reply)
  else listener.failed(result.error)
}

function codedFrom(thrown: unknown): CodedError {
  if (thrown instanceof CodedError) return thrown
  const { code, params, detail } = toAppError(thrown)
  return new CodedError(code, params, detail)
}

import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import { noTokens } from '../../../shared/model/usage.ts'
import { costOf, plainFacts } from '../../../shared/rules/price/cost.ts'
import { pause } from '../../pause.ts'
import type { BegunCall } from '../budgets/call-budgets.ts'
import type { CallOutcome, RecordedCall } from '../ledger/ledger.ts'
import { linesOfCall } from '../ledger/usage-lines.ts'
import type { LiveUsage } from '../meter/run-meters.ts'
import { ProviderFailure } from '../providers/provider.ts'
import { estimateInput } from '../usage/estimate-tokens.ts'
import type { CallOrder, CallTools } from './call-order.ts'
import { answerEnding, type CallSoFar, type Ending, failureEnding, stoppedEnding, unsentEnding } from './ending.ts'
import { createGate, heardOf, WayClosed } from './gate.ts'
import { type AnswerDelta, createReceived, ownCount } from './received.ts'
import { longestWait, waitBeforeTry } from './retry-plan.ts'

/** What asking one model shares with whoever asks it. */
export type Asking = {
  signal: AbortSignal
  stopReason: () => CodedError
  /** Whether another model could be asked at once. */
  hasOther: () => boolean
  /** Hears of the call before it is sent, so that those who join late get what has been received. */
  onBegin(call: CallSoFar): void
  handOn(delta: AnswerDelta): void
}

/** Noting how much was received costs a write: at most once in this many milliseconds. */
const noteEvery = 1_000

/**
 * Puts a call to one model: recorded before it is sent, repeated while that is safe, each charge settled exactly once whatever
 * happens. Throws CallRefused, the `storage.*` errors, and the signal's reason where nothing was sent.
 */
export async function askModel(order: CallOrder, asking: Asking, tools: CallTools): Promise<CallOutcome> {
  const { ledger, budgets, meters, clock } = tools
  const { runId } = order.pass
  const { signal } = asking
  /** The owner waits for the outcome of a test, whatever it is. */
  const isTest = order.pass.kind === 'test'
  const call: CallSoFar = {
    order,
    startedAt: clock.now(),
    inputEstimate: estimateInput(order.request),
    outputAtMost: null,
    received: createReceived(),
    now: () => clock.now(),
  }
  const live = meterOf(call)
  const gate = createGate({ order, signal, hasOther: asking.hasOther, tools })
  let notedAt = call.startedAt

  const handOn = (recorded: RecordedCall, delta: AnswerDelta): void => {
    asking.handOn(delta)
    meters.touch(runId)
    const now = clock.now()
    if (now - notedAt < noteEvery) return
    notedAt = now
    ledger.note(recorded, live.writtenTokens()).catch((thrown: unknown) => tools.onTrouble(codedFrom(thrown)))
  }

  /** Sends the call once and reads it to its end. */
  const send = async ({ recorded, request }: BegunCall): Promise<Ending> => {
    try {
      const answer = order.provider.complete(request, signal)
      for (;;) {
        const next = await answer.next()
        if (next.done === true) return answerEnding(next.value, call)
        const delta = call.received.add(next.value)
        if (delta !== null) handOn(recorded, delta)
      }
    } catch (thrown) {
      if (signal.aborted) return stoppedEnding(asking.stopReason(), call)
      if (thrown instanceof ProviderFailure) return failureEnding(thrown, call)
      const failure = new ProviderFailure(codedFrom(thrown), { retry: { kind: 'never' }, maybeCharged: true })
      return failureEnding(failure, call)
    }
  }

  const begin = async (): Promise<BegunCall> => {
    const begun = await budgets.begin(order, call.inputEstimate, signal, gate)
    // It may have waited for room: prices go by the moment it is sent.
    call.startedAt = clock.now()
    call.outputAtMost = begun.outputAtMost
    call.received = createReceived()
    asking.onBegin(call)
    meters.begin(runId, live)
    meters.touch(runId)
    return begun
  }
  const settle = async ({ recorded }: BegunCall, { outcome }: Ending): Promise<CallOutcome> => {
    await budgets.settle(recorded, outcome)
    meters.settle(runId, live, outcome.charge === null ? [] : linesOfCall(outcome.charge))
    return outcome
  }
  /** Tells the line and the network how it went; true where the network is away. */
  const hear = async (ending: Ending): Promise<boolean> => {
    const { retry } = ending
    const { line } = order
    const mayBeAway = line.isOutside && retry.kind === 'network' && retry.away !== undefined && !signal.aborted
    const isAway = mayBeAway && (await tools.network.judge({ host: line.host, away: retry.away ?? 'perhaps' }))
    const heard = heardOf(ending, isAway)
    if (line.isOutside && (heard.kind === 'answered' || heard.kind === 'limited')) tools.network.answered(line.host)
    gate.leave(heard)
    return isAway
  }
  const waitAtRest = async (milliseconds: number, { retry }: Ending): Promise<void> => {
    tools.onWaiting(runId, retry.kind === 'network' ? 'network' : 'retry')
    // A stop ends the wait; the caller looks at the signal.
    await pause(milliseconds, clock, signal).catch(() => undefined)
    tools.onWaiting(runId, null)
  }
  /** Takes a place again for a call that stands in the books; false where it was stopped. */
  const enterAgain = async (): Promise<boolean> => {
    try {
      await gate.enter()
      return true
    } catch (thrown) {
      if (signal.aborted) return false
      throw thrown
    }
  }

  /** Repeats the call while its failures pass and nothing was delivered; every charge has a record of its own. */
  const repeat = async (): Promise<CallOutcome> => {
    let begun = await begin()
    for (let tries = 1; ; tries++) {
      if (signal.aborted) return settle(begun, unsentEnding(asking.stopReason()))
      const ending = await send(begun)
      const isAway = await hear(ending)
      if (ending.doubt !== undefined) tools.onDoubt(runId, order.reference.model, ending.doubt)
      if (isAway && !signal.aborted && !isTest) {
        // However long that takes, nothing is set aside for it meanwhile, and it is no try.
        const outcome = await settle(begun, ending)
        if (asking.hasOther()) return outcome
        begun = await begin()
        tries -= 1
        continue
      }
      const wait = signal.aborted || isTest ? null : waitBeforeTry(ending.retry, tries, tools.random)
      if (wait === null || (wait >= longestWait && asking.hasOther())) return settle(begun, ending)
      gate.failed()
      const isCharged = ending.outcome.charge !== null
      if (isCharged) await settle(begun, ending)
      else await ledger.pause(begun.recorded)
      await waitAtRest(wait, ending)
      if (isCharged) {
        begun = await begin()
        continue
      }
      call.received = createReceived()
      try {
        if (await enterAgain()) await ledger.resume(begun.recorded)
      } catch (thrown) {
        if (!(thrown instanceof WayClosed)) throw thrown
        return settle(begun, ending)
      }
    }
  }

  try {
    await order.pricing.ready()
    return await repeat()
  } catch (thrown) {
    meters.settle(runId, live, [])
    if (thrown instanceof WayClosed) return { state: 'failed', error: thrown.error, charge: null }
    throw thrown
  } finally {
    gate.leave({ kind: 'nothing' })
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

/** What was thrown, as an error with a code. */
export function codedFrom(thrown: unknown): CodedError {
  if (thrown instanceof CodedError) return thrown
  const { code, params, detail } = toAppError(thrown)
  return new CodedError(code, params, detail)
}

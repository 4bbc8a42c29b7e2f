import type { CodedError } from '../../../shared/contract/errors.ts'
import {
  agentIdSchema,
  type Instant,
  type ModelName,
  type ProviderId,
  providerIdSchema,
  runIdSchema,
} from '../../../shared/model/brand.ts'
import type { Price } from '../../../shared/model/price.ts'
import { createLine } from '../lines/line.ts'
import { createModelPricing } from '../prices/model-pricing.ts'
import type { PriceFinder } from '../prices/price-finder.ts'
import type { ModelProvider } from '../providers/provider.ts'
import type { ChatRequest } from '../wire/chat.ts'
import type { CallTools } from './call-order.ts'
import { startLiveCall } from './live-call.ts'

/** The one small call by which a provider is tried. */
export type TestCall = {
  providerId: ProviderId | null
  provider: ModelProvider
  model: ModelName
  request: ChatRequest
  contextTokens: number | null
  price: Price | null
  loadFinder: () => Promise<PriceFinder>
}

/** Whose calls they are in the books. */
const testAgentId = agentIdSchema.parse('provider-test')
/** What an unsaved provider is called in the books. */
const unsavedProvider = providerIdSchema.parse('unsaved')
/** Supposed where nobody says it, so that a cap does not forbid every test: far more than these few words can take. */
const usualContext = 32_000

/**
 * Makes such a call: in the books and under the computer's caps like any other, but sent once and never waiting. Gives the moment
 * its answer began, or ended where it began with nothing. Throws what went wrong, and the signal's reason.
 */
export function createTestCalls(tools: CallTools) {
  let made = 0
  return async (call: TestCall, signal: AbortSignal): Promise<Instant> => {
    const { clock, random, ledger, budgets } = tools
    const { provider, model, price, loadFinder } = call
    made += 1
    const runId = runIdSchema.parse(`test-${clock.now()}-${made}`)
    const line = createLine({ host: '', isOutside: false, places: 1, clock, random, onHealth: () => undefined })
    const live = startLiveCall(
      {
        pass: { runId, agentId: testAgentId, kind: 'test' },
        callKey: 'test/call/1',
        requestHash: 'test',
        request: call.request,
        reference: { providerId: call.providerId ?? unsavedProvider, model },
        provider,
        line,
        price,
        pricing: createModelPricing({ model, price, listed: [], answered: new Set(), loadFinder }),
        contextTokens: call.contextTokens ?? usualContext,
        facts: () => null,
        fallbacks: [],
        standsFor: null,
      },
      tools,
    )
    const stop = (): void => live.stop(signal.reason)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
    try {
      return await new Promise<Instant>((resolve, reject) => {
        let firstAt: Instant | null = null
        live.listen({
          delta() {
            firstAt ??= clock.now()
          },
          done: () => resolve(firstAt ?? clock.now()),
          failed: (error: CodedError) => reject(error),
        })
      })
    } finally {
      signal.removeEventListener('abort', stop)
      await live.over
      await ledger.endRun(runId)
      budgets.forgetRun(runId)
    }
  }
}

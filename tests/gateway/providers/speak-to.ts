import { createChatProvider } from '../../../electron/gateway/providers/chat-provider.ts'
import type { Dialect } from '../../../electron/gateway/providers/dialect.ts'
import { dialectOf } from '../../../electron/gateway/providers/dialects.ts'
import { type AnswerEnd, type ModelProvider, ProviderFailure } from '../../../electron/gateway/providers/provider.ts'
import { createReasoningMemory, type ReasoningMemory } from '../../../electron/gateway/providers/reasoning-memory.ts'
import { createReceived, ownCount } from '../../../electron/gateway/calls/received.ts'
import { estimateInput } from '../../../electron/gateway/usage/estimate-tokens.ts'
import { type CallUsage, mayHaveCutInput, normaliseUsage } from '../../../electron/gateway/usage/normalise-usage.ts'
import { type ReportedCost, readReportedCost } from '../../../electron/gateway/usage/reported-cost.ts'
import { type ChatChunk, type ChatRequest, chatRequestSchema } from '../../../electron/gateway/wire/chat.ts'
import type { ServiceDialect } from '../../../shared/model/provider.ts'
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts'
import type { RecordedRequest } from '../../helpers/vendor-server/record.ts'
import { startVendorServer, type VendorServer } from '../../helpers/vendor-server/server.ts'
import { start } from '../open-test-gateway.ts'

/** What came of one call, as the gateway would book it. */
export type Spoken = {
  end: AnswerEnd
  chunks: ChatChunk[]
  usage: CallUsage
  cost: ReportedCost | null
  mayBeCut: boolean
  /** The request that was answered, as the vendor got it. */
  sent: RecordedRequest
}

export type Speaker = {
  vendor: VendorServer
  provider: ModelProvider
  dialect: Dialect
  clock: FakeClock
  request(fields?: Record<string, unknown>): ChatRequest
  /** Makes one call and reads it to its end. */
  speak(fields?: Record<string, unknown>): Promise<Spoken>
  /** The failure a call comes to before its answer begins. */
  fail(fields?: Record<string, unknown>): Promise<ProviderFailure>
  close(): Promise<void>
}

export const never = new AbortController().signal

/** A provider of that dialect in front of a vendor that speaks it. */
export async function speakTo(
  name: ServiceDialect,
  model: string,
  options: { memory?: ReasoningMemory; asVendor?: ServiceDialect } = {},
): Promise<Speaker> {
  const vendor = await startVendorServer({ vendor: options.asVendor ?? name })
  const clock = createFakeClock(start)
  const dialect = dialectOf(name, vendor.baseUrl)
  const provider = createChatProvider({
    dialect,
    baseUrl: vendor.baseUrl,
    key: 'sk-test',
    fetch: (url, init) => fetch(url, init),
    clock,
    memory: options.memory ?? createReasoningMemory(),
  })
  const request = (fields: Record<string, unknown> = {}): ChatRequest =>
    chatRequestSchema.parse({
      model,
      messages: [{ role: 'user', content: 'Say something about the weather in Hangzhou. '.repeat(20) }],
      ...fields,
    })
  const speak = async (fields: Record<string, unknown> = {}): Promise<Spoken> => {
    const asked = request(fields)
    const received = createReceived()
    const answer = provider.complete(asked, never)
    const chunks: ChatChunk[] = []
    for (;;) {
      const next = await answer.next()
      if (next.done !== true) {
        received.add(next.value)
        chunks.push(next.value)
        continue
      }
      const raw = next.value.answer.usage ?? received.reportedUsage()
      const own = ownCount({ inputEstimate: estimateInput(asked), outputAtMost: null, received })
      const sent = vendor.records().findLast(({ method, status }) => method === 'POST' && status === 200)
      if (sent === undefined) throw new Error('the vendor answered nothing')
      return {
        end: next.value,
        chunks,
        usage: normaliseUsage(raw, own, dialect.usage),
        cost: readReportedCost(raw, dialect.usage),
        mayBeCut: mayHaveCutInput(raw, own, dialect.usage, provider.contextOf(asked.model)),
        sent,
      }
    }
  }
  return {
    vendor,
    provider,
    dialect,
    clock,
    request,
    speak,
    async fail(fields) {
      const thrown = await speak(fields).then(
        () => null,
        (error: unknown) => error,
      )
      if (!(thrown instanceof ProviderFailure)) throw new Error(`no failure: ${String(thrown)}`)
      return thrown
    },
    close: () => vendor.close(),
  }
}

/** One turn of a tool loop, as the runner sends it back. */
export const toolTurn = (reasoning: string | null = 'I need the list first.') => ({
  tools: [
    {
      type: 'function',
      function: { name: 'list_files', description: 'Lists a folder', parameters: { type: 'object', properties: {} } },
    },
  ],
  messages: [
    { role: 'user', content: 'What is in the folder? '.repeat(20) },
    {
      role: 'assistant',
      content: null,
      ...(reasoning === null ? {} : { reasoning_content: reasoning }),
      tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'list_files', arguments: '{}' } }],
    },
    { role: 'tool', tool_call_id: 'call_1', content: 'a.txt\nb.txt' },
  ],
})

import type { ProviderDraft, ProviderTest } from '../../../shared/contract/commands.ts'
import { CodedError, type ErrorCode, toAppError } from '../../../shared/contract/errors.ts'
import { type Instant, type ModelName, modelNameSchema, type ProviderId } from '../../../shared/model/brand.ts'
import type { Price } from '../../../shared/model/price.ts'
import { isPractice, practiceModelName } from '../../../shared/model/provider.ts'
import { normaliseBaseUrl } from '../../../shared/rules/base-url.ts'
import type { TestCall } from '../calls/test-call.ts'
import { createPriceFinder } from '../prices/price-finder.ts'
import { createChatProvider } from './chat-provider.ts'
import { dialectOf } from './dialects.ts'
import { createReasoningMemory } from './reasoning-memory.ts'
import { practiceModel } from '../practice/practice-model.ts'
import { type ListedModel, type ModelProvider, ProviderFailure } from './provider.ts'
import type { ProviderTools } from './index.ts'

/** How long a whole test may take, in milliseconds. */
const patience = 15_000

type CheckName = ProviderTest['checks'][number]['name']
const order: readonly CheckName[] = ['address', 'network', 'key', 'model', 'quota']

/**
 * Tries a provider as the owner typed it: address, network, key, model, quota, up to the first thing that is wrong. With a model
 * named, or one found in the provider's list, it makes one call of a few tokens. It never throws and never tells the key.
 */
export async function testProvider(
  request: { draft: ProviderDraft; storedKey: string | null; model: ModelName | null },
  tools: Pick<ProviderTools, 'fetch' | 'clock'> & {
    /** The price the owner has for a model of a provider that is saved; null: none. */
    priceOf: (providerId: ProviderId | null, model: ModelName) => Price | null
    makeCall: (call: TestCall, signal: AbortSignal) => Promise<Instant>
  },
): Promise<ProviderTest> {
  const { draft, storedKey, model } = request
  if (draft.id !== null && isPractice({ providerId: draft.id, model: practiceModelName })) return practiceTest
  const key = draft.key === undefined ? storedKey : draft.key
  let baseUrl: string
  try {
    baseUrl = normaliseBaseUrl(draft.baseUrl)
  } catch (thrown) {
    return verdict({ failed: 'address', error: withoutKey(thrown, key) })
  }
  const { clock, fetch } = tools
  const dialect = draft.dialect ?? 'compatible'
  const provider = createChatProvider({
    dialect: dialectOf(dialect, baseUrl),
    baseUrl,
    key,
    fetch,
    clock,
    memory: createReasoningMemory(),
    silenceMilliseconds: patience,
  })
  const stopper = new AbortController()
  const cancel = clock.after(patience, () => stopper.abort(timedOut))
  try {
    return await tryOut(provider, {
      model,
      key,
      signal: stopper.signal,
      now: () => clock.now(),
      callOnce: (asked, contextTokens, signal) => {
        const messages = [{ role: 'user' as const, content: 'Reply with: OK' }]
        const request = { model: asked, messages, max_tokens: 16 }
        const price = tools.priceOf(draft.id, asked)
        const loadFinder = () => createPriceFinder({ dialect, baseUrl, currency: null })
        return tools.makeCall(
          { providerId: draft.id, provider, model: asked, request, contextTokens, price, loadFinder },
          signal,
        )
      },
    })
  } finally {
    cancel()
  }
}

const timedOut = new CodedError('provider.timedOut', {}, `no result within ${patience / 1_000} s`)

type Trial = {
  model: ModelName | null
  key: string | null
  signal: AbortSignal
  now: () => number
  /** Asks for a few tokens; gives the moment the answer began. */
  callOnce: (model: ModelName, contextTokens: number | null, signal: AbortSignal) => Promise<Instant>
}

async function tryOut(provider: ModelProvider, trial: Trial): Promise<ProviderTest> {
  const { key, signal } = trial
  let models: ListedModel[] = []
  try {
    models = (await provider.listModels(signal)) ?? []
  } catch (thrown) {
    const error = withoutKey(thrown, key)
    // A list that is closed or broken says nothing about the door that matters; a refused key or a dead line does.
    if (!isAboutTheList(error.code)) return verdict({ failed: checkOf(error.code, 'network'), error })
  }
  const model = trial.model ?? likelyModel(models) ?? modelNameSchema.parse('default')
  const contextTokens = models.find(({ name }) => name === model)?.contextTokens ?? null
  const startedAt = trial.now()
  try {
    const firstAt = await trial.callOnce(model, contextTokens, signal)
    return verdict({ failed: null, error: null, models, firstTokenMs: Math.max(0, firstAt - startedAt) })
  } catch (thrown) {
    const error = withoutKey(thrown, key)
    return verdict({ failed: checkOf(error.code, 'model'), error, models })
  }
}

function isAboutTheList(code: ErrorCode): boolean {
  return code === 'provider.forbidden' || code === 'provider.notAnApi' || code === 'provider.requestRefused'
}

/** Which of the checks an error fails; what names no check fails the one that was being tried. */
function checkOf(code: ErrorCode, tried: CheckName): CheckName {
  switch (code) {
    case 'provider.addressInvalid':
    case 'provider.notAnApi':
      return 'address'
    case 'provider.notFound':
    case 'provider.unreachable':
    case 'network.proxySignIn':
    case 'network.proxyRefused':
    case 'network.proxyUnreachable':
    case 'provider.tls':
      return 'network'
    case 'provider.keyMissing':
    case 'provider.keyRefused':
      return 'key'
    case 'provider.modelUnknown':
    case 'provider.forbidden':
      return 'model'
    case 'provider.noMoney':
    case 'provider.rateLimited':
    case 'budget.reached':
    case 'budget.priceMissing':
    case 'budget.rateMissing':
    case 'budget.sizeUnknown':
      return 'quota'
    default:
      return tried
  }
}

/** A model that surely writes text, by preference a small one: the call costs next to nothing. */
function likelyModel(models: readonly ListedModel[]): ModelName | null {
  const writing = models.filter(
    ({ name }) => !/embed|whisper|tts|audio|image|dall-e|rerank|moderation|transcri|video|ocr/i.test(name),
  )
  const small = writing.find(({ name }) => /mini|flash|lite|small|nano|turbo|luna|air/i.test(name))
  return (small ?? writing[0])?.name ?? null
}

function verdict(found: {
  failed: CheckName | null
  error: CodedError | null
  models?: ListedModel[]
  firstTokenMs?: number
}): ProviderTest {
  const at = found.failed === null ? order.length : order.indexOf(found.failed)
  const checks = order.map((name, index) => ({
    name,
    result: index < at ? ('passed' as const) : index === at ? ('failed' as const) : ('notTried' as const),
  }))
  const error = found.error === null ? null : toAppError(found.error)
  return { checks, error, models: found.models ?? [], firstTokenMs: found.firstTokenMs ?? null }
}

/** Some services repeat the key they refuse. */
function withoutKey(thrown: unknown, key: string | null): CodedError {
  const { code, params, detail } = toAppError(thrown instanceof ProviderFailure ? thrown.error : thrown)
  return new CodedError(code, params, key === null || key === '' ? detail : detail.replaceAll(key, '…'))
}

const practiceTest: ProviderTest = {
  ...verdict({ failed: null, error: null }),
  models: [{ name: practiceModelName, contextTokens: practiceModel.contextTokens }],
}

import { CodedError } from '../../contract/errors.ts'
import type { Instant } from '../../model/brand.ts'
import { instantSchema } from '../../model/brand.ts'
import type { Price } from '../../model/price.ts'
import type { TokenKind } from '../../model/usage.ts'
import { dearestCost, type DearestRates, dearestRates } from '../price/dearest.ts'
import type { CallBound } from './accounts.ts'
import type { CallNeed } from './amounts.ts'

/** What is known of a request before it is sent. */
export type RequestMeasure = {
  /** UTF-8 bytes of every text in its messages, names and roles included. */
  textBytes: number
  messages: number
  /** UTF-8 bytes of what describes tools and the shape of the answer. */
  schemaBytes: number
  /** Pictures, sounds and files. */
  attachments: number
  /** Our own count of its tokens, which may be some 10 % too low or too high. */
  estimate: number
  /** The output cap as it is sent; null: none. */
  outputCap: number | null
  /** Whether the cap holds thinking too; where it does not, or nobody knows, a call can write more than its cap. */
  capHoldsThinking: boolean
}

/** An answer with less room than this is rarely of use. */
export const leastUsefulOutput = 256
/** Role and separators of a message, the vendor's own system text, and the text tools are introduced by. */
const tokensPerMessage = 16
const tokensPerRequest = 256
const tokensForSchemas = 1_024
/** Vendors write schemas out with spaces and line breaks of their own. */
const schemaGrowth = 2
/** The price may change while a call is under way: this long after its start it may still be fixed. */
const priceFixedWithin = 2 * 60 * 60 * 1_000

/**
 * How much a call can use at most. A token stands for at least one byte of text, whatever the vocabulary; what is not text counts
 * as the model's whole context. Input and output together stay within the context, unless our own count shows that it is larger
 * than we were told. Rates are the dearest the call can meet.
 * @throws {CodedError} `budget.sizeUnknown` when something has no bound because the model's context is not known.
 */
export function boundOf(options: {
  measure: RequestMeasure
  contextTokens: number | null
  price: Price | null
  at: Instant
}): CallBound {
  const { measure, price, at } = options
  const { outputCap, capHoldsThinking, attachments, estimate } = measure
  const context = options.contextTokens !== null && options.contextTokens >= estimate ? options.contextTokens : null
  const within = (tokens: number | null): number => {
    const most = Math.min(tokens ?? Number.POSITIVE_INFINITY, context ?? Number.POSITIVE_INFINITY)
    if (Number.isFinite(most)) return most
    throw new CodedError('budget.sizeUnknown')
  }
  const input = within(attachments > 0 ? null : inputBytes(measure))
  const largestOutput = within(capHoldsThinking ? outputCap : null)
  const together = context ?? input + largestOutput
  const rates = ratesFor(price, { input, output: largestOutput, attachments, at })
  return {
    mostOutput: largestOutput,
    // A cap that does not hold thinking cannot be lowered to anything that is sure.
    leastOutput: capHoldsThinking ? leastUsefulOutput : largestOutput,
    need(output) {
      const tokens = BigInt(Math.min(input + output, together))
      return { tokens, money: typeof rates === 'string' ? rates : moneyOf(rates, input, output, together) }
    },
  }
}

function inputBytes({ textBytes, messages, schemaBytes }: RequestMeasure): number {
  const schemas = schemaBytes === 0 ? 0 : schemaBytes * schemaGrowth + tokensForSchemas
  return textBytes + messages * tokensPerMessage + tokensPerRequest + schemas
}

function ratesFor(
  price: Price | null,
  call: { input: number; output: number; attachments: number; at: Instant },
): DearestRates | 'free' | 'unknown' {
  if (price === null) return 'unknown'
  if (price.kind === 'free') return 'free'
  return dearestRates(price, {
    from: call.at,
    until: instantSchema.parse(call.at + priceFixedWithin),
    input: call.input,
    output: call.output,
    kinds: call.attachments === 0 ? kindsOfText : null,
    thinking: null,
    serviceTiers: null,
    explicitCache: null,
    longCache: null,
  })
}

const kindsOfText: readonly TokenKind[] = ['input', 'cachedRead', 'cacheWrite', 'output', 'reasoning']

/** The dearer of the two ways to fill what input and output share. */
function moneyOf(rates: DearestRates, input: number, output: number, together: number): CallNeed['money'] {
  const filled = [
    { input: Math.min(input, together - Math.min(output, together)), output: Math.min(output, together) },
    { input: Math.min(input, together), output: Math.min(output, together - Math.min(input, together)) },
  ]
  const costs = filled.map((tokens) => dearestCost(rates, tokens))
  const pico = costs.reduce((most, cost) => (cost > most ? cost : most))
  return { currency: rates.currency, pico }
}

import { CodedError } from '../../contract/errors.ts'
import { type Instant, instantSchema } from '../../model/brand.ts'
import type { Price } from '../../model/price.ts'
import type { TokenKind } from '../../model/usage.ts'
import { dearestCost, type DearestRates, dearestRates } from '../price/dearest.ts'
import type { CallBound } from './accounts.ts'
import type { CallNeed } from './amounts.ts'

/** What is known of a request before it is sent. */
export type RequestMeasure = {
  /** What its prompt cannot exceed, in tokens; null where it carries pictures, sounds or files, whose tokens only the vendor knows. */
  inputAtMost: number | null
  /** Our own count of its tokens, which may be some 10 % too low or too high. */
  estimate: number
  /** The output cap as it is sent; null: none. */
  outputCap: number | null
  /** Whether the cap holds thinking too; where it does not, or nobody knows, a call can write more than its cap. */
  capHoldsThinking: boolean
}

/** What a call can use at most. */
export type ProvenBound = CallBound & {
  /** What it may write beside so much input, when its output is limited to so much. */
  outputBeside(input: number, output: number): number
}

/** An answer with less room than this is rarely of use. */
export const leastUsefulOutput = 256
/** The price may change while a call is under way: this long after its start it may still be fixed. */
const priceFixedWithin = 2 * 60 * 60 * 1_000

/**
 * How much a call can use at most. What is not text counts as the model's whole context. Input and output together stay within the context, unless our own count shows that it is larger
 * than we were told. Rates are the dearest the call can meet.
 * @throws {CodedError} `budget.sizeUnknown` when something has no bound because the model's context is not known.
 */
export function boundOf(options: {
  measure: RequestMeasure
  contextTokens: number | null
  price: Price | null
  at: Instant
}): ProvenBound {
  const { measure, price, at } = options
  const { inputAtMost, outputCap, capHoldsThinking, estimate } = measure
  const context = options.contextTokens !== null && options.contextTokens >= estimate ? options.contextTokens : null
  const within = (tokens: number | null): number => {
    const most = Math.min(tokens ?? Number.POSITIVE_INFINITY, context ?? Number.POSITIVE_INFINITY)
    if (Number.isFinite(most)) return most
    throw new CodedError('budget.sizeUnknown')
  }
  const input = within(inputAtMost)
  const largestOutput = within(capHoldsThinking ? outputCap : null)
  const together = context ?? input + largestOutput
  const rates = ratesFor(price, { input, output: largestOutput, textOnly: inputAtMost !== null, at })
  return {
    mostOutput: largestOutput,
    // A cap that does not hold thinking cannot be lowered to anything that is sure.
    leastOutput: capHoldsThinking ? leastUsefulOutput : largestOutput,
    outputBeside: (read, output) => Math.max(0, Math.min(output, together - read)),
    need(output) {
      const tokens = BigInt(Math.min(input + output, together))
      return { tokens, money: typeof rates === 'string' ? rates : moneyOf(rates, input, output, together) }
    },
  }
}

function ratesFor(
  price: Price | null,
  call: { input: number; output: number; textOnly: boolean; at: Instant },
): DearestRates | 'free' | 'unknown' {
  if (price === null) return 'unknown'
  if (price.kind === 'free') return 'free'
  return dearestRates(price, {
    from: call.at,
    until: instantSchema.parse(call.at + priceFixedWithin),
    input: call.input,
    output: call.output,
    kinds: call.textOnly ? kindsOfText : null,
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

import { currencySchema, microsOf, type Pico } from '../../../shared/model/money.ts'
import {
  noTokens,
  type Spent,
  type TokenCounts,
  type TokenKind,
  tokenKinds,
  type UsageTotals,
} from '../../../shared/model/usage.ts'
import type { Cost } from '../../../shared/rules/price/cost.ts'

/** A sum of usage of one kind under one way of pricing; what rollups, run totals and meters are made of. */
export type UsageLine = {
  pricing: Cost['status']
  /** Empty where nothing is charged or the price is unknown. */
  currency: string
  /** A call carries the fee per request, if there is one. */
  kind: 'call' | TokenKind
  /** Tokens of the kind, or calls. */
  quantity: number
  pico: Pico
  /** The parts of both that no vendor has confirmed. */
  estimatedQuantity: number
  estimatedPico: Pico
}

/** The lines one call adds: one for the call and one for each kind of token it used. */
export function linesOfCall(call: { tokens: TokenCounts; cost: Cost; estimated: boolean }): UsageLine[] {
  const { tokens, cost, estimated } = call
  const currency = cost.status === 'known' ? cost.currency : ''
  const line = (kind: UsageLine['kind'], quantity: number, pico: Pico): UsageLine => ({
    pricing: cost.status,
    currency,
    kind,
    quantity,
    pico,
    estimatedQuantity: estimated ? quantity : 0,
    estimatedPico: estimated ? pico : 0n,
  })
  const parts = cost.status === 'known' ? cost.parts : []
  const charged = (kind: TokenKind | 'request'): Pico => parts.find((part) => part.kind === kind)?.pico ?? 0n
  const lines = [line('call', 1, charged('request'))]
  for (const kind of tokenKinds) {
    if (tokens[kind] > 0) lines.push(line(kind, tokens[kind], charged(kind)))
  }
  return lines
}

export type UsageSum = { add(lines: readonly UsageLine[]): void; lines(): UsageLine[] }

/** Adds lines of the same pricing, currency and kind together, exactly. */
export function createUsageSum(start: readonly UsageLine[] = []): UsageSum {
  const sums = new Map<string, UsageLine>()
  const add = (lines: readonly UsageLine[]): void => {
    for (const line of lines) {
      const key = `${line.pricing} ${line.currency} ${line.kind}`
      const sum = sums.get(key)
      if (sum === undefined) {
        sums.set(key, { ...line })
        continue
      }
      sum.quantity += line.quantity
      sum.pico += line.pico
      sum.estimatedQuantity += line.estimatedQuantity
      sum.estimatedPico += line.estimatedPico
    }
  }
  add(start)
  return { add, lines: () => [...sums.values()] }
}

/** Puts lines together as people meet them; only here are amounts rounded. */
export function totalsOf(lines: readonly UsageLine[]): UsageTotals {
  const tokens = { ...noTokens }
  const calls = { known: 0, free: 0, unknown: 0 }
  const money = new Map<string, { pico: Pico; estimatedPico: Pico }>()
  let estimatedTokens = 0
  for (const line of lines) {
    if (line.pricing === 'known') {
      const sum = money.get(line.currency) ?? { pico: 0n, estimatedPico: 0n }
      money.set(line.currency, {
        pico: sum.pico + line.pico,
        estimatedPico: sum.estimatedPico + line.estimatedPico,
      })
    }
    if (line.kind === 'call') {
      calls[line.pricing] += line.quantity
      continue
    }
    tokens[line.kind] += line.quantity
    estimatedTokens += line.estimatedQuantity
  }
  const spent = [...money].sort(([left], [right]) => (left < right ? -1 : 1)).map(spentOf)
  return {
    calls: calls.known + calls.free + calls.unknown,
    tokens,
    estimatedTokens,
    spent,
    freeCalls: calls.free,
    unpricedCalls: calls.unknown,
  }
}

/** The money of one currency as people meet it. */
export function spentOf([currency, sum]: [string, { pico: Pico; estimatedPico: Pico }]): Spent {
  return {
    currency: currencySchema.parse(currency),
    micros: microsOf(sum.pico),
    estimatedMicros: microsOf(sum.estimatedPico),
  }
}

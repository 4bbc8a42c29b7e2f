import type { Budget } from '../../shared/model/budget.ts'
import { currencySchema } from '../../shared/model/money.ts'
import { amountAsTyped, parseAmount } from '../../shared/rules/format.ts'

/** A cap as it is edited; whether it is an agent's or this computer's, the screen it stands on says. */
export type Limit = Pick<Budget, 'id' | 'limit' | 'warnAt' | 'whenReached' | 'period'>

export type TypedLimit = {
  readonly kind: 'money' | 'tokens'
  readonly amount: string
  readonly currency: string
  readonly period: Limit['period']
  readonly warnAt: string
  readonly whenReached: Limit['whenReached']
}

/** What the form shows for a cap; for a new one, nothing but the usual choices. */
export function typedOfLimit(limit: Limit | null, period: Limit['period']): TypedLimit {
  if (limit === null) {
    return { kind: 'money', amount: '', currency: 'USD', period, warnAt: '80', whenReached: 'stop' }
  }
  const { limit: size } = limit
  return {
    kind: size.kind,
    amount: size.kind === 'money' ? amountAsTyped(size.micros) : String(size.tokens),
    currency: size.kind === 'money' ? size.currency : 'USD',
    period: limit.period,
    warnAt: String(limit.warnAt),
    whenReached: limit.whenReached,
  }
}

/** The size that was typed, or null while it is none. Tokens may be grouped, or counted in `k` and `m`. */
export function readSize({ kind, amount, currency }: TypedLimit): Limit['limit'] | null {
  if (kind === 'money') {
    const micros = parseAmount(amount)
    return micros === null ? null : { kind, currency: currencySchema.parse(currency), micros }
  }
  const match = /^(\d{1,12})([km]?)$/.exec(amount.toLowerCase().replace(/[\s,]/g, ''))
  if (match === null) return null
  const tokens = Number(match[1]) * (match[2] === 'k' ? 1_000 : match[2] === 'm' ? 1_000_000 : 1)
  return tokens > 1e12 ? null : { kind, tokens }
}

/** The percentage that was typed, 1 to 100, or null. */
export function readWarning({ warnAt }: TypedLimit): number | null {
  const percent = /^\d{1,3}$/.test(warnAt.trim()) ? Number(warnAt) : 0
  return percent >= 1 && percent <= 100 ? percent : null
}

/** The cap that was typed, or null while a part of it is missing. */
export function readLimit(typed: TypedLimit, id: string): Limit | null {
  const limit = readSize(typed)
  const warnAt = readWarning(typed)
  if (limit === null || warnAt === null) return null
  return { id, limit, warnAt, period: typed.period, whenReached: typed.whenReached }
}

import { CodedError } from '../../../shared/contract/errors.ts'
import type { BudgetLimit } from '../../../shared/model/budget.ts'
import { picoPerMicro } from '../../../shared/model/money.ts'
import type { Account } from '../../../shared/rules/budget/accounts.ts'

/** A call that was not made. Its error is for whoever asked; nothing is in the books, and nothing is wrong with the gateway. */
export class CallRefused extends Error {
  readonly error: CodedError

  constructor(error: CodedError) {
    super(error.message, { cause: error })
    this.name = 'CallRefused'
    this.error = error
  }
}

/** An account as an error names it: amounts are micro-units of the currency, or tokens; `renewsAt` is 0 where nothing renews it. */
export function accountError(
  code: 'budget.reached' | 'budget.nearlyReached',
  { budget, limit, spent, underWay, inDoubt, renewsAt }: Account,
): CodedError {
  const amount = (exact: bigint): number => readable(budget.limit, exact)
  return new CodedError(code, {
    budget: budget.id,
    scope: budget.scope,
    period: budget.period,
    unit: budget.limit.kind === 'money' ? budget.limit.currency : 'tokens',
    limit: amount(limit),
    spent: amount(spent),
    held: amount(underWay + inDoubt),
    renewsAt: renewsAt ?? 0,
  })
}

/** Rounded up, so that nothing that was spent reads as nothing. */
function readable(limit: BudgetLimit, exact: bigint): number {
  return Number(limit.kind === 'money' ? (exact + picoPerMicro - 1n) / picoPerMicro : exact)
}

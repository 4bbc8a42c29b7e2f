import type { SpendingRules } from '../../../shared/model/budget.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { AgentRepository } from '../../storage/companion/agents.ts'
import type { GatewayHost } from '../gateway-host/gateway-host.ts'
import type { SettingsService } from '../settings/settings-service.ts'
import type { LedgerReader } from '../today/ledger-reader.ts'
import { createHeldCalls, type HeldCalls } from './held-calls.ts'
import { createUsedBudgets, type UsedBudgets } from './used-budgets.ts'

/** Every cap there is now, with the rates at which other currencies enter them. */
export function spendingRulesOf(
  settings: Pick<SettingsService, 'current'>,
  agents: Pick<AgentRepository, 'list'>,
): SpendingRules {
  const { computerBudgets, exchangeRates } = settings.current()
  return {
    computer: computerBudgets,
    agents: agents.list().map(({ id, budgets }) => ({ agentId: id, budgets })),
    exchangeRates,
  }
}

/** What the page may know and do about caps. */
export function createBudgetServices(dependencies: {
  gateway: Pick<GatewayHost, 'whenReady'>
  ledger: Pick<LedgerReader, 'spending'>
  rules: () => SpendingRules
  clock: Clock
  /** Something that was set aside is free again. */
  onReleased: () => void
}): { heldCalls: HeldCalls; usedBudgets: UsedBudgets } {
  const { gateway, ledger, rules, clock, onReleased } = dependencies
  return {
    heldCalls: createHeldCalls(gateway, onReleased),
    usedBudgets: createUsedBudgets({ spending: ledger.spending, rules, clock }),
  }
}

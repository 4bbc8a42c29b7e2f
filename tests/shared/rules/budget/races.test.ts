import { describe, expect, it } from 'vitest'
import type { Instant } from '../../../../shared/model/brand.ts'
import type { Budget } from '../../../../shared/model/budget.ts'
import type { Accounts, BudgetedCall } from '../../../../shared/rules/budget/accounts.ts'
import { sizeOf, type Used } from '../../../../shared/rules/budget/amounts.ts'
import { periodAround } from '../../../../shared/rules/budget/period.ts'
import { dayOf } from '../../../../shared/rules/day.ts'
import { pick, seededRandom } from '../../../faults/random.ts'
import { boundOfMoney, call, createDisk, hour, later, noon, rulesOf, shanghai } from './budget-world.ts'

const scenarios = 500
const million = 1_000_000n

/** A call at the vendor: what it will charge in the end, whether anybody hears of it or not. */
type Sent = { call: BudgetedCall; bill: Used; heard: Used }
type Billed = { call: BudgetedCall; day: string; bill: Used }

/** Runs race near their caps, on disk as the gateway is, with crashes at any moment and clocks that go on meanwhile. */
function race(seed: number) {
  const random = seededRandom(seed)
  const between = (low: number, high: number) => low + Math.floor(random() * (high - low + 1))
  const micros = (most: number) => ({ kind: 'money' as const, currency: 'USD', micros: between(0, most) })
  const rules = rulesOf({
    computer: [
      { id: 'day', period: 'day', limit: micros(120_000) },
      { id: 'month', period: 'month', limit: micros(250_000) },
    ],
    agent: [
      { id: 'run', period: 'run', limit: { kind: 'tokens', tokens: between(300, 20_000) } },
      { id: 'week', period: 'week', limit: micros(180_000) },
    ],
  })
  const disk = createDisk()
  const billed: Billed[] = []
  let accounts: Accounts = disk.start(rules)
  let sent: Sent[] = []
  let at: Instant = noon
  let made = 0
  const counts = { admitted: 0, lowered: 0, refused: 0, crashes: 0, lost: 0 }

  const end = (one: Sent, recorded: Used | null, keepsRest: boolean) => {
    const id = keepsRest ? one.call.id : null
    accounts.settle(one.call, recorded, id, at)
    disk.record(one.call, recorded, keepsRest, at)
    billed.push({ call: one.call, day: dayOf(at, shanghai), bill: one.bill })
  }
  const crash = () => {
    counts.crashes++
    counts.lost += sent.length
    if (random() < 0.5) at = later(at, between(0, 40 * hour))
    for (const one of sent) {
      disk.record(one.call, one.heard, true, at)
      billed.push({ call: one.call, day: dayOf(at, shanghai), bill: one.bill })
    }
    sent = []
    accounts = disk.start(rules)
  }
  const ask = () => {
    const one = call(`call-${++made}`, `run-${between(1, 4)}`, pick(random, ['agent-1', 'agent-1', 'agent-2']))
    const most = between(1, 3_000)
    const input = BigInt(between(1, 6_000)) * million + BigInt(between(0, 999_999))
    const bound = boundOfMoney(input, 8n * million, most)
    const admission = accounts.reserve(one, bound, at)
    if (admission.kind === 'refused') {
      counts.refused++
      return
    }
    counts.admitted++
    if (admission.outputTokens < most) counts.lowered++
    // What was only set aside in memory was not sent either.
    if (random() < 0.02) {
      crash()
      return
    }
    disk.intend(admission.hold)
    const need = bound.need(between(0, admission.outputTokens))
    const share = BigInt(between(1, 100))
    const heard = { tokens: (need.tokens * share) / 100n, money: partOf(need.money, share) }
    sent.push({ call: one, bill: { tokens: need.tokens, money: partOf(need.money, 100n) }, heard })
  }
  const finish = () => {
    const [one] = sent.splice(between(0, sent.length - 1), 1)
    if (one === undefined) return
    const how = random()
    // Told in full; broken off with an estimate; refused by the vendor, which charges nothing.
    if (how < 0.7) end(one, one.bill, false)
    else if (how < 0.9) end(one, one.heard, true)
    else end({ ...one, bill: { tokens: 0n, money: null } }, null, false)
  }
  for (let step = 0; step < 60; step++) {
    const what = random()
    if (what < 0.55) ask()
    else if (what < 0.85) finish()
    else if (what < 0.93) at = later(at, between(0, 20 * hour))
    else crash()
  }
  while (sent.length > 0) finish()
  return { rules, disk, billed, counts }
}

function partOf(money: Used['money'] | 'free' | 'unknown', share: bigint): Used['money'] {
  return money === null || typeof money === 'string' ? null : { ...money, pico: (money.pico * share) / 100n }
}

/** What everybody who shares an account used, by account. */
function totals(
  entries: readonly { call: BudgetedCall; day: string; used: Used }[],
  budget: Budget,
): Map<string, bigint> {
  const sums = new Map<string, bigint>()
  for (const { call: one, day, used } of entries) {
    if (budget.scope !== 'computer' && one.agentId !== 'agent-1') continue
    const key = budget.period === 'run' ? one.runId : periodAround(day, budget.period).from
    const amount = budget.limit.kind === 'tokens' ? used.tokens : (used.money?.pico ?? 0n)
    sums.set(key, (sums.get(key) ?? 0n) + amount)
  }
  return sums
}

describe('races near the cap', () => {
  it(`never pass it, in ${scenarios} scenarios with crashes and restarts`, () => {
    const all = { admitted: 0, lowered: 0, refused: 0, crashes: 0, lost: 0 }
    for (let seed = 1; seed <= scenarios; seed++) {
      const { rules, disk, billed, counts } = race(seed)
      for (const name of ['admitted', 'lowered', 'refused', 'crashes', 'lost'] as const) all[name] += counts[name]
      const budgets: Budget[] = [...rules.computer, ...(rules.agents[0]?.budgets ?? [])]
      for (const budget of budgets) {
        const limit = sizeOf(budget.limit)
        const onBooks = totals(disk.events, budget)
        const charged = totals(
          billed.map(({ bill, ...one }) => ({ ...one, used: bill })),
          budget,
        )
        const held = totals(
          [...disk.holds.values()].map(({ call: one, held: used, day }) => ({ call: one, used, day: day ?? '' })),
          budget,
        )
        for (const sum of [...onBooks.values(), ...charged.values()]) {
          expect(sum <= limit, `seed ${seed}, ${budget.id}: ${sum} over ${limit}`).toBe(true)
        }
        // What was charged is on the books, or still set aside.
        for (const [key, sum] of charged) {
          expect(sum <= (onBooks.get(key) ?? 0n) + (held.get(key) ?? 0n), `seed ${seed}, ${budget.id} ${key}`).toBe(
            true,
          )
        }
      }
    }
    // The scenarios do race, and do break off.
    expect(all.admitted).toBeGreaterThan(3_000)
    expect(all.refused).toBeGreaterThan(1_000)
    expect(all.lowered).toBeGreaterThan(500)
    expect(all.crashes).toBeGreaterThan(500)
    expect(all.lost).toBeGreaterThan(500)
  })
})

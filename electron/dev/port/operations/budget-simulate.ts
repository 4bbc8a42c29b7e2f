import { z } from 'zod'
import { agentIdSchema, runIdSchema, zoneSchema } from '../../../../shared/model/brand.ts'
import { type SpendingRules, spendingRulesSchema } from '../../../../shared/model/budget.ts'
import { currencySchema, picoPerMicro } from '../../../../shared/model/money.ts'
import { leftIn, type Account } from '../../../../shared/rules/budget/accounts.ts'
import type { Used } from '../../../../shared/rules/budget/amounts.ts'
import { leastUsefulOutput } from '../../../../shared/rules/budget/upper-bound.ts'
import { exchangeRateSchema } from '../../../../shared/rules/price/convert.ts'
import { decimalOfPico, picoOfDecimal } from '../../../../shared/rules/price/decimal.ts'
import { defineOperation } from '../operation.ts'
import { momentSchema, toInstant } from '../price-args.ts'
import { invalid } from '../protocol.ts'
import { type CallStory, simulateBudgets, type SimulatedCall } from '../simulate-budgets.ts'

const decimal = z.string().max(60).describe('exact, in units of the currency, such as "0.25"')
const id = z.string().min(1).max(80)
const amountSchema = z.strictObject({ tokens: z.int().nonnegative().default(0), money: decimal.default('0') })

const capSchema = z.strictObject({
  id,
  scope: z.enum(['run', 'agent', 'computer']).describe('run: each run of the agent by itself'),
  agent: id.optional().describe('for run and agent; left out: every agent of the calls has this cap'),
  period: z.enum(['run', 'day', 'week', 'month']).describe('scope run has period run, the others have not'),
  money: decimal.optional(),
  currency: currencySchema.default(currencySchema.parse('USD')),
  tokens: z.int().nonnegative().optional().describe('instead of money'),
  whenReached: z.enum(['stop', 'wait']).default('stop').describe('wait: for the next period'),
})

const callSchema = z.strictObject({
  id,
  agent: id.default('agent'),
  run: id.default('run'),
  at: momentSchema.describe('when it is asked for'),
  seconds: z.number().nonnegative().max(1e8).default(1).describe('from when it is sent to its end'),
  currency: currencySchema.default(currencySchema.parse('USD')),
  price: z.enum(['known', 'free', 'unknown']).default('known'),
  estimated: amountSchema.describe('its upper bound: what is reserved before it is sent'),
  output: z
    .strictObject({ tokens: z.int().positive(), moneyPerToken: decimal.default('0') })
    .optional()
    .describe(`the part of the bound that may be lowered to fit, down to ${leastUsefulOutput} tokens`),
  actual: amountSchema.nullable().describe('what the vendor charges at the end; null: nothing, it refused'),
  ends: z
    .enum(['finished', 'brokenOff'])
    .default('finished')
    .describe('brokenOff: the rest of the reservation stays held'),
  countedAtCrash: amountSchema.prefault({}).describe('recorded as estimated when a crash comes before its end'),
})

const money = z.record(z.string(), z.string()).describe('by currency')
const accountSchema = z.object({
  cap: z.string(),
  of: z.string().describe('the run or agent; empty for the computer'),
  until: z.string().nullable().describe('when the period ends; null: with the run'),
  unit: z.string().describe('a currency, or tokens'),
  limit: z.string(),
  spent: z.string(),
  held: z.string(),
  left: z.string(),
  over: z.boolean().describe('more was spent than the limit: only where a vendor charged more than the upper bound'),
})

export const budgetSimulate = defineOperation({
  about:
    'Plays calls against caps with the engine of the gateway. A call is sent only if its upper bound fits under every cap beside what is spent and held; else its output is lowered, or it waits (for calls under way, or for the next period where the cap says wait), or it is refused. At its end it is settled to what the vendor charges. A crash records calls under way at what was counted and keeps the rest of their reservations held. At one moment ends come first, then crashes, renewals, new calls.',
  args: z.strictObject({
    zone: zoneSchema.default(zoneSchema.parse('UTC')).describe('days, weeks (from Monday) and months are of this zone'),
    caps: z.array(capSchema).max(40),
    calls: z.array(callSchema).max(2_000),
    crashes: z.array(momentSchema).max(1_000).default([]),
    exchangeRates: z.array(exchangeRateSchema).max(500).default([]),
  }),
  result: z.object({
    allowed: z.array(z.string()).describe('calls that were sent'),
    refused: z.array(
      z.object({ id: z.string(), code: z.string(), cap: z.string().nullable(), left: z.string().nullable() }),
    ),
    waiting: z.array(z.string()).describe('calls that still wait when nothing more happens'),
    spent: z.object({ tokens: z.string(), money }),
    held: z.object({ tokens: z.string(), money }),
    calls: z.array(
      z.object({
        id: z.string(),
        result: z.enum(['settled', 'brokenOff', 'lost', 'refused', 'waiting']),
        sentAt: z.string().nullable(),
        outputTokens: z.int().nullable().describe('what is left of `output`; null where it has none'),
      }),
    ),
    caps: z.array(accountSchema).describe('every account that calls came under, as it was left'),
  }),
  example: {
    args: {
      caps: [{ id: 'day', scope: 'computer', period: 'day', money: '0.50' }],
      calls: [
        {
          id: 'a',
          at: '2026-11-24T10:00:00Z',
          seconds: 60,
          estimated: { tokens: 9_000, money: '0.3' },
          actual: { tokens: 4_000, money: '0.1' },
        },
        {
          id: 'b',
          run: 'run-2',
          at: '2026-11-24T10:00:30Z',
          seconds: 60,
          estimated: { tokens: 9_000, money: '0.3' },
          actual: { tokens: 5_000, money: '0.2' },
          countedAtCrash: { tokens: 2_000, money: '0.05' },
        },
        {
          id: 'c',
          run: 'run-3',
          at: '2026-11-24T10:03:00Z',
          estimated: { tokens: 9_000, money: '0.3' },
          actual: { tokens: 1_000, money: '0.1' },
        },
      ],
      crashes: ['2026-11-24T10:01:30Z'],
    },
    ok: {
      allowed: ['a', 'b'],
      refused: [{ id: 'c', code: 'budget.reached', cap: 'day', left: '0.1' }],
      waiting: [],
      spent: { tokens: '6000', money: { USD: '0.15' } },
      held: { tokens: '7000', money: { USD: '0.25' } },
      calls: [
        { id: 'a', result: 'settled', sentAt: '2026-11-24T10:00:00.000Z', outputTokens: null },
        { id: 'b', result: 'lost', sentAt: '2026-11-24T10:01:00.000Z', outputTokens: null },
        { id: 'c', result: 'refused', sentAt: null, outputTokens: null },
      ],
      caps: [
        {
          cap: 'day',
          of: '',
          until: '2026-11-25T00:00:00.000Z',
          unit: 'USD',
          limit: '0.5',
          spent: '0.15',
          held: '0.25',
          left: '0.1',
          over: false,
        },
      ],
    },
  },
  async run({ zone, caps, calls, crashes, exchangeRates }) {
    if (new Set(calls.map((call) => call.id)).size < calls.length) throw invalid('two calls have the same id')
    const agents = [...new Set(calls.map(({ agent }) => agent))]
    const story = simulateBudgets({
      rules: toRules(caps, agents, exchangeRates),
      zone,
      calls: calls.map(toCall),
      crashes: crashes.map(toInstant),
    })
    const withOutput = new Set(calls.filter(({ output }) => output !== undefined).map((call) => call.id))
    return {
      allowed: story.calls.filter(({ sentAt }) => sentAt !== null).map((call) => call.id),
      refused: story.calls.filter(({ result }) => result === 'refused').map(toRefusal),
      waiting: story.calls.filter(({ result }) => result === 'waiting').map((call) => call.id),
      spent: sumOf(story.spent),
      held: sumOf(story.held),
      calls: story.calls.map(({ id: name, result, sentAt, outputTokens }) => ({
        id: name,
        result,
        sentAt: sentAt === null ? null : new Date(sentAt).toISOString(),
        outputTokens: withOutput.has(name) ? outputTokens : null,
      })),
      caps: story.accounts.map(({ account, subject }) => describeAccount(account, subject)),
    }
  },
})

type Cap = z.output<typeof capSchema>

function toRules(caps: readonly Cap[], agents: readonly string[], exchangeRates: SpendingRules['exchangeRates']) {
  const budgetOf = (cap: Cap) => {
    if ((cap.money === undefined) === (cap.tokens === undefined)) throw invalid(`${cap.id}: either money or tokens`)
    if ((cap.scope === 'run') !== (cap.period === 'run')) throw invalid(`${cap.id}: scope and period do not fit`)
    const limit =
      cap.tokens === undefined
        ? { kind: 'money', currency: cap.currency, micros: toMicros(cap.money ?? '') }
        : { kind: 'tokens', tokens: cap.tokens }
    return { id: cap.id, scope: cap.scope, period: cap.period, limit, whenReached: cap.whenReached }
  }
  const budgets = caps.map((cap) => ({ agent: cap.agent, budget: budgetOf(cap) }))
  const ofAgent = (name: string) =>
    budgets
      .filter(({ agent, budget }) => budget.scope !== 'computer' && (agent ?? name) === name)
      .map(({ budget }) => budget)
  const rules = spendingRulesSchema.safeParse({
    computer: budgets.map(({ budget }) => budget).filter(({ scope }) => scope === 'computer'),
    agents: agents.map((agent) => ({ agentId: agent, budgets: ofAgent(agent) })),
    exchangeRates,
  })
  if (!rules.success) throw invalid(z.prettifyError(rules.error))
  return rules.data
}

function toCall(call: z.output<typeof callSchema>): SimulatedCall {
  const usedOf = ({ tokens, money: amount }: z.output<typeof amountSchema>): Used => ({
    tokens: BigInt(tokens),
    money: call.price === 'known' ? { currency: call.currency, pico: toPico(amount) } : null,
  })
  const most = usedOf(call.estimated)
  const mostOutput = call.output?.tokens ?? 1
  const perToken = toPico(call.output?.moneyPerToken ?? '0')
  const less = (from: bigint, what: bigint): bigint => {
    if (what > from) throw invalid(`${call.id}: its output is more than its estimate`)
    return from - what
  }
  const need = (output: number) => {
    const lowered = BigInt(mostOutput - output)
    const pico = most.money === null ? null : less(most.money.pico, lowered * perToken)
    return {
      tokens: less(most.tokens, lowered),
      money:
        pico === null
          ? call.price === 'free'
            ? ('free' as const)
            : ('unknown' as const)
          : { currency: call.currency, pico },
    }
  }
  const leastOutput = call.output === undefined ? 1 : Math.min(leastUsefulOutput, mostOutput)
  need(leastOutput)
  return {
    call: { id: call.id, runId: runIdSchema.parse(call.run), agentId: agentIdSchema.parse(call.agent) },
    at: toInstant(call.at),
    lasts: Math.round(call.seconds * 1_000),
    bound: { mostOutput, leastOutput, need },
    actual: call.actual && usedOf(call.actual),
    brokenOff: call.ends === 'brokenOff',
    countedAtCrash: usedOf(call.countedAtCrash),
  }
}

function toRefusal({ id: name, refusal }: CallStory) {
  const account = refusal?.account ?? null
  const left = account && amountOf(account, leftIn(account))
  return { id: name, code: refusal?.code ?? '', cap: account?.budget.id ?? null, left }
}

function describeAccount(account: Account, subject: string): z.output<typeof accountSchema> {
  const { budget, limit, spent, underWay, inDoubt, renewsAt } = account
  return {
    cap: budget.id,
    of: subject,
    until: renewsAt === null ? null : new Date(renewsAt).toISOString(),
    unit: budget.limit.kind === 'money' ? budget.limit.currency : 'tokens',
    limit: amountOf(account, limit),
    spent: amountOf(account, spent),
    held: amountOf(account, underWay + inDoubt),
    left: amountOf(account, leftIn(account)),
    over: spent > limit,
  }
}

function amountOf({ budget }: Account, amount: bigint): string {
  return budget.limit.kind === 'money' ? decimalOfPico(amount) : String(amount)
}

function sumOf(uses: readonly Used[]): { tokens: string; money: Record<string, string> } {
  const sums = new Map<string, bigint>()
  for (const { money: amount } of uses) {
    if (amount !== null) sums.set(amount.currency, (sums.get(amount.currency) ?? 0n) + amount.pico)
  }
  const tokens = uses.reduce((sum, use) => sum + use.tokens, 0n)
  return {
    tokens: String(tokens),
    money: Object.fromEntries([...sums].map(([currency, pico]) => [currency, decimalOfPico(pico)])),
  }
}

function toPico(text: string): bigint {
  const pico = picoOfDecimal(text)
  if (pico === null) throw invalid(`"${text}" is no amount of money`)
  return pico
}

/** The owner sets caps in whole micro-units. */
function toMicros(text: string): number {
  const pico = toPico(text)
  if (pico % picoPerMicro !== 0n) throw invalid(`"${text}": a cap has at most six decimals`)
  return Number(pico / picoPerMicro)
}

import { z } from 'zod'
import { zoneSchema } from '../../../../shared/model/brand.ts'
import { currencySchema, microsOf, picoPerMicro } from '../../../../shared/model/money.ts'
import { offPeakReasonSchema } from '../../../../shared/model/off-peak.ts'
import { planOffPeak, readyByAfter } from '../../../../shared/rules/off-peak.ts'
import { costOf, plainFacts } from '../../../../shared/rules/price/cost.ts'
import { decimalOfPico } from '../../../../shared/rules/price/decimal.ts'
import { priceAt } from '../../../../shared/rules/price/price-at.ts'
import { defineOperation } from '../operation.ts'
import { momentSchema, priceArgSchema, toInstant, toPrices, toTokens, usageArgSchema } from '../price-args.ts'

const minute = 60_000

export const planOffpeak = defineOperation({
  about:
    'When a run begins that is due now, has to be ready by a time and may wait for cheaper hours. The deadline comes before the price: no start is considered from which nine of ten earlier runs, and five minutes more, would not have been ready. A run is charged at the dearer of the prices at its start and at its usual end. Of the cheapest starts, a quarter of an hour apart, the latest is taken that finds a free place and leaves room for a second try. Where waiting saves nothing it begins at once, or as soon as there is a place.',
  args: z.strictObject({
    now: momentSchema,
    readyBy: z.union([z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/), momentSchema]).describe('"08:00" is the next one'),
    zone: zoneSchema.default(zoneSchema.parse('UTC')).describe('of a time of day'),
    prices: z.array(priceArgSchema).max(200),
    usage: usageArgSchema.describe('what the run is expected to use'),
    minutes: z.array(z.number().positive().max(1e5)).max(1_000).default([]).describe('earlier runs, the newest first'),
    busy: z
      .array(z.strictObject({ from: momentSchema, to: momentSchema }))
      .max(5_000)
      .default([])
      .describe('when other runs are expected to be at work'),
    places: z.int().min(1).max(100).default(2).describe('runs that may be at work at once'),
  }),
  result: z.object({
    startAt: z.string(),
    readyBy: z.string(),
    reason: offPeakReasonSchema,
    saving: z.string().nullable().describe('against beginning now, in units of the currency'),
    currency: z.string().nullable(),
    share: z.number().nullable(),
  }),
  example: {
    args: {
      now: '2026-03-02T20:00:00Z',
      readyBy: '08:00',
      prices: [
        {
          currency: 'USD',
          validFrom: '2026-01-01T00:00:00Z',
          rates: { input: '1', output: '4' },
          variants: [
            {
              name: 'night',
              when: {
                window: {
                  zone: zoneSchema.parse('UTC'),
                  weekdays: [1, 2, 3, 4, 5, 6, 7],
                  hours: [{ from: '00:30', to: '08:30' }],
                  exceptHolidays: null,
                },
              },
              rates: { input: '0.5', output: '2' },
            },
          ],
        },
      ],
      usage: { input: 100_000, output: 25_000 },
      minutes: [10],
    },
    ok: {
      startAt: '2026-03-03T07:30:00.000Z',
      readyBy: '2026-03-03T08:00:00.000Z',
      reason: 'cheaper',
      saving: '0.1',
      currency: 'USD',
      share: 0.5,
    },
  },
  async run({ now: given, readyBy, zone, prices: records, usage, minutes, busy, places }) {
    const now = toInstant(given)
    const prices = toPrices(records)
    const { tokens } = toTokens(usage)
    const [rated] = prices.flatMap((price) => (price.kind === 'rates' ? [price.currency] : []))
    const isTimeOfDay = typeof readyBy === 'string' && readyBy.length === 5
    const plan = planOffPeak({
      now,
      readyBy: isTimeOfDay ? readyByAfter(readyBy, now, zone) : toInstant(readyBy),
      lengths: minutes.map((each) => Math.round(each * minute)),
      costAt(at) {
        const cost = costOf(priceAt(prices, at), tokens, plainFacts(at))
        if (cost.status === 'unknown') return null
        return cost.status === 'free' ? 0 : microsOf(cost.pico)
      },
      currency: rated === undefined ? null : currencySchema.parse(rated),
      busy: busy.map(({ from, to }) => ({ from: toInstant(from), to: toInstant(to) })),
      places,
    })
    return {
      startAt: new Date(plan.startAt).toISOString(),
      readyBy: new Date(plan.readyBy).toISOString(),
      reason: plan.reason,
      saving: plan.saving === null ? null : decimalOfPico(BigInt(plan.saving.micros) * picoPerMicro),
      currency: plan.saving?.currency ?? null,
      share: plan.share,
    }
  },
})

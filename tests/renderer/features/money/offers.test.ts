import { describe, expect, it } from 'vitest'
import { nearest, sortOffers, vendorOf } from '../../../../renderer/features/money/offers.ts'
import { noMoney, type Offer, offerSchema } from '../../../../shared/model/money-report.ts'
import { currencySchema } from '../../../../shared/model/money.ts'
import { modelReferenceSchema } from '../../../../shared/model/provider.ts'

const offer = (model: string, low: number, currency: string | null, providerId: string | null = null): Offer =>
  offerSchema.parse({
    ...{ providerId, vendor: providerId === null ? 'openai' : null, model, low: String(low), high: String(low) },
    ...{ byLength: false, price: { currency, validFrom: 0, source: 'test', seenOn: null } },
  })
const names = (offers: readonly Offer[]) => offers.map(({ model }) => model)

describe('other models to compare with', () => {
  it('begin with the owner’s own, and order amounts of one currency only', () => {
    const offers = [
      offer('b', 9, 'USD'),
      offer('a', 1000, 'CNY'),
      offer('c', 3, 'USD'),
      offer('own', 99, 'USD', 'mine'),
      offer('local', 0, null, 'mine'),
    ]
    expect(names(sortOffers(offers))).toEqual(['local', 'own', 'a', 'c', 'b'])
  })

  it('show first the cheapest that is not in use, in the currency that was paid in', () => {
    const used = { ...modelReferenceSchema.parse({ providerId: 'mine', model: 'own' }), sum: noMoney.sum, prices: [] }
    const paid = [{ currency: currencySchema.parse('USD'), pico: '5', estimatedPico: '0' }]
    const report = { ...noMoney, models: [used], sum: { ...noMoney.sum, amounts: paid } }
    const sorted = sortOffers([offer('own', 1, 'USD', 'mine'), offer('a', 2, 'CNY'), offer('c', 3, 'USD')])
    expect(nearest(sorted, report)?.model).toBe('c')
    expect(nearest(sorted, { ...report, sum: noMoney.sum })?.model).toBe('a')
    expect(nearest([], report)).toBeUndefined()
  })

  it('name whose list a price is from as the services are named', () => {
    expect(['zhipu', 'dashscope-intl', 'volcengine', null].map(vendorOf)).toEqual([
      'glm',
      'qwen',
      'doubao',
      'compatible',
    ])
  })
})

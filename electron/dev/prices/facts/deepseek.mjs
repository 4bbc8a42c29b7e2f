import { scaleRates } from '../variants.mjs'

/**
 * DeepSeek's two native lists. Peak is twice off-peak. https://api-docs.deepseek.com/quick_start/pricing, in USD, and its
 * zh-cn page, in CNY; earlier states of both pages give the earlier records. Weekends became off-peak on 2026-08-23 Beijing
 * time (price_comments of @pydantic/genai-prices 0.1.8). Search and Fetch are charged by the call elsewhere and are not here.
 */

const page = 'https://api-docs.deepseek.com/quick_start/pricing'
const sources = {
  page: {
    name: 'DeepSeek: Models & Pricing',
    addresses: [page, 'https://api-docs.deepseek.com/zh-cn/quick_start/pricing'],
    seenOn: '2026-11-15',
    verified: true,
  },
  earlier: {
    name: 'DeepSeek: Models & Pricing, earlier states',
    addresses: [page],
    seenOn: '2026-11-24',
    verified: true,
  },
  notice: {
    name: 'DeepSeek: Models & Pricing; weekends by the notes of genai-prices',
    addresses: [page, 'https://github.com/pydantic/genai-prices/issues/582'],
    seenOn: '2026-11-24',
    verified: false,
  },
}

const hours = [
  { from: '09:00', to: '12:00' },
  { from: '14:00', to: '18:00' },
]
const zone = 'Asia/Shanghai'
const everyDay = { zone, weekdays: [1, 2, 3, 4, 5, 6, 7], hours, exceptHolidays: null }
const workdays = { zone, weekdays: [1, 2, 3, 4, 5], hours, exceptHolidays: 'CN' }

const offAndPeak = (validFrom, source, window, rates) => ({
  validFrom,
  source,
  rates,
  variants: [{ name: 'peak', when: { window }, rates: scaleRates(rates, { read: '2', written: '2' }) }],
})
const rates = (input, cachedRead, output) => ({ input, cachedRead, output })

const peakBegins = '2026-08-16T16:00:00Z'
const weekendsBegin = '2026-08-22T16:00:00Z'
const flashFalls = '2026-09-10T04:00:00Z'

const models = ({ flash, pro, oldFlash, oldPro }) => [
  {
    id: 'deepseek-flash',
    // The page: both legacy names are served by V4.1 Flash and billed as Flash.
    aliases: [
      'deepseek-v4-flash',
      'deepseek-v4-flash-vision-exp',
      'deepseek-v4.1-flash',
      'deepseek-v4.1-flash-1017',
      'deepseek-v4-flash-0731',
    ],
    // Retired names that were to stop on 2026-07-24; until then they meant Flash.
    doubtfulAliases: ['deepseek-chat', 'deepseek-reasoner'],
    prices: [
      ...(oldFlash.flat === null
        ? []
        : [{ validFrom: '2026-08-13T00:00:00Z', source: 'earlier', rates: oldFlash.flat }]),
      offAndPeak(peakBegins, 'earlier', everyDay, oldFlash.off),
      offAndPeak(weekendsBegin, 'notice', workdays, oldFlash.off),
      offAndPeak(flashFalls, 'page', workdays, flash),
    ],
  },
  {
    id: 'deepseek-v4-pro',
    aliases: ['deepseek-v4-pro-0813'],
    prices: [
      ...(oldPro === null ? [] : [{ validFrom: '2026-08-13T00:00:00Z', source: 'earlier', rates: oldPro }]),
      offAndPeak(peakBegins, 'earlier', everyDay, pro),
      offAndPeak(weekendsBegin, 'page', workdays, pro),
    ],
  },
]

const list = { vendor: 'deepseek', datedIds: 'unknown', sources, feed: null }

export const lists = {
  'deepseek.cny': {
    ...list,
    currency: 'CNY',
    second: null,
    checkFeed: null,
    models: models({
      flash: rates('1', '0.02', '4'),
      pro: rates('4.5', '0.15', '13.5'),
      oldFlash: { flat: null, off: rates('1.5', '0.05', '4.5') },
      oldPro: null,
    }),
  },
  'deepseek.usd': {
    ...list,
    currency: 'USD',
    second: { provider: 'deepseek', unitsPerUsd: null },
    checkFeed: { provider: 'deepseek', unitsPerUsd: '1' },
    models: models({
      flash: rates('0.15', '0.003', '0.6'),
      pro: rates('0.66', '0.022', '1.98'),
      oldFlash: { flat: rates('0.14', '0.0028', '0.28'), off: rates('0.22', '0.007', '0.66') },
      oldPro: rates('0.435', '0.003625', '0.87'),
    }),
  },
}

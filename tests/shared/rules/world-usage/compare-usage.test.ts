import { describe, expect, it } from 'vitest'
import { modelNameSchema } from '../../../../shared/model/brand.ts'
import type { DialectName } from '../../../../shared/model/provider.ts'
import { compareUsage, type OwnUse } from '../../../../shared/rules/world-usage/compare-usage.ts'
import { createTranslator } from '../../../../shared/i18n/translate.ts'
import { makerName } from '../../../../shared/rules/world-usage/makers.ts'
import { manyText, millionthsOf, shareText } from '../../../../shared/rules/world-usage/share.ts'

const same = new Map([
  ['deepseek-v4-flash', 'deepseek-flash'],
  ['deepseek-flash', 'deepseek-flash'],
])
const row = (slug: string, tokens: string | number | bigint) => ({ slug, tokens: String(tokens) })
const use = (model: string, dialect: DialectName, tokens = 10, service = 'Mine'): OwnUse => ({
  ...{ model: modelNameSchema.parse(model), dialect, service, tokens },
})

/** Which listed model an own name is taken for; null: for none. */
function matched(own: OwnUse, ...slugs: string[]): string | null {
  const { models } = compareUsage({ rows: slugs.map((slug, index) => row(slug, 100 - index)) }, [own], same)
  return models.find(({ used, world }) => used.length > 0 && world !== null)?.id ?? null
}

describe('the world’s models beside the owner’s', () => {
  it.each([
    ['deepseek-flash', 'deepseek', 'deepseek/deepseek-v4-flash', 'deepseek/deepseek-flash'],
    ['deepseek/deepseek-v4-flash:free', 'openrouter', 'deepseek/deepseek-v4-flash-20260601', 'deepseek/deepseek-flash'],
    ['gpt-6-luna-2026-09-22', 'openai', 'openai/gpt-6-luna-20260922', 'openai/gpt-6-luna'],
    ['glm-5.2', 'qwen', 'z-ai/glm-5.2', 'z-ai/glm-5-2'],
    ['qwen3:8b', 'ollama', 'qwen/qwen3-8b', 'qwen/qwen3-8b'],
    ['Qwen/Qwen3-8B', 'compatible', 'qwen/qwen3-8b:free', 'qwen/qwen3-8b'],
    ['kimi-k3:latest', 'ollama', 'moonshotai/kimi-k3', 'moonshotai/kimi-k3'],
    ['claude-opus-4-5', 'compatible', 'anthropic/claude-opus-4.5', 'anthropic/claude-opus-4-5'],
    ['MODEL_ONE', 'compatible', 'maker/model-one', 'maker/model-one'],
  ] as const)('%s at %s is %s', (model, dialect, slug, id) => {
    expect(matched(use(model, dialect), slug)).toBe(id)
  })

  it.each([
    ['gpt-6', 'openai', 'openai/gpt-6-mini'],
    ['gpt-6', 'openai', 'openai/gpt-60'],
    ['model-12', 'compatible', 'maker/model-1'],
    ['vendor-small', 'compatible', 'deepseek/deepseek-v4-flash'],
  ] as const)('%s at %s is not %s', (model, dialect, slug) => {
    expect(matched(use(model, dialect), slug)).toBeNull()
  })

  it('of one name are told apart by who made them', () => {
    const slugs = ['somebody/llama-5', 'meta-llama/llama-5']
    expect(matched(use('llama-5', 'compatible'), ...slugs)).toBe('meta/llama-5')
    expect(matched(use('odd-5', 'compatible'), 'one/odd-5', 'two/odd-5')).toBe('one/odd-5')
  })

  it('count versions and offers of one model together, and say under which names the owner asked it', () => {
    const rows = [row('openai/gpt-6-20260922', '7000000000001'), row('openai/gpt-6-20260101:free', '2')]
    const own = [use('gpt-6', 'openai', 5), use('openai/gpt-6', 'openrouter', 6, 'Router'), use('gpt-6', 'openai', 1)]
    expect(compareUsage({ rows }, own, same).models).toEqual([
      {
        ...{ id: 'openai/gpt-6', name: 'gpt-6', maker: 'OpenAI', world: '7000000000003', own: '12' },
        used: [
          { model: 'gpt-6', service: 'Mine' },
          { model: 'openai/gpt-6', service: 'Router' },
        ],
      },
    ])
  })

  it('stay as they are where nothing matches, and go by size', () => {
    const rows = [row('stealth/space-bunny', 9), row('stray', 50)]
    const { models, makers } = compareUsage({ rows }, [use('house-model', 'compatible', 3), use('b', 'glm', 4)], same)
    expect(models.map(({ name, maker, world, own }) => [name, maker, world, own])).toEqual([
      ['stray', '', '50', '0'],
      ['space-bunny', 'stealth', '9', '0'],
      ['b', 'Z.ai (GLM)', null, '4'],
      ['house-model', 'Mine', null, '3'],
    ])
    expect(makers.map(({ name, world, own }) => [name, world, own])).toEqual([
      ['', '50', '0'],
      ['stealth', '9', '0'],
      ['Z.ai (GLM)', null, '4'],
      ['Mine', null, '3'],
    ])
  })

  it('add up, model by model and maker by maker', () => {
    const rows = Array.from({ length: 60 }, (_, index) => row(`m${index % 7}/x-${index}`, 10n ** 15n + BigInt(index)))
    const own = Array.from({ length: 30 }, (_, index) => use(`x-${index * 3}`, 'compatible', 1_000 + index))
    const sums = (parts: readonly { world: string | null; own: string }[]) => ({
      world: parts.reduce((sum, { world }) => sum + BigInt(world ?? 0), 0n),
      own: parts.reduce((sum, each) => sum + BigInt(each.own), 0n),
    })
    const { models, makers } = compareUsage({ rows }, own, same)
    const whole = { world: 60n * 10n ** 15n + 1_770n, own: 30_435n }
    expect([sums(models), sums(makers)]).toEqual([whole, whole])
  })

  it('are the owner’s alone while no ranking was read', () => {
    expect(compareUsage(null, [use('deepseek-chat', 'deepseek')], same).makers).toEqual([
      { id: 'deepseek', name: 'DeepSeek', world: null, own: '10' },
    ])
    expect(compareUsage(null, [], same)).toEqual({ models: [], makers: [] })
  })
})

describe('shares in words', () => {
  const { t } = createTranslator('en')
  const text = (part: number | string, whole: number | string) => shareText(String(part), String(whole), 'en', t)

  it('have a fraction only where they are small', () => {
    expect([text(382, 1_000), text(42, 1_000), text(0, 5), text(5, 5), text(0, 0)]).toEqual([
      '38%',
      '4.2%',
      '0%',
      '100%',
      '0%',
    ])
    expect(text(9_960, 100_000)).toBe('10%')
    expect(text(1, 10_000_000_000_000)).toBe('under 0.1%')
  })

  it('are whole millionths, and exact for trillions', () => {
    expect(millionthsOf('5331621827040', '24377726935200')).toBe(218_708)
    expect(millionthsOf('1', '3')).toBe(333_333)
  })

  it('and trillions are read in each language', () => {
    expect(manyText('24377726935200', 'en')).toBe('24.4 trillion')
    expect(manyText('24377726935200', 'zh-CN')).toBe('24.4 万亿')
    expect(makerName('nobody-knows')).toBe('nobody-knows')
  })
})

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { decimalOfPico } from '../../../shared/rules/price/decimal.ts'
import { type ServiceDialect, serviceDialectSchema } from '../../../shared/model/provider.ts'
import { dialectOf } from '../../../electron/gateway/providers/dialects.ts'
import { never, speakTo, type Speaker, type Spoken, toolTurn } from './speak-to.ts'

/** What a vendor does and how it is met, each cell read off real exchanges between the gateway's code and a vendor that speaks so. */
type Row = Record<string, string>
const columns = [
  'usage asked for',
  'usage stands',
  'cached read',
  'thinking counted',
  'cost told',
  'output cap',
  'effort told',
  'temperature',
  'thinking back',
  'tools via',
  'no money',
  'limit',
  'models',
  'context told',
  'account',
] as const

/** The model that is asked, and its row, cell by cell in the order of the columns. */
const expected: Record<ServiceDialect, readonly [model: string, row: string]> = {
  openai: [
    'gpt-6.1-sol',
    'yes | extra chunk | yes | silent | no | max_completion_tokens | reasoning_effort: low | left out | no | /responses | provider.noMoney | wait 90 s | gpt-6.1-sol | no | does not tell',
  ],
  deepseek: [
    'deepseek-flash',
    'yes | last chunk | yes | yes | no | max_tokens | reasoning_effort: low, thinking: enabled | left out | reasoning_content | /chat/completions | provider.noMoney | no time | deepseek-flash | no | CNY 110 left, USD 0.000001 left',
  ],
  doubao: [
    'doubao-seed-2.1-pro',
    'yes | extra chunk | yes | yes | no | max_tokens | reasoning_effort: low | sent | reasoning_content | /chat/completions | provider.noMoney | no time | no list | no | does not tell',
  ],
  qwen: [
    'qwen3.8-max',
    'yes | extra chunk | yes | yes | no | max_tokens | reasoning_effort: low | sent | no | /chat/completions | provider.noMoney | no time | qwen3.8-max | no | does not tell',
  ],
  kimi: [
    'kimi-k3',
    'yes | in the choice | yes | yes | no | max_completion_tokens | reasoning_effort: low | left out | reasoning_content | /chat/completions | provider.noMoney | no time | kimi-k3 | no | CNY 49.58894 left',
  ],
  glm: [
    'glm-5.3',
    'no | last chunk | yes | yes | no | max_tokens | reasoning_effort: low | sent | reasoning_content | /chat/completions | provider.noMoney | no time | no list | no | does not tell',
  ],
  openrouter: [
    'deepseek/deepseek-flash',
    'yes | extra chunk | yes | yes | USD 0.00014025 | max_tokens | reasoning: low | sent | reasoning | /chat/completions | provider.noMoney | wait to 2100 | deepseek/deepseek-flash (1048576, priced), openrouter/auto (2000000), z-ai/glm-4.5-air:free (131072, free) | no | USD 4.8984355238 left',
  ],
  ollama: [
    'qwen3:8b',
    'yes | extra chunk | none | as output | no | max_tokens | nothing | sent | no | /chat/completions | never | never | gemma4:latest (4096), qwen3:8b (4096), tuned (8192) | 4096 | does not tell',
  ],
  'lm-studio': [
    'qwen3-8b',
    'yes | extra chunk | none | none | no | max_tokens | nothing | sent | no | /chat/completions | never | never | gemma-4 (4096), qwen3-8b (4096) | 4096 | does not tell',
  ],
  'llama-cpp': [
    'model.gguf',
    'yes | extra chunk | yes | none | no | max_tokens | nothing | sent | no | /chat/completions | never | never | model.gguf (8192) | 8192 | does not tell',
  ],
  compatible: [
    'deepseek-ai/DeepSeek-V4',
    'yes | every chunk | yes | yes | no | max_tokens | nothing | left out after its refusal | reasoning_content | /chat/completions | provider.noMoney | no time | deepseek-ai/DeepSeek-V4 (65536), deepseek-ai/DeepSeek-V4:novita (65536), deepseek-ai/DeepSeek-V4:together (131072, priced) | no | does not tell',
  ],
}

const bodySchema = z.looseObject({
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).optional(),
  messages: z.array(z.record(z.string(), z.unknown())).optional(),
  thinking: z.looseObject({ type: z.string() }).optional(),
  reasoning: z.looseObject({ effort: z.string() }).optional(),
  reasoning_effort: z.string().optional(),
})
type Body = z.infer<typeof bodySchema>

function placeOf({ chunks }: Spoken): string {
  const places = chunks.flatMap((chunk) => {
    if (chunk.choices.some((choice) => choice.usage)) return ['in the choice']
    if (!chunk.usage) return []
    if (chunk.choices.length === 0) return ['extra chunk']
    return [chunk.choices.some((choice) => choice.finish_reason !== null) ? 'last chunk' : 'a chunk with text']
  })
  return places.length > 1 ? 'every chunk' : (places[0] ?? 'nowhere')
}

function thinkingOf({ end, usage }: Spoken): string {
  if (usage.tokens.reasoning > 0) return end.answer.reasoning === '' ? 'silent' : 'yes'
  return end.answer.reasoning === '' ? 'none' : 'as output'
}

function effortOf(body: Body): string {
  const told = [
    body.reasoning_effort === undefined ? [] : [`reasoning_effort: ${body.reasoning_effort}`],
    body.thinking === undefined ? [] : [`thinking: ${body.thinking.type}`],
    body.reasoning === undefined ? [] : [`reasoning: ${body.reasoning.effort}`],
  ].flat()
  return told.join(', ') || 'nothing'
}

async function failures(speaker: Speaker): Promise<[money: string, limit: string]> {
  if (speaker.dialect.facts.kind === 'local') return ['never', 'never']
  const money = await speaker.fail({ model: 'no-money' })
  const limit = await speaker.fail({ model: 'limited' })
  expect([money.retry.kind, limit.error.code]).toEqual(['never', 'provider.rateLimited'])
  const wait = limit.retry.kind === 'service' ? limit.retry.afterMilliseconds : null
  return [money.error.code, wait === null ? 'no time' : wait > 1e9 ? 'wait to 2100' : `wait ${wait / 1_000} s`]
}

async function modelsOf({ provider }: Speaker): Promise<string> {
  const models = await provider.listModels(never)
  const described = models?.map(({ name, contextTokens, price }) => {
    const known = [contextTokens, price === null ? null : price.kind === 'free' ? 'free' : 'priced']
    const said = known.filter((part) => part !== null).join(', ')
    return said === '' ? name : `${name} (${said})`
  })
  return described?.toSorted().join(', ') ?? 'no list'
}

async function accountOf({ provider }: Speaker): Promise<string> {
  const balances = await provider.balance(never)
  return (
    balances?.map(({ currency, pico, means }) => `${currency} ${decimalOfPico(pico)} ${means}`).join(', ') ??
    'does not tell'
  )
}

async function rowOf(name: ServiceDialect, model: string): Promise<string[]> {
  const speaker = await speakTo(name, model)
  try {
    const plain = await speaker.speak({ max_tokens: 100, temperature: 0.2 })
    const tries = speaker.vendor.records().filter(({ method, path }) => method === 'POST' && !path.startsWith('/api/'))
    const body = bodySchema.parse(plain.sent.body)
    const turn = await speaker.speak(toolTurn())
    const sentBack = bodySchema.parse(turn.sent.body).messages?.[1] ?? {}
    expect([plain.end.state, turn.end.state, plain.usage.estimated]).toEqual(['finished', 'finished', false])
    return [
      body.stream_options?.include_usage === true ? 'yes' : 'no',
      placeOf(plain),
      plain.usage.tokens.cachedRead > 0 ? 'yes' : 'none',
      thinkingOf(name === 'openai' ? turn : plain),
      plain.cost === null ? 'no' : `${plain.cost.currency} ${decimalOfPico(plain.cost.pico)}`,
      ['max_tokens', 'max_completion_tokens'].filter((cap) => body[cap] === 100).join(' and '),
      effortOf(body),
      body.temperature === 0.2 ? 'sent' : tries.length > 1 ? 'left out after its refusal' : 'left out',
      ['reasoning_content', 'reasoning'].filter((field) => sentBack[field] === 'I need the list first.').join() || 'no',
      turn.sent.path.replace('/v1', ''),
      ...(await failures(speaker)),
      await modelsOf(speaker),
      String(speaker.provider.contextOf(model) ?? 'no'),
      await accountOf(speaker),
    ]
  } finally {
    await speaker.close()
  }
}

describe('the dialect table', () => {
  const rows = new Map<string, Row>()
  afterAll(() => {
    const folder = process.env.KAIHE_TEST_RESULTS ?? join(import.meta.dirname, '../../../test-results')
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(folder, 'dialects.md'), tableOf(rows))
  })

  it.each(serviceDialectSchema.options)('%s', async (name) => {
    const [model, row] = expected[name]
    const cells = await rowOf(name, model)
    const named = (values: readonly string[]) =>
      Object.fromEntries(columns.map((column, index) => [column, values[index] ?? '']))
    expect(named(cells)).toEqual(named(row.split(' | ')))
    rows.set(name, named(cells))
  })
})

/** The table as people read it, with the documents behind each row and what they leave open. */
function tableOf(rows: ReadonlyMap<string, Row>): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  const table = [
    line(['dialect', ...columns]),
    line(['---', ...columns.map(() => '---')]),
    ...[...rows].map(([name, row]) => line([name, ...columns.map((column) => row[column] ?? '')])),
  ]
  const notes = serviceDialectSchema.options.map((name) => {
    const { facts, sources, unverified } = dialectOf(name, 'http://127.0.0.1/v1')
    const list = (items: readonly string[]): string[] => items.map((item) => `- ${item}`)
    return [`## ${facts.label}`, '', 'Made from:', ...list(sources), '', 'Not verified:', ...list(unverified)].join(
      '\n',
    )
  })
  return `# Dialects, as the tests met them\n\n${table.join('\n')}\n\n${notes.join('\n\n')}\n`
}

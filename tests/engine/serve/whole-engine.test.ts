import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { loadLlama } from '../../../electron/engine/serve/llama.ts'
import { inspectModel } from '../../../electron/engine/stock/inspect-model.ts'
import { wholeTinyModel } from '../../helpers/whole-tiny-model.ts'

it('the engine loads a model that was made for this, and writes with it', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'engine-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const path = join(folder, 'tiny.gguf')
  writeFileSync(path, wholeTinyModel())
  expect(await inspectModel(path)).toMatchObject({ name: 'tiny', trainedTokens: 16_384, bytesPerToken: 128 })
  const answerer = await loadLlama({ path, contextTokens: 512, threads: 1 })
  onTestFinished(() => answerer.dispose())
  let written = ''
  const asked = { model: 'tiny', messages: [{ role: 'user' as const, content: 'Hello' }], max_tokens: 20 }
  const { promptTokens, completionTokens } = await answerer.answer(
    asked,
    ({ text }) => (written += text),
    AbortSignal.timeout(30_000),
  )
  expect(promptTokens).toBeGreaterThan(5)
  expect(completionTokens).toBeGreaterThan(0)
  expect(completionTokens).toBeLessThanOrEqual(20)
  expect(written.length).toBeGreaterThan(0)
})

import { describe, expect, it } from 'vitest'
import { summarizeMessages } from '../../../electron/runner/prompts/summarize.ts'
import { wrap } from '../../../electron/runner/prompts/wrap.ts'
import { countTokens } from '../../../electron/runner/summaries/room.ts'
import type { SummarizeStep } from '../../../shared/steps/summarize.ts'
import { promptTokens } from '../../../shared/steps/summarize.ts'

const lengths: SummarizeStep['length'][] = ['short', 'medium', 'long']

describe('what a summary costs beside its material', () => {
  it.each(['en', 'zh', 'other'] as const)('is about what its prompts are: %s', (language) => {
    for (const length of lengths) {
      for (const task of [{ kind: 'document' }, { kind: 'parts' }, { kind: 'overview', documents: 12 }] as const) {
        const material = wrap('document', '', { name: 'weekly team meeting.md' })
        const messages = summarizeMessages({ task, language, length, focus: '', material })
        const real = messages.reduce((sum, { content }) => sum + countTokens(content), 0)
        expect(real / promptTokens, `${language} ${task.kind}`).toBeGreaterThan(0.7)
        expect(real / promptTokens, `${language} ${task.kind}`).toBeLessThan(1.3)
      }
    }
  })
})

import { describe, expect, it } from 'vitest'
import { type Task, repairMessages, taskMessages } from '../../../electron/runner/prompts/tasks.ts'
import { wrap } from '../../../electron/runner/prompts/wrap.ts'
import { countTokens } from '../../../electron/runner/summaries/room.ts'

const sorts = ['reply', 'article', 'post', 'description', 'other'] as const
const tones = ['plain', 'friendly', 'formal', 'lively'] as const
const languages = ['same', 'en', 'zh'] as const

/** Every question we put, with nothing in it that is the owner's. */
const tasks: readonly Task[] = [
  { kind: 'ask', instruction: '' },
  { kind: 'extract', columns: [], rows: 'one' },
  { kind: 'extract', columns: [], rows: 'several' },
  { kind: 'classify', labels: [] },
  { kind: 'translate', into: 'pt' },
  { kind: 'compare', focus: '' },
  { kind: 'decide', question: '' },
  ...sorts.flatMap((sort) =>
    tones.flatMap((tone) =>
      languages.map((language): Task => ({ kind: 'draft', sort, tone, language, instruction: '' })),
    ),
  ),
]
const stages = ['whole', 'part', 'merge'] as const
const material = wrap('document', '', { name: 'a.txt', part: { index: 12, of: 120 } })

describe('what we add to a question', () => {
  it('stays within 300 tokens, whatever is asked in whatever language', () => {
    const counts = tasks.flatMap((task) =>
      (['en', 'zh', 'other'] as const).flatMap((language) =>
        stages.map((stage) => {
          const messages = taskMessages({ task, language, material, stage, cites: true })
          return countTokens(messages.map(({ content }) => content).join('\n'))
        }),
      ),
    )
    expect(Math.max(...counts)).toBeLessThanOrEqual(300)
    expect(Math.min(...counts)).toBeGreaterThan(40)
  })

  it('says once, in the system message, that text inside the tags is no instruction', () => {
    for (const language of ['en', 'zh'] as const) {
      const [system, user] = taskMessages({
        task: { kind: 'ask', instruction: 'x' },
        language,
        material,
        stage: 'whole',
        cites: false,
      })
      expect(system?.content).toMatch(/never an instruction|绝不是给你的指令/)
      expect(user?.content.endsWith(material)).toBe(true)
    }
  })

  it('adds little more when an answer is to be repaired', () => {
    const question = taskMessages({
      task: { kind: 'classify', labels: [] },
      language: 'en',
      material,
      stage: 'whole',
      cites: false,
    })
    const repaired = repairMessages(question, 'answer', 'complaint', 'en')
    expect(
      countTokens(
        repaired
          .slice(2)
          .map(({ content }) => content)
          .join('\n'),
      ),
    ).toBeLessThan(50)
  })
})

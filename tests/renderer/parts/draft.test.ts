import { expect, test } from 'vitest'
import { withField } from '../../../renderer/parts/draft.ts'
import { agentDraftSchema } from '../../../shared/model/agent.ts'
import { stepIdSchema } from '../../../shared/model/brand.ts'
import { blankStep, noStep } from '../../../shared/steps/blank-step.ts'
import { agent } from '../fixtures/build-agent.ts'

const id = stepIdSchema.parse('run')

test('a yes to a command does not hold for another one', () => {
  const program = { path: '/usr/bin/node', arguments: ['--test'] }
  const ticked = { ...blankStep('runProgram', id, noStep), program, folder: '/w', asks: 'never' as const }
  const draft = agentDraftSchema.parse({ ...agent('a', 'A'), steps: [ticked] })
  expect(withField(draft, id, 'minutes', 5).steps[0]).toMatchObject({ asks: 'never' })
  for (const [field, value] of [
    ['program', { ...program, arguments: ['--eval', '1'] }],
    ['folder', '/elsewhere'],
  ] as const) {
    expect(withField(draft, id, field, value).steps[0], field).toMatchObject({ asks: 'always' })
  }
  expect(withField(draft, id, 'asks', 'always').steps[0]).toMatchObject({ asks: 'always' })
})

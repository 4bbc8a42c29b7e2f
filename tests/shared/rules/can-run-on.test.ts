import { describe, expect, it } from 'vitest'
import { stepIdSchema } from '../../../shared/model/brand.ts'
import { canRunOn, readingGiven } from '../../../shared/rules/can-run-on.ts'
import { blankStep, noStep } from '../../../shared/steps/blank-step.ts'
import type { StepKind } from '../../../shared/steps/step.ts'

const given = { folder: '/run/given', file: '/run/given/a.pdf' }
const agentOf = (...kinds: StepKind[]) => ({
  steps: kinds.map((kind, at) => blankStep(kind, stepIdSchema.parse(`step-${at}`), noStep)),
  switchedOff: [],
})

describe('what an agent may be run on', () => {
  it.each<[StepKind, readonly string[]]>([
    ['readFolder', ['files', 'text']],
    ['readFile', ['oneFile', 'text']],
    ['readTable', ['oneFile']],
    ['readClipboard', ['text']],
    ['readMail', []],
    ['readPage', []],
    ['notify', []],
  ])('depends on what its first step is: %s', (kind, ways) => {
    expect(canRunOn(agentOf(kind, 'notify'))).toEqual(ways)
  })

  it('goes by the first step that is not switched off', () => {
    const agent = agentOf('readMail', 'readFolder')
    expect(canRunOn({ ...agent, switchedOff: agent.steps.slice(0, 1).map(({ id }) => id) })).toEqual(['files', 'text'])
    expect(canRunOn(agentOf())).toEqual([])
  })

  it('replaces only what the first step reads', () => {
    const { steps } = readingGiven(agentOf('readFolder', 'writeDocument'), given)
    expect(steps).toMatchObject([{ folder: '/run/given', which: 'all', matching: '' }, { folder: null }])
    expect(readingGiven(agentOf('readTable'), given).steps).toMatchObject([{ file: '/run/given/a.pdf' }])
  })
})

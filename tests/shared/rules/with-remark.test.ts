import { describe, expect, it } from 'vitest'
import { stepIdSchema } from '../../../shared/model/brand.ts'
import { takesRemark, withRemark } from '../../../shared/rules/with-remark.ts'
import { blankStep, noStep } from '../../../shared/steps/blank-step.ts'
import { type StepKind, stepSchema } from '../../../shared/steps/step.ts'
import { makeAgent } from '../../helpers/things.ts'

const blank = (kind: StepKind) => blankStep(kind, stepIdSchema.parse(kind), noStep)
const agentOf = (...kinds: StepKind[]) => makeAgent({ steps: kinds.map(blank) })
const fields = {
  summarize: 'focus',
  askAi: 'instruction',
  draft: 'instruction',
  describeImages: 'instruction',
  work: 'goal',
} as const

describe('a remark on a result', () => {
  it.each(Object.entries(fields))('reaches the model of %s, after what it is asked to do', (name, field) => {
    const kind = stepSchema.options.map((each) => each.shape.kind.value).find((each) => each === name)
    if (kind === undefined) throw new Error(`no step ${name}`)
    const step = stepSchema.parse({ ...blank(kind), [field]: 'Name dates.' })
    const agent = makeAgent({ steps: [step] })
    expect(takesRemark(agent)).toBe(true)
    expect(withRemark(agent, 'Shorter.')?.steps).toEqual([{ ...step, [field]: 'Name dates.\n\nShorter.' }])
    expect(withRemark(makeAgent({ steps: [blank(kind)] }), 'Shorter.')?.steps[0]).toMatchObject({ [field]: 'Shorter.' })
    expect(agent.steps).toEqual([step])
  })

  it('has no way to a model whose words are fixed, or that is switched off', () => {
    expect(takesRemark(agentOf('readFolder', 'translate', 'notify'))).toBe(false)
    const agent = agentOf('summarize')
    expect(takesRemark({ ...agent, switchedOff: agent.steps.map(({ id }) => id) })).toBe(false)
  })

  it('never cuts what was asked before', () => {
    const step = stepSchema.parse({ ...blank('summarize'), focus: 'x'.repeat(995) })
    expect(withRemark(makeAgent({ steps: [step] }), 'Shorter.')).toBeNull()
  })
})

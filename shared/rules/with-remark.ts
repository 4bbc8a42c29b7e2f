import type { Agent } from '../model/agent.ts'
import { type Step, stepSchema } from '../steps/step.ts'

/** The field in which the owner says what a step's model is to do, and how long it may be; null for steps without one. */
function wishOf(step: Step): { field: string; text: string; most: number } | null {
  switch (step.kind) {
    case 'summarize':
      return { field: 'focus', text: step.focus, most: 1_000 }
    case 'askAi':
    case 'draft':
      return { field: 'instruction', text: step.instruction, most: 4_000 }
    case 'describeImages':
      return { field: 'instruction', text: step.instruction, most: 2_000 }
    case 'work':
      return { field: 'goal', text: step.goal, most: 8_000 }
    default:
      return null
  }
}

/** Whether a remark on what an agent made can reach its model: a step that is not switched off takes the owner's own words. */
export function takesRemark({ steps, switchedOff }: Pick<Agent, 'steps' | 'switchedOff'>): boolean {
  return steps.some((step) => !switchedOff.includes(step.id) && wishOf(step) !== null)
}

/**
 * The agent for one run, with a remark added to what each of its models is asked to do. What was asked before comes first and is never
 * cut; null where a text has no room left for the remark.
 */
export function withRemark(agent: Agent, remark: string): Agent | null {
  const steps: Step[] = []
  for (const step of agent.steps) {
    const wish = wishOf(step)
    if (wish === null) {
      steps.push(step)
      continue
    }
    const text = wish.text.trim() === '' ? remark : `${wish.text}\n\n${remark}`
    if (text.length > wish.most) return null
    steps.push(stepSchema.parse({ ...step, [wish.field]: text }))
  }
  return { ...agent, steps }
}

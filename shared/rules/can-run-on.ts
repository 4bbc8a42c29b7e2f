import type { AgentDraft } from '../model/agent.ts'
import type { Step } from '../steps/step.ts'
import { activeSteps } from './active-steps.ts'

/** What an agent can be run on for once instead of its own source. */
export type RunOn = 'files' | 'oneFile' | 'text'

/**
 * What may be given to the agent in place of what its first step reads; empty where that is something else, such as mail or a page. A
 * text, such as what is on the clipboard, stands for one document.
 */
export function canRunOn(agent: Pick<AgentDraft, 'steps' | 'switchedOff'>): readonly RunOn[] {
  const [first] = activeSteps(agent)
  switch (first?.kind) {
    case 'readFolder':
      return ['files', 'text']
    case 'readFile':
      return ['oneFile', 'text']
    case 'readTable':
      return ['oneFile']
    case 'readClipboard':
      return ['text']
    default:
      return []
  }
}

/** The agent with its first step reading from a folder that holds what was given; for one run alone. */
export function readingGiven<Reading extends Pick<AgentDraft, 'steps' | 'switchedOff'>>(
  agent: Reading,
  given: { readonly folder: string; readonly file: string },
): Reading {
  const steps = activeSteps(agent)
  const [first, ...others] = steps
  return first === undefined ? agent : { ...agent, switchedOff: [], steps: [pointedAt(first, given), ...others] }
}

function pointedAt(step: Step, { folder, file }: { readonly folder: string; readonly file: string }): Step {
  switch (step.kind) {
    case 'readFolder':
      return { ...step, folder, recursive: false, which: 'all', matching: '' }
    case 'readFile':
    case 'readTable':
      return { ...step, file }
    default:
      return step
  }
}

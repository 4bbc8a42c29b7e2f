import type { AgentDraft } from '../model/agent.ts'
import { agentFileSchema, agentFileVersion, type OfferedAgent } from '../model/agent-file.ts'
import type { Trigger } from '../model/trigger.ts'
import { fieldsOf, type Step, stepSchema } from '../steps/step.ts'
import { isOwnDevice } from './web-address.ts'

/**
 * What of an agent may be given to others: its steps and times, without anything that is its owner's or that would let it do something.
 * No folders, files, mailboxes, chats, programs, tools or other agents; no addresses of the owner's own network; no models, services,
 * limits or permissions. The same is done to a file that comes in, whatever it says.
 */
export function withoutOwner({
  name,
  steps,
  switchedOff,
  triggers,
}: Pick<AgentDraft, 'name' | 'steps' | 'switchedOff' | 'triggers'>): OfferedAgent {
  return {
    name,
    steps: steps.map(bare),
    switchedOff: switchedOff.filter((id) => steps.some((step) => step.id === id)),
    triggers: triggers.flatMap(bareTrigger),
  }
}

/** What is written into a file of an agent for others. */
export function agentFileText(agent: Parameters<typeof withoutOwner>[0]): string {
  const file = agentFileSchema.parse({ format: 'kaihe-agent', version: agentFileVersion, agent: withoutOwner(agent) })
  return `${JSON.stringify(file, null, 2)}\n`
}

function bare(step: Step): Step {
  const values = new Map<string, unknown>(Object.entries(step))
  const changes: Record<string, unknown> = {
    ...(step.kind === 'runProgram' ? { asks: 'always' } : {}),
    // Whom its owner writes to is theirs; a column that names somebody is not.
    ...(step.kind === 'sendMail' && step.to.includes('@') ? { to: '' } : {}),
  }
  for (const { name, control } of fieldsOf(step.kind)) {
    switch (control) {
      case 'folder':
      case 'file':
      case 'mailAccount':
      case 'robot':
      case 'agent':
      case 'program':
        changes[name] = null
        break
      case 'tools':
        // A scratch pad and questions to the owner reach nothing.
        if (step.kind === 'work') changes[name] = { note: step.tools.note, askOwner: step.tools.askOwner }
        break
      case 'address': {
        const address = values.get(name)
        if (typeof address === 'string' && isOwnDevice(address)) changes[name] = ''
        break
      }
      case 'choice':
      case 'text':
      case 'switch':
      case 'number':
      case 'columns':
      case 'labels':
      case 'column':
      case 'step':
      case 'test':
        break
    }
  }
  return stepSchema.parse({ ...step, ...changes })
}

function bareTrigger(trigger: Trigger): Trigger[] {
  switch (trigger.kind) {
    case 'folder':
      return [{ ...trigger, folder: null }]
    case 'mail':
      return [{ ...trigger, accountId: null }]
    case 'page':
    case 'feed':
      return isOwnDevice(trigger.url) ? [] : [trigger]
    case 'webhook':
      return []
    default:
      return [trigger]
  }
}

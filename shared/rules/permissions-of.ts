import type { AgentDraft } from '../model/agent.ts'
import type { GivenPermission, Permission, Refusal } from '../model/permission.ts'
import { refusals } from '../model/permission.ts'
import { programSchema } from '../model/program.ts'
import type { Tools } from '../model/tools.ts'
import type { Trigger } from '../model/trigger.ts'
import type { StepField } from '../steps/definition.ts'
import { fieldsOf, needsOf, type Step } from '../steps/step.ts'
import { activeSteps } from './active-steps.ts'
import { isOwnDevice } from './web-address.ts'

/**
 * Everything an agent may do, given by what its owner picked while building it. A kind of control says here what picking something
 * with it allows; nothing else allows anything.
 */
export function permissionsOf(agent: Pick<AgentDraft, 'steps' | 'switchedOff' | 'triggers'>): GivenPermission[] {
  return [...activeSteps(agent).flatMap(permissionsOfStep), ...agent.triggers.flatMap(ofTrigger)]
}

/** What one step may do. */
export function permissionsOfStep(step: Step): GivenPermission[] {
  const ofFields = fieldsOf(step.kind).flatMap((field) =>
    ofField(step, field).map((permission) => ({ ...permission, from: { stepId: step.id, field: field.name } })),
  )
  return [...ofFields, ...ofKind(step).map((permission) => ({ ...permission, from: null }))]
}

/** What it may not do: everything of a kind it has no permission for. */
export function refusalsOf(permissions: readonly Permission[]): Refusal[] {
  const has = (test: (permission: Permission) => boolean) => permissions.some(test)
  const granted: Readonly<Record<Refusal, boolean>> = {
    change: has((each) => each.kind === 'files' && each.access === 'write' && !each.isFolder),
    web: has(({ kind }) => kind === 'site'),
    mail: has((each) => each.kind === 'mail' && each.may === 'read'),
    send: has((each) => each.kind === 'mail' && each.may === 'send'),
    robots: has(({ kind }) => kind === 'robot'),
    programs: has(({ kind }) => kind === 'program'),
    tools: has(({ kind }) => kind === 'tool'),
    clipboard: has(({ kind }) => kind === 'clipboard'),
  }
  return refusals.filter((refusal) => !granted[refusal])
}

function ofField(step: Step, field: StepField): Permission[] {
  const value = new Map<string, unknown>(Object.entries(step)).get(field.name)
  const chosen = typeof value === 'string' && value !== '' ? value : null
  switch (field.control) {
    case 'folder':
    case 'file':
      if (chosen === null || isUnused(step, field.name)) return []
      return [{ kind: 'files', path: chosen, access: field.access, isFolder: field.control === 'folder' }]
    case 'address': {
      const host = chosen === null ? undefined : URL.parse(chosen)?.host
      if (host === undefined || host === '' || chosen === null) return []
      const signedIn = step.kind === 'readPage' && step.render === 'signedIn'
      return [{ kind: 'site', host, signedIn, private: isOwnDevice(chosen) }]
    }
    case 'mailAccount':
      if (chosen === null) return []
      return [
        step.kind === 'sendMail'
          ? { kind: 'mail', account: chosen, may: step.mode, to: step.to }
          : { kind: 'mail', account: chosen, may: 'read', to: '' },
      ]
    case 'robot':
      return chosen === null ? [] : [{ kind: 'robot', robot: chosen }]
    case 'agent':
      return chosen === null ? [] : [{ kind: 'result', agent: chosen }]
    case 'program': {
      const program = programSchema.safeParse(value)
      if (!program.success) return []
      const asks = step.kind !== 'runProgram' || step.asks === 'always'
      return [{ kind: 'program', path: program.data.path, arguments: program.data.arguments, asks }]
    }
    case 'tools':
      return step.kind === 'work' ? ofTools(step.tools) : []
    case 'choice':
    case 'text':
    case 'switch':
    case 'number':
    case 'columns':
    case 'labels':
    case 'column':
    case 'step':
    case 'test':
      return []
  }
}

function ofKind(step: Step): Permission[] {
  const model: Permission[] = needsOf(step) === null ? [] : [{ kind: 'model' }]
  return step.kind === 'notify' ? [...model, { kind: 'tell' }] : model
}

function ofTools({ folders, sites, programs, servers }: Tools): Permission[] {
  return [
    ...folders.map(({ path, access }) => ({ kind: 'files' as const, path, access, isFolder: true })),
    ...sites.map(({ host, privateNetwork }) => ({
      kind: 'site' as const,
      host,
      signedIn: false,
      private: privateNetwork,
    })),
    ...programs.map((path) => ({ kind: 'program' as const, path, arguments: null, asks: true })),
    ...servers.map(({ server, tool }) => ({ kind: 'tool' as const, server, tool })),
  ]
}

function ofTrigger(trigger: Trigger): GivenPermission[] {
  const given = (permission: Permission) => [{ ...permission, from: null }]
  switch (trigger.kind) {
    case 'folder':
      return trigger.folder === null
        ? []
        : given({ kind: 'files', path: trigger.folder, access: 'read', isFolder: true })
    case 'page':
    case 'feed': {
      const host = URL.parse(trigger.url)?.host ?? ''
      return host === '' ? [] : given({ kind: 'site', host, signedIn: false, private: isOwnDevice(trigger.url) })
    }
    default:
      return []
  }
}

/** A table is written to a new file or to one there is; the other choice is kept and not used. */
function isUnused(step: Step, field: string): boolean {
  if (step.kind !== 'writeTable') return false
  return field === (step.mode === 'new' ? 'file' : 'folder')
}

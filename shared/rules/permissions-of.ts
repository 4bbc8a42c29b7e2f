import type { AgentDraft } from '../model/agent.ts'
import type { GivenPermission, Permission, Refusal } from '../model/permission.ts'
import { refusals } from '../model/permission.ts'
import type { Trigger } from '../model/trigger.ts'
import { siteOf } from '../steps/grants.ts'
import { grantsOf, needsOf, type Step } from '../steps/step.ts'
import { activeSteps } from './active-steps.ts'
import { mustBeSeen } from './exposure.ts'

/** Everything an agent may do, given by what its owner picked while building it. Nothing else allows anything. */
export function permissionsOf(agent: Pick<AgentDraft, 'steps' | 'switchedOff' | 'triggers'>): GivenPermission[] {
  const steps = activeSteps(agent)
  const ofSteps = steps.flatMap((step) =>
    permissionsOfStep(step).map((permission) => ({ ...permission, ...asksAnyway(steps, step, permission) })),
  )
  return [...ofSteps, ...agent.triggers.flatMap(ofTrigger)]
}

/** A yes for always to a command counts for nothing where text from elsewhere could have got into it. */
function asksAnyway(steps: readonly Step[], step: Step, permission: Permission): { asks?: true } {
  if (permission.kind !== 'program' || permission.asks || step.kind !== 'runProgram') return {}
  const { path: program, arguments: given } = permission
  if (given === null || given.some((each) => /[{}]/.test(each))) return { asks: true }
  const command = { kind: 'command' as const, program, arguments: given, folder: step.folder ?? '' }
  return mustBeSeen(steps, step, command) ? { asks: true } : {}
}

/** What one step may do. */
export function permissionsOfStep(step: Step): GivenPermission[] {
  const given = grantsOf(step).map(({ field, ...permission }) => ({ ...permission, from: { stepId: step.id, field } }))
  return needsOf(step) === null ? given : [...given, { kind: 'model', from: null }]
}

/** What it may not do: everything of a kind it has no permission for, and everything beyond those it has. */
export function refusalsOf(permissions: readonly Permission[]): Refusal[] {
  const has = (test: (permission: Permission) => boolean) => permissions.some(test)
  const runs = has(({ kind }) => kind === 'program')
  const writes = has((each) => each.kind === 'files' && each.access === 'write' && each.changes)
  const opens = has(({ kind }) => kind === 'site')
  const sends = has((each) => each.kind === 'mail' && each.may === 'send')
  const refused: Readonly<Record<Refusal, boolean>> = {
    // A program has the rights of whoever started it, so that of its doings nothing can be promised.
    change: !writes && !runs,
    elsewhere: writes && !runs,
    web: !opens && !runs,
    otherSites: opens && !runs && !has((each) => each.kind === 'site' && each.host === '*'),
    mail: !has((each) => each.kind === 'mail' && each.may === 'read'),
    send: !sends,
    otherPeople: sends && !has((each) => each.kind === 'mail' && each.may === 'send' && each.columns.length > 0),
    robots: !has(({ kind }) => kind === 'robot'),
    programs: !runs,
    otherPrograms: runs,
    tools: !has(({ kind }) => kind === 'tool'),
    clipboard: !has(({ kind }) => kind === 'clipboard'),
  }
  return refusals.filter((refusal) => refused[refusal])
}

function ofTrigger(trigger: Trigger): GivenPermission[] {
  switch (trigger.kind) {
    case 'folder':
      if (trigger.folder === null) return []
      return [{ kind: 'files', path: trigger.folder, access: 'read', isFolder: true, changes: false, from: null }]
    case 'page':
    case 'feed': {
      const site = siteOf(trigger.url, false)
      return site === null ? [] : [{ ...site, from: null }]
    }
    case 'mail':
      return trigger.accountId === null ? [] : [{ kind: 'mail', account: trigger.accountId, may: 'read', from: null }]
    default:
      return []
  }
}

import { CodedError } from '../../../shared/contract/errors.ts'
import type { Permission } from '../../../shared/model/permission.ts'
import type { PlannedAct } from '../../../shared/model/planned-act.ts'
import { opensSite } from '../../../shared/rules/opens-site.ts'
import { permissionsOfStep } from '../../../shared/rules/permissions-of.ts'
import type { Step } from '../../../shared/steps/step.ts'
import { mayWrite } from './check-asked.ts'

/**
 * The owner is only ever asked for what the step was given: a question is no way to get more.
 *
 * @param nameOf what a server of tools is called
 * @throws CodedError request.refused
 */
export function checkAct(step: Step, act: PlannedAct, nameOf: (server: string) => string | null): void {
  if (permissionsOfStep(step).some((permission) => covers(permission, act, nameOf)) && isInPlace(step, act)) return
  throw new CodedError('request.refused', {}, `the step ${step.id} may do no ${act.kind} like this one`)
}

function covers(permission: Permission, act: PlannedAct, nameOf: (server: string) => string | null): boolean {
  switch (act.kind) {
    case 'mail':
      if (permission.kind !== 'mail' || permission.may !== act.mode) return false
      return permission.may !== 'send' || reachesOnly(permission, [...act.to, ...act.cc])
    case 'message':
      return permission.kind === 'robot'
    case 'files':
    case 'rows':
      return permission.kind === 'files' && permission.access === 'write'
    case 'command':
      if (permission.kind !== 'program' || permission.path !== act.program) return false
      return permission.arguments === null || isArgumentsOf(permission.arguments, act.arguments)
    case 'tool':
      return permission.kind === 'tool' && permission.tool === act.tool && nameOf(permission.server) === act.server
    case 'page':
      return permission.kind === 'site' && opensSite(permission, act.address)
  }
}

/** The owner's own words, but where they name columns: what was put in there is shown before it is used. */
function isArgumentsOf(pattern: readonly string[], given: readonly string[]): boolean {
  return pattern.length === given.length && pattern.every((each, at) => /[{}]/.test(each) || each === given[at])
}

/** A column may name anyone; where there is none, only the people that were written out. */
function reachesOnly({ people, columns }: Extract<Permission, { may: 'send' }>, to: readonly string[]): boolean {
  return columns.length > 0 || to.every((address) => people.includes(address.trim().toLowerCase()))
}

/** Every file of it, or the folder it works in, is one the step may write to; files go with a mail only where that was picked. */
function isInPlace(step: Step, act: PlannedAct): boolean {
  switch (act.kind) {
    case 'mail':
      return act.attachments.length === 0 || (step.kind === 'sendMail' && step.attach !== null)
    case 'files':
      return act.changes.every(({ to }) => mayWrite(step, to))
    case 'rows':
      return mayWrite(step, act.file)
    case 'command':
      return mayWrite(step, act.folder, { isFolder: true })
    default:
      return true
  }
}

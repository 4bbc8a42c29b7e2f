import { isAbsolute, normalize, relative, sep } from 'node:path'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { PlannedAct } from '../../../shared/model/planned-act.ts'
import { meetsOutside } from '../../../shared/rules/exposure.ts'
import { permissionsOfStep } from '../../../shared/rules/permissions-of.ts'
import type { Step } from '../../../shared/steps/step.ts'

/**
 * What main makes sure of before it does something for a runner: a process that reads what strangers wrote may have been turned. It
 * goes by the steps as their owner saved them, never by what it is told.
 */

/** @throws CodedError request.refused for a file outside of what the step may write */
export function checkWrite(step: Step, path: string): void {
  const may = permissionsOfStep(step).some(
    (each) =>
      each.kind === 'files' &&
      each.access === 'write' &&
      (each.isFolder ? isWithin(each.path, path) : normalize(path) === normalize(each.path)),
  )
  if (!may) throw new CodedError('request.refused', {}, `the step ${step.id} may not write ${path}`)
}

/** @throws CodedError request.refused for a page the step does not name, or one it may not open as a known visitor */
export function checkPage(step: Step, page: { address: string; signedIn: boolean }): void {
  const isOwn = step.kind === 'readPage' && step.address === page.address && step.render !== 'plain'
  const isKnown = step.kind === 'readPage' && step.render === 'signedIn'
  if (isOwn && (!page.signedIn || isKnown)) return
  throw new CodedError('request.refused', {}, `the step ${step.id} may not show ${page.address}`)
}

/** @throws CodedError request.refused for a step that tells its owner nothing */
export function checkTell(step: Step): void {
  if (permissionsOfStep(step).some(({ kind }) => kind === 'tell')) return
  throw new CodedError('request.refused', {}, `the step ${step.id} tells nobody anything`)
}

/** The chat robot a step writes to. @throws CodedError request.refused */
export function robotOf(step: Step): string {
  const named = permissionsOfStep(step).find((each) => each.kind === 'robot')
  if (named?.kind === 'robot') return named.robot
  throw new CodedError('request.refused', {}, `the step ${step.id} writes to no robot`)
}

/** The acts of this life of a run that were agreed to, each as it was shown or changed. */
export function createAgreed(steps: readonly Step[]) {
  const agreed = new Set<string>()
  return {
    note(act: PlannedAct | null): void {
      if (act?.kind === 'tool') agreed.add(keyOf(act.tool, JSON.parse(act.input)))
      if (act?.kind === 'message') agreed.add(keyOf(act.to, act.text))
    },
    /** A message goes out only word for word as it was agreed to. @throws CodedError request.refused */
    checkMessage(to: string, text: string): void {
      if (agreed.has(keyOf(to, text))) return
      throw new CodedError('request.refused', {}, `nobody agreed to this message to ${to}`)
    },
    /**
     * Where the owner's own data, text from elsewhere and a tool that reaches outside have met, the tool is used only for exactly what
     * they agreed to.
     *
     * @throws CodedError request.refused
     */
    checkTool(step: Step, tool: string, input: unknown): void {
      if (!meetsOutside(steps, step) || agreed.has(keyOf(tool, input))) return
      throw new CodedError('request.refused', {}, `nobody agreed to ${tool}`)
    },
  }
}

function keyOf(tool: string, input: unknown): string {
  return `${tool} ${JSON.stringify(input)}`
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return isAbsolute(path) && way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

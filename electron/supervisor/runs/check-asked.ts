import { isAbsolute, normalize, relative, sep } from 'node:path'
import { type AppError, CodedError } from '../../../shared/contract/errors.ts'
import type { AgentId } from '../../../shared/model/brand.ts'
import type { PlannedAct } from '../../../shared/model/planned-act.ts'
import { opensSite } from '../../../shared/rules/opens-site.ts'
import { meetsOutside } from '../../../shared/rules/exposure.ts'
import { permissionsOfStep } from '../../../shared/rules/permissions-of.ts'
import type { Step } from '../../../shared/steps/step.ts'
import type { FileAct } from '../../runner/protocol.ts'

/**
 * What main makes sure of before it does something for a runner: a process that reads what strangers wrote may have been turned. It
 * goes by the steps as their owner saved them, never by what it is told.
 */

/** Whether a step may make a file at a path, or with `changes` give one new content, or work in a folder. */
export function mayWrite(step: Step, path: string, what: { changes?: boolean; isFolder?: boolean } = {}): boolean {
  return permissionsOfStep(step).some(
    (each) =>
      each.kind === 'files' &&
      each.access === 'write' &&
      (each.changes || what.changes !== true) &&
      lies(path, each, what.isFolder === true),
  )
}

/**
 * @param steps all of the run: a file may be moved out of wherever its agent may write, and copied out of what it may read
 * @throws CodedError request.refused for a file outside of what the step may write
 */
export function checkWrite(steps: readonly Step[], step: Step, act: Pick<FileAct, 'path' | 'change' | 'from'>): void {
  const { path, change = 'create', from = null } = act
  const mayMake = mayWrite(step, path, { changes: change === 'replace' })
  const needs = change === 'move' ? ['write'] : ['read', 'write']
  const mayTake =
    from === null ||
    steps
      .flatMap(permissionsOfStep)
      .some((each) => each.kind === 'files' && needs.includes(each.access) && lies(from, each, false))
  if (mayMake && mayTake) return
  throw new CodedError('request.refused', {}, `the step ${step.id} may not ${change} ${from ?? ''} ${path}`)
}

/**
 * What is shown as made by a step is opened with a press, so it must be of a place where the step may make something; a mail has none.
 *
 * @throws CodedError request.refused
 */
export function checkShown(step: Step, path: string): void {
  if (path === '' || mayWrite(step, path)) return
  throw new CodedError('request.refused', {}, `the step ${step.id} made no ${path}`)
}

/** @throws CodedError request.refused for an address of no site the agent may open */
export function checkWay(steps: readonly Step[], address: string): void {
  const sites = steps.flatMap(permissionsOfStep).filter((each) => each.kind === 'site')
  if (sites.some((site) => opensSite(site, address))) return
  throw new CodedError('request.refused', {}, `no step opens ${address}`)
}

/**
 * What of a mailbox a step may have. The way out is only given to a step that sends, once something was agreed to.
 *
 * @throws CodedError request.refused for a step with no mailbox
 */
export function mailOf(step: Step): { account: string; may: 'read' | 'draft' | 'send' } {
  const named = permissionsOfStep(step).find((each) => each.kind === 'mail')
  if (named?.kind === 'mail') return { account: named.account, may: named.may }
  throw new CodedError('request.refused', {}, `the step ${step.id} names no mailbox`)
}

/** @throws CodedError request.refused for a page the step does not name, or one it may not open as a known visitor */
export function checkPage(step: Step, page: { address: string; signedIn: boolean }): void {
  const isOwn = step.kind === 'readPage' && step.address === page.address && step.render !== 'plain'
  const isKnown = step.kind === 'readPage' && step.render === 'signedIn'
  if (isOwn && (!page.signedIn || isKnown)) return
  throw new CodedError('request.refused', {}, `the step ${step.id} may not show ${page.address}`)
}

/** What a run is ended with whose runner asked for more than its agent was given; null for any other error. */
export function overstepOf(name: string, thrown: unknown): AppError | null {
  if (!(thrown instanceof CodedError) || thrown.code !== 'request.refused') return null
  return { code: 'run.overstepped', params: {}, detail: `${name}: ${thrown.detail}` }
}

/** Whether any of the steps may run a program. */
export function mayStartPrograms(steps: readonly Step[]): boolean {
  return steps.flatMap(permissionsOfStep).some(({ kind }) => kind === 'program')
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

/** @throws CodedError request.refused for a step that does not take the clipboard */
export function checkClipboard(step: Step): void {
  if (permissionsOfStep(step).some(({ kind }) => kind === 'clipboard')) return
  throw new CodedError('request.refused', {}, `the step ${step.id} may not read the clipboard`)
}

/** @throws CodedError request.refused for a step that makes no PDF */
export function checkPrint(step: Step): void {
  if (step.kind === 'writeDocument' && step.format === 'pdf') return
  throw new CodedError('request.refused', {}, `the step ${step.id} prints nothing`)
}

/** The agent whose result a step reads. @throws CodedError request.refused */
export function otherAgentOf(step: Step): AgentId {
  if (step.kind === 'readResult' && step.agent !== null) return step.agent
  throw new CodedError('request.refused', {}, `the step ${step.id} reads no other agent's result`)
}

/** The acts of this life of a run that were agreed to, each as it was shown or changed. */
export function createAgreed(steps: readonly Step[]) {
  const agreed = new Set<string>()
  return {
    note(act: PlannedAct | null): void {
      if (act?.kind === 'tool') agreed.add(keyOf(act.server, act.tool, JSON.parse(act.input)))
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
    checkTool(step: Step, server: string | null, tool: string, input: unknown): void {
      if (!meetsOutside(steps, step) || agreed.has(keyOf(server ?? '', tool, input))) return
      throw new CodedError('request.refused', {}, `nobody agreed to ${tool}`)
    },
  }
}

function keyOf(...parts: unknown[]): string {
  return JSON.stringify(parts)
}

function lies(path: string, { path: granted, isFolder }: { path: string; isFolder: boolean }, orIs: boolean): boolean {
  const isIt = isAbsolute(path) && normalize(path) === normalize(granted)
  return isFolder ? isWithin(granted, path) || (orIs && isIt) : isIt
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return isAbsolute(path) && way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

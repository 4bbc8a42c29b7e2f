import type { Mirror } from '../../shared/contract/mirror.ts'
import type { Agent } from '../../shared/model/agent.ts'
import type { Approval } from '../../shared/model/approval.ts'
import type { AgentId, RunId } from '../../shared/model/brand.ts'
import type { Model, ModelReference, Provider } from '../../shared/model/provider.ts'
import { hasEnded, type Run } from '../../shared/model/run.ts'
import { isRunnable } from '../../shared/rules/task-check.ts'

const lastWordsLimit = 120

/** Runs that have not ended, the oldest first, so that rows keep their place. */
export function liveRuns(mirror: Mirror): Run[] {
  return Object.values(mirror.runs)
    .filter((run) => !hasEnded(run.state))
    .sort(byCreation)
}

/** Live runs that do not wait for the owner. */
export function workingRuns(mirror: Mirror): Run[] {
  return liveRuns(mirror).filter((run) => !waitsForOwner(run))
}

/** Ended runs that left something behind, the newest first. */
export function newestResults(mirror: Mirror, limit: number): Run[] {
  return Object.values(mirror.runs)
    .filter((run) => run.deliverables.length > 0 && hasEnded(run.state))
    .sort((left, right) => byCreation(right, left))
    .slice(0, limit)
}

/**
 * What needs the owner now: runs that wait for them, and today's failures that no later run of the same agent has made
 * good or is trying to. The newest first.
 */
export function needsOwner(mirror: Mirror): Run[] {
  const newest = new Map<AgentId, Run>()
  for (const run of Object.values(mirror.runs)) {
    const known = newest.get(run.agentId)
    if (known === undefined || byCreation(known, run) < 0) newest.set(run.agentId, run)
  }
  return Object.values(mirror.runs)
    .filter((run) => {
      if (run.state.name === 'waiting') return waitsForOwner(run)
      if (run.state.name !== 'failed' || newest.get(run.agentId)?.id !== run.id) return false
      // Its agent says so itself, with the reason.
      if ((mirror.agents[run.agentId]?.standing.name ?? 'ready') !== 'ready') return false
      return (run.endedAt ?? run.createdAt) >= mirror.today.from
    })
    .sort((left, right) => byCreation(right, left))
}

/** Agents that start nothing by themselves any more, since their runs went wrong. */
export function heldAgents(mirror: Mirror): Agent[] {
  return agentsInOrder(mirror).filter(({ standing }) => standing.name !== 'ready')
}

/** How many things need the owner now. */
export function needsCount(mirror: Mirror): number {
  return needsOwner(mirror).length + heldAgents(mirror).length
}

/** The open question of a run. */
export function approvalOf(mirror: Mirror, runId: RunId): Approval | undefined {
  return mirror.approvals.find((approval) => approval.runId === runId)
}

/** True for a waiting run that goes on only after the owner did something. */
export function waitsForOwner(run: Run): boolean {
  return run.state.name === 'waiting' && run.state.for !== 'network' && run.state.for !== 'offPeak'
}

/** Runs of the current day by when they began, for the day line. */
export function runsOfToday(mirror: Mirror): Run[] {
  return Object.values(mirror.runs)
    .filter((run) => (run.startedAt ?? run.createdAt) >= mirror.today.from)
    .sort(byCreation)
}

/** Agents by name, those that are switched on first. */
export function agentsInOrder(mirror: Mirror): Agent[] {
  return Object.values(mirror.agents).sort(
    (left, right) => Number(right.enabled) - Number(left.enabled) || left.name.localeCompare(right.name),
  )
}

/** The newest run of an agent. */
export function newestRunOf(mirror: Mirror, agentId: AgentId): Run | undefined {
  return Object.values(mirror.runs)
    .filter((run) => run.agentId === agentId)
    .sort((left, right) => byCreation(right, left))[0]
}

/** True when every step has what it needs to run. */
export function isComplete(agent: Pick<Agent, 'steps' | 'switchedOff'>): boolean {
  return isRunnable(agent)
}

/** The provider a model belongs to, if it still exists. */
export function providerOf(mirror: Mirror, reference: ModelReference): Provider | undefined {
  return mirror.providers.find((provider) => provider.id === reference.providerId)
}

/** A model of the owner's list; undefined when it, or its service, is gone. */
export function modelOf(mirror: Mirror, reference: ModelReference): Model | undefined {
  return providerOf(mirror, reference)?.models.find(({ name }) => name === reference.model)
}

/** Tokens written per second by all live runs together; null while nothing streams. */
export function totalSpeed(mirror: Mirror): number | null {
  let sum: number | null = null
  for (const live of Object.values(mirror.live)) {
    if (live.tokensPerSecond !== null) sum = (sum ?? 0) + live.tokensPerSecond
  }
  return sum
}

/** The sentence a live run is writing, on one line; empty before the first word. */
export function lastWords(mirror: Mirror, runId: RunId): string {
  const text = mirror.live[runId]?.segments.at(-1)?.text ?? ''
  const line = text
    .slice(-400)
    .replace(/[#*_`>|]+|-{3,}/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  const sentences = line.split(/(?<=[.!?]) |(?<=[。！？])/)
  const [before = '', last = ''] = sentences.slice(-2).length === 2 ? sentences.slice(-2) : ['', line]
  const words = last.length < 20 ? `${before} ${last}`.trim() : last
  return words.length <= lastWordsLimit ? words : `…${words.slice(-lastWordsLimit)}`
}

function byCreation(left: Run, right: Run): number {
  return left.createdAt - right.createdAt || left.id.localeCompare(right.id)
}

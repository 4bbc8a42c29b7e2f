import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import type { AgentId } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { FiringFacts } from '../../../shared/model/source.ts'
import { placeFor } from '../../../shared/rules/place.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { PortHandlers } from '../../ipc/port-calls.ts'
import type { SourceKey, SourcesContract } from '../../runner/sources/protocol.ts'
import type { AgentWatcher } from '../agents/agent-service.ts'
import type { ProcessHost } from '../processes/process-host.ts'
import type { RunService } from '../runs/run-service.ts'
import type { Scheduler } from '../schedule/scheduler.ts'
import { createCheckRounds, type DoorOf } from './check-rounds.ts'
import { createFolderKeeper } from './folder-keeper.ts'
import { nextLookAfter } from './next-look.ts'
import { createSourceRecords, keyOf, type SourceTrigger, targetOf } from './source-records.ts'
import type { SourceRepository } from '../../storage/companion/sources.ts'

export type SourceService = AgentWatcher & {
  /** After the scheduler has started: looks at what changed while the app was off, and tells that the app has started. */
  start(): void
  /** A run ended, agents go on after a pause, or the PC woke up: what was held back may count now. */
  wake(): void
  close(): Promise<void>
}

/** Sources agents wait for: watched folders, and pages, feeds and mailboxes looked at from time to time. Nothing of it runs in main. */
export function createSourceService(dependencies: {
  repository: SourceRepository
  scheduler: Pick<Scheduler, 'happened'>
  agents: { list(): Agent[]; find(agentId: AgentId): Agent | null }
  runs: Pick<RunService, 'live'>
  /** Files an agent's runs wrote or are about to write; they never start it. */
  writtenBy: (agentId: AgentId) => readonly string[]
  processes: ProcessHost
  clock: Clock
  random: () => number
  isPaused: () => boolean
  doorOf: DoorOf
  isBehindProxy: (url: string) => Promise<boolean>
  publish: Publish
}): SourceService {
  const { agents, runs, writtenBy, processes, clock, random, isPaused, doorOf, isBehindProxy, publish } = dependencies
  const { repository, scheduler } = dependencies
  const records = createSourceRecords({ repository, scheduler, clock, publish })
  const wanted = new Map<string, { key: SourceKey; trigger: SourceTrigger }>()
  let started = false

  /** Held back rather than lost: while all agents are paused, and while this one works and leaves out what overlaps. */
  const isHeld = (agentId: AgentId): boolean => {
    const agent = agents.find(agentId)
    return isPaused() || (agent !== null && placeFor(agent, runs.live()) === 'skip')
  }
  const answers: PortHandlers<SourcesContract> = {
    async 'source.happened'({ facts, paths, cursor, dueAt, ...key }) {
      const known = wanted.get(keyOf(key))
      if (known === undefined) return { kept: false }
      const { trigger } = known
      const nextLook = nextLookAfter(trigger, { now: clock.now(), failures: 0, retryAt: null, random })
      const news = withoutOwn(facts, paths, new Set(paths.length === 0 ? [] : writtenBy(key.agentId)))
      if (news === null) return { kept: records.looked(key, trigger, { cursor, nextLook, found: null }) }
      if (isHeld(key.agentId)) return { kept: false }
      return { kept: records.looked(key, trigger, { cursor, nextLook, found: { facts: news, dueAt } }) }
    },
    async 'source.looked'({ cursor, ...key }) {
      const known = wanted.get(keyOf(key))
      if (known === undefined) return {}
      const nextLook = nextLookAfter(known.trigger, { now: clock.now(), failures: 0, retryAt: null, random })
      records.looked(key, known.trigger, { cursor, nextLook, found: null })
      return {}
    },
    async 'source.failed'({ error, away, retryAt, ...key }) {
      const known = wanted.get(keyOf(key))
      if (known === undefined) return {}
      const failures = records.stateOf(key).failures + 1
      const nextLook = nextLookAfter(known.trigger, { now: clock.now(), failures, retryAt, random })
      records.failed(key, known.trigger, { error, away, nextLook })
      return {}
    },
    'checks.done': async () => ({}),
    'mail.tested': async () => ({}),
    'notice.sent': async () => ({}),
  }
  const folders = createFolderKeeper({ processes, clock, answers })
  const rounds = createCheckRounds({ processes, clock, records, answers, doorOf, isBehindProxy, isPaused })

  const arrange = () => {
    if (!started) return
    const sources = [...wanted.values()]
    folders.keep(
      sources.flatMap(({ key, trigger }) => {
        if (trigger.kind !== 'folder' || trigger.folder === null) return []
        const { folder } = trigger
        const cursor = () => records.cursorOf(key, trigger)
        return [{ ...key, trigger: { ...trigger, folder }, cursor, lookedAt: records.stateOf(key).lookedAt }]
      }),
    )
    rounds.plan(sources)
  }
  const take = ({ id, enabled, triggers }: Pick<Agent, 'id' | 'enabled' | 'triggers'>) => {
    const own = new Map((enabled ? triggers : []).filter(isSource).map((trigger) => [trigger.id, trigger]))
    for (const { key, trigger } of wanted.values()) {
      if (key.agentId !== id) continue
      const now = own.get(key.triggerId)
      // What an agent that was switched off did not see is none of its own.
      if (now === undefined) records.forget(key)
      if (now === undefined || targetOf(now) !== targetOf(trigger)) wanted.delete(keyOf(key))
    }
    for (const trigger of own.values()) {
      const key = { agentId: id, triggerId: trigger.id }
      wanted.set(keyOf(key), { key, trigger })
    }
  }
  const tellOfStart = ({ id, triggers }: Agent) => {
    for (const { id: triggerId, kind } of triggers) {
      if (kind !== 'appStart') continue
      const keep: Parameters<Scheduler['happened']>[0]['keep'] = (firingId) => repository.keepFacts(firingId, { kind })
      try {
        scheduler.happened({ agentId: id, triggerId, dueAt: clock.now(), keep })
      } catch (thrown) {
        publish({ type: 'notice', error: toAppError(thrown) })
      }
    }
  }

  return {
    start() {
      started = true
      for (const agent of agents.list()) take(agent)
      for (const state of records.all()) if (!wanted.has(keyOf(state))) records.forget(state)
      arrange()
      for (const agent of agents.list()) if (agent.enabled) tellOfStart(agent)
    },
    agentChanged(agent) {
      take(agent)
      arrange()
    },
    agentRemoved(agentId) {
      take({ id: agentId, enabled: false, triggers: [] })
      arrange()
    },
    wake() {
      if (!started) return
      folders.lookAgain()
      rounds.plan([...wanted.values()])
    },
    async close() {
      started = false
      await Promise.all([folders.close(), rounds.close()])
    },
  }
}

function isSource(trigger: Agent['triggers'][number]): trigger is SourceTrigger & Agent['triggers'][number] {
  if (trigger.kind === 'folder') return trigger.folder !== null
  if (trigger.kind === 'mail') return trigger.accountId !== null
  return (trigger.kind === 'page' || trigger.kind === 'feed') && trigger.url !== ''
}

/** What happened without the files the agent itself wrote; null when nothing is left. */
function withoutOwn(facts: FiringFacts, paths: readonly string[], own: ReadonlySet<string>): FiringFacts | null {
  if (facts.kind !== 'folder') return facts
  const others = paths.filter((path) => !own.has(path)).length
  if (others === 0) return null
  const files = facts.files.filter(({ path }) => !own.has(path))
  if (files.length > others) throw new CodedError('request.invalid', {}, 'more files listed than named')
  return { ...facts, files, more: others - files.length }
}

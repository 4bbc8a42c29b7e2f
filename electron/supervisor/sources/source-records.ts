import type { AppError } from '../../../shared/contract/errors.ts'
import { type Instant, instantSchema } from '../../../shared/model/brand.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { FiringFacts, SourceState } from '../../../shared/model/source.ts'
import type { Trigger } from '../../../shared/model/trigger.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { SourceKey } from '../../runner/sources/protocol.ts'
import type { Cursor, SourceRepository } from '../../storage/companion/sources.ts'
import type { Scheduler } from '../schedule/scheduler.ts'

/** A trigger that waits for something this PC has to look at. */
export type SourceTrigger = Extract<Trigger, { kind: 'folder' | 'page' | 'feed' | 'mail' }>

export type SourceRecords = {
  stateOf(key: SourceKey): SourceState
  cursorOf(key: SourceKey, trigger: SourceTrigger): Cursor
  /** Looked at with success; `found` when that started something. False when it could not be kept now. */
  looked(
    key: SourceKey,
    trigger: SourceTrigger,
    look: { cursor: Cursor; nextLook: Instant | null; found: Found | null },
  ): boolean
  failed(
    key: SourceKey,
    trigger: SourceTrigger,
    failure: { error: AppError; away: boolean; nextLook: Instant | null },
  ): void
  postpone(key: SourceKey, nextLook: Instant): void
  forget(key: SourceKey): void
  all(): SourceState[]
}

type Found = { facts: FiringFacts; dueAt: Instant }

/** What is stored of sources, and said of them to the page. */
export function createSourceRecords(dependencies: {
  repository: SourceRepository
  scheduler: Pick<Scheduler, 'happened'>
  clock: Clock
  publish: Publish
}): SourceRecords {
  const { repository, scheduler, clock, publish } = dependencies
  const states = new Map(repository.states().map((state) => [keyOf(state), state]))

  const stateOf = (key: SourceKey): SourceState => states.get(keyOf(key)) ?? newState(key)
  const say = (state: SourceState) => {
    states.set(keyOf(state), state)
    publish({ type: 'source.changed', source: state })
  }
  /** A cursor belongs to what was looked at: another page, folder or mailbox begins anew. */
  const cursorOf = (key: SourceKey, trigger: SourceTrigger): Cursor => {
    const row = repository.find(key.agentId, key.triggerId)
    return row?.target === targetOf(trigger) ? row.cursor : null
  }

  return {
    stateOf,
    cursorOf,
    looked(key, trigger, { cursor, nextLook, found }) {
      const lookedAt = clock.now()
      const changedAt = found === null ? stateOf(key).changedAt : lookedAt
      const { agentId, triggerId } = key
      const state: SourceState = {
        agentId,
        triggerId,
        health: 'watched',
        lookedAt,
        changedAt,
        nextLook,
        error: null,
        failures: 0,
      }
      const save = () => repository.save({ state, target: targetOf(trigger), cursor })
      if (found === null) save()
      else {
        const keep: Parameters<Scheduler['happened']>[0]['keep'] = (firingId) => {
          repository.keepFacts(firingId, found.facts)
          save()
        }
        if (!scheduler.happened({ agentId, triggerId, dueAt: found.dueAt, keep })) return false
      }
      say(state)
      return true
    },
    failed(key, trigger, { error, away, nextLook }) {
      const before = stateOf(key)
      const health = away ? 'away' : 'failed'
      const state: SourceState = { ...before, health, nextLook, error, failures: before.failures + 1 }
      repository.save({ state, target: targetOf(trigger), cursor: cursorOf(key, trigger) })
      say(state)
    },
    postpone(key, nextLook) {
      const state = { ...stateOf(key), nextLook }
      repository.note(state)
      say(state)
    },
    forget(key) {
      if (!states.delete(keyOf(key))) return
      repository.forget(key.agentId, key.triggerId)
      publish({ type: 'source.removed', triggerId: key.triggerId })
    },
    all: () => [...states.values()],
  }
}

export function keyOf({ agentId, triggerId }: SourceKey): string {
  return `${agentId} ${triggerId}`
}

/** What is looked at, in one word; how often does not matter. */
export function targetOf(trigger: SourceTrigger): string {
  switch (trigger.kind) {
    case 'folder':
      return JSON.stringify([trigger.folder, trigger.recursive, trigger.match, trigger.on])
    case 'page':
      return JSON.stringify([trigger.url, trigger.watch, trigger.find])
    case 'feed':
      return JSON.stringify([trigger.url])
    case 'mail':
      return JSON.stringify([trigger.accountId, trigger.mailbox])
  }
}

function newState({ agentId, triggerId }: SourceKey): SourceState {
  return {
    agentId,
    triggerId,
    health: 'new',
    lookedAt: null,
    changedAt: null,
    nextLook: instantSchema.parse(0),
    error: null,
    failures: 0,
  }
}

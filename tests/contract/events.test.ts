import { describe, expect, it } from 'vitest'
import { type AppEvent, type AppEventType, appEventSchema, eventBatchSchema } from '../../shared/contract/events.ts'
import { mirrorSchema } from '../../shared/contract/mirror.ts'
import { alertSchema } from '../../shared/model/alert.ts'
import { agentIdSchema, firingIdSchema, providerIdSchema, runIdSchema } from '../../shared/model/brand.ts'
import { quietPower } from '../../shared/model/power.ts'
import { defaultSettings } from '../../shared/model/settings.ts'
import { modelReferenceSchema } from '../../shared/model/provider.ts'
import { noUsage } from '../../shared/model/usage.ts'
import { reduceMirror } from '../../shared/reduce/mirror.ts'
import {
  birthday,
  makeAgent,
  makeApproval,
  makeMirror,
  makeProvider,
  makeRepair,
  makeRun,
  makeTrigger,
} from '../helpers/things.ts'

const runId = runIdSchema.parse('run-1')
const agentId = agentIdSchema.parse('agent-1')
const alert = alertSchema.parse({
  id: 'nothing:2026-05-01',
  at: birthday,
  about: { kind: 'nothingRan', day: '2026-05-01', due: 2 },
  told: true,
  seen: false,
})
const triggerId = makeTrigger().id

/** One of each; a new kind of event does not compile without its example. */
const examples: { [Type in AppEventType]: AppEvent & { type: Type } } = {
  'alert.saved': { type: 'alert.saved', alert },
  'alerts.told': { type: 'alerts.told', alerts: [alert] },
  'agent.saved': { type: 'agent.saved', agent: makeAgent() },
  'agent.counting': { type: 'agent.counting', agentId, counting: { done: 3, total: 8 } },
  'agentFile.offered': {
    type: 'agentFile.offered',
    offer: { name: 'Watch the stock', steps: [], switchedOff: [], triggers: [] },
  },
  'comparison.changed': {
    type: 'comparison.changed',
    comparison: {
      agentId,
      state: 'running',
      blind: true,
      own: makeRun().model,
      entries: [
        { model: makeRun().model, trial: null, error: null },
        { model: modelReferenceSchema.parse({ providerId: 'provider-1', model: 'other' }), trial: null, error: null },
      ],
      startedAt: birthday,
    },
  },
  'trial.changed': {
    type: 'trial.changed',
    trial: {
      id: runId,
      agentId,
      state: 'running',
      error: null,
      steps: [],
      leftOut: 0,
      tokens: 0,
      spent: [],
      startedAt: birthday,
      endedAt: null,
    },
  },
  'agent.removed': { type: 'agent.removed', agentId },
  'run.saved': { type: 'run.saved', run: makeRun({ state: { name: 'running' } }) },
  'result.marked': {
    type: 'result.marked',
    mark: {
      runId,
      verdict: 'accepted',
      estimatedMinutes: 20,
      confirmedMinutes: 30,
      isNew: false,
      undone: false,
      readAt: birthday,
      openedAt: null,
    },
    unread: 2,
  },
  'run.removed': { type: 'run.removed', runId },
  'run.text': { type: 'run.text', runId, key: 'a', label: 'A', start: 0, text: 'word' },
  'run.meter': { type: 'run.meter', runId, usage: { ...noUsage, calls: 1 }, tokensPerSecond: 9 },
  'provider.saved': { type: 'provider.saved', provider: makeProvider() },
  'provider.removed': { type: 'provider.removed', providerId: providerIdSchema.parse('provider-1') },
  'provider.health': {
    type: 'provider.health',
    providerId: providerIdSchema.parse('provider-1'),
    health: {
      error: { code: 'provider.serverError', params: {}, detail: '' },
      since: birthday,
      triedAgainAt: birthday,
    },
  },
  'ownModels.changed': {
    type: 'ownModels.changed',
    ownModels: {
      models: [],
      fetches: [{ listedId: 'qwen3-4b', source: 'modelscope', state: 'fetching', doneBytes: 1_000_000, error: null }],
    },
  },
  'backup.tried': {
    type: 'backup.tried',
    day: '2026-05-01',
    error: { code: 'backup.placeGone', params: {}, detail: '' },
  },
  'export.changed': { type: 'export.changed', percent: 40 },
  'settings.saved': { type: 'settings.saved', settings: { ...defaultSettings, paused: true } },
  'today.changed': { type: 'today.changed', today: { from: birthday, usage: noUsage, runsDone: 3 } },
  'upcoming.changed': { type: 'upcoming.changed', upcoming: [{ agentId, triggerId, dueAt: birthday }] },
  'firing.decided': {
    type: 'firing.decided',
    firing: {
      id: firingIdSchema.parse('firing-1'),
      agentId,
      triggerId,
      dueAt: birthday,
      movedFrom: null,
      outcome: 'missed',
      cause: null,
      runId: null,
      error: null,
      decidedAt: birthday,
    },
  },
  'approval.saved': { type: 'approval.saved', approval: makeApproval() },
  'source.changed': {
    type: 'source.changed',
    source: {
      agentId,
      triggerId,
      health: 'watched',
      lookedAt: birthday,
      changedAt: null,
      nextLook: null,
      error: null,
      failures: 0,
    },
  },
  'source.removed': { type: 'source.removed', triggerId },
  'repairs.changed': { type: 'repairs.changed', repairs: [makeRepair()] },
  'power.changed': { type: 'power.changed', power: { ...quietPower, keptAwakeFor: [agentId] } },
  'system.changed': { type: 'system.changed', system: { ...makeMirror().system, gateway: 'ready' } },
  'agent.told': { type: 'agent.told', runId, agentName: 'Prices', text: 'The price fell.' },
  notice: { type: 'notice', error: { code: 'keyring.changed', params: {}, detail: '' } },
  show: { type: 'show', place: { name: 'models' } },
  'quit.asked': { type: 'quit.asked', liveRuns: 2 },
  'tray.explained': { type: 'tray.explained' },
}
/** Said once: they leave no trace in the mirror. */
const saidOnce: ReadonlySet<string> = new Set([
  'backup.tried',
  'notice',
  'agent.told',
  'alerts.told',
  'show',
  'quit.asked',
  'tray.explained',
])

describe('every event', () => {
  it('has an example here', () => {
    const types = appEventSchema.options.map((option) => option.shape.type.value)
    expect(Object.keys(examples).toSorted()).toEqual(types.toSorted())
  })

  it.each(Object.values(examples))('$type crosses to the page and turns a mirror into a mirror', (event) => {
    const batch = eventBatchSchema.parse(structuredClone({ first: 1, events: [event] }))
    expect(batch.events).toEqual([event])
    const full = makeMirror({
      agents: { 'agent-1': makeAgent({ name: 'Before' }) },
      runs: { 'run-1': makeRun() },
      providers: [makeProvider({ name: 'Before' })],
      sources: {
        [triggerId]: {
          agentId,
          triggerId,
          health: 'new',
          lookedAt: null,
          changedAt: null,
          nextLook: null,
          error: null,
          failures: 0,
        },
      },
    })
    const after = reduceMirror(full, event)
    expect(mirrorSchema.parse(after)).toEqual(after)
    if (saidOnce.has(event.type)) expect(after).toBe(full)
    else expect(after).not.toEqual(full)
  })

  it.each(Object.values(examples))('$type leaves the mirror it was given as it was', (event) => {
    const before = makeMirror({ agents: { 'agent-1': makeAgent() }, runs: { 'run-1': makeRun() } })
    const copy = structuredClone(before)
    reduceMirror(before, event)
    expect(before).toEqual(copy)
  })
})

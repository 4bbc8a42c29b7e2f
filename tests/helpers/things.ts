import type { z } from 'zod'
import { type Mirror, mirrorSchema } from '../../shared/contract/mirror.ts'
import { type Agent, agentSchema } from '../../shared/model/agent.ts'
import { type Approval, approvalSchema } from '../../shared/model/approval.ts'
import { type Instant, instantSchema } from '../../shared/model/brand.ts'
import { quietPower } from '../../shared/model/power.ts'
import { type Provider, providerSchema } from '../../shared/model/provider.ts'
import type { Repair } from '../../shared/model/repair.ts'
import { type Run, runSchema } from '../../shared/model/run.ts'
import { defaultSettings } from '../../shared/model/settings.ts'
import { type Trigger, triggerSchema } from '../../shared/model/trigger.ts'
import { noUsage } from '../../shared/model/usage.ts'

// The one way to make things of the model in a test; each test says only what matters to it.

export function at(iso: string): Instant {
  return instantSchema.parse(Date.parse(iso))
}

export const birthday = at('2026-05-01T00:00:00Z')

/** A complete agent that reads /documents and writes to /reports. */
export function makeAgent(changes: Partial<z.input<typeof agentSchema>> = {}): Agent {
  return agentSchema.parse({
    id: 'agent-1',
    name: 'Summaries',
    enabled: true,
    steps: [
      { id: 'read', kind: 'readFolder', folder: '/documents', recursive: false },
      { id: 'summarize', kind: 'summarize', from: 'read', length: 'medium', focus: '' },
      { id: 'write', kind: 'writeDocument', from: 'summarize', folder: '/reports', title: 'Summary', format: 'md' },
    ],
    triggers: [],
    missedRunPolicy: 'runOnce',
    templateId: null,
    grants: [
      { path: '/documents', access: 'read' },
      { path: '/reports', access: 'write' },
    ],
    createdAt: birthday,
    updatedAt: birthday,
    ...changes,
  })
}

/** An open question of that run. */
export function makeApproval(changes: Partial<z.input<typeof approvalSchema>> = {}): Approval {
  return approvalSchema.parse({
    id: 'approval-1',
    runId: 'run-1',
    agentId: 'agent-1',
    agentName: 'Summaries',
    stepId: 'ask',
    item: 'approve',
    message: 'Shall I write it?',
    previewSha256: 'a'.repeat(64),
    askedAt: birthday,
    deadline: birthday + 86_400_000,
    answer: null,
    ...changes,
  })
}

/** Every day at 08:00 UTC. */
export function makeTrigger(changes: Partial<z.input<typeof triggerSchema>> = {}): Trigger {
  return triggerSchema.parse({
    id: 'trigger-1',
    kind: 'calendar',
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    time: '08:00',
    zone: 'UTC',
    ...changes,
  })
}

/** A run that was started by hand and is queued. */
export function makeRun(changes: Partial<z.input<typeof runSchema>> = {}): Run {
  return runSchema.parse({
    id: 'run-1',
    agentId: 'agent-1',
    agentName: 'Summaries',
    startedBy: { kind: 'hand' },
    model: { providerId: 'practice', model: 'practice' },
    modelLabel: 'Practice',
    state: { name: 'queued' },
    createdAt: birthday,
    startedAt: null,
    endedAt: null,
    resumed: 0,
    steps: [],
    usage: noUsage,
    deliverables: [],
    leftOut: [],
    leftOutMore: 0,
    ...changes,
  })
}

/** A service with one priced model and no key. */
export function makeProvider(changes: Partial<z.input<typeof providerSchema>> = {}): Provider {
  return providerSchema.parse({
    id: 'provider-1',
    dialect: 'compatible',
    name: 'Example',
    baseUrl: 'https://api.example.com/v1',
    keyStorage: 'none',
    models: [{ providerId: 'provider-1', name: 'small', contextTokens: 32_000, price: null }],
    createdAt: birthday,
    ...changes,
  })
}

/** A mirror with nothing in it yet. */
export function makeMirror(changes: Partial<z.input<typeof mirrorSchema>> = {}): Mirror {
  return mirrorSchema.parse({
    agents: {},
    runs: {},
    live: {},
    providers: [],
    settings: defaultSettings,
    today: { from: birthday, usage: noUsage, runsDone: 0 },
    upcoming: [],
    missed: [],
    system: {
      version: '0.1.0',
      platform: 'linux',
      zone: 'UTC',
      systemLanguage: 'en',
      keyring: 'available',
      startedAt: birthday,
      gateway: 'asleep',
      ownWindowButtons: true,
    },
    power: quietPower,
    ...changes,
  })
}

/** A damaged ledger that was put right. */
export const makeRepair = (changed: Partial<Repair> = {}): Repair => ({
  id: 'ledger-20261125T080000-000Z',
  file: 'ledger',
  what: 'file',
  at: birthday,
  backupAt: birthday,
  saved: 12,
  complete: false,
  keptAs: '/data/damaged/ledger-20261125T080000-000Z.db',
  ...changed,
})

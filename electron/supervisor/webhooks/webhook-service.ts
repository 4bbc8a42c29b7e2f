import { randomBytes } from 'node:crypto'
import { toAppError } from '../../../shared/contract/errors.ts'
import type { CommandReply } from '../../../shared/contract/commands.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { placeFor } from '../../../shared/rules/place.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { SourceRepository } from '../../storage/companion/sources.ts'
import type { SecretKeeper } from '../providers/secret-keeper.ts'
import type { Secrets } from '../providers/secrets.ts'
import type { RunService } from '../runs/run-service.ts'
import type { Scheduler } from '../schedule/scheduler.ts'
import { createWebhookDoor, type HookAnswer, type HookRequest } from './webhook-door.ts'

export type WebhookService = {
  /** Opens or closes the door as the settings say. */
  follow(): void
  show(hookId: string, renew: boolean): Promise<CommandReply<'webhooks.show'>>
  /** A run ended: what waited behind it may start. */
  wake(): void
  close(): Promise<void>
}

/** Requests of other programs on this computer that start agents. Off until the owner chooses a port. */
export function createWebhookService(dependencies: {
  settings: () => Settings
  agents: { list(): Agent[] }
  runs: Pick<RunService, 'live'>
  scheduler: Pick<Scheduler, 'happened'>
  sources: Pick<SourceRepository, 'keepFacts'>
  keeper: SecretKeeper
  secrets: Pick<Secrets, 'state'>
  clock: Clock
  publish: Publish
}): WebhookService {
  const { settings, agents, runs, scheduler, sources, keeper, secrets, clock, publish } = dependencies
  /** At most one request waits behind a run of its agent; a flood makes no queue. */
  const waiting = new Map<string, HookRequest>()
  let opening: Promise<void> = Promise.resolve()
  let closed = false

  const hookOf = (hookId: string) => {
    for (const agent of agents.list()) {
      const trigger = agent.triggers.find((each) => each.kind === 'webhook' && each.hookId === hookId)
      if (trigger !== undefined && agent.enabled) return { agent, trigger }
    }
    return null
  }
  const deliver = (request: HookRequest): HookAnswer => {
    const hook = hookOf(request.hookId)
    if (hook === null || settings().paused) return 'paused'
    const { agent, trigger } = hook
    if (placeFor(agent, runs.live()) !== 'free') {
      if (waiting.has(request.hookId)) return 'busy'
      waiting.set(request.hookId, request)
      return 'waits'
    }
    const { contentType, body } = request
    const isKept = scheduler.happened({
      agentId: agent.id,
      triggerId: trigger.id,
      dueAt: clock.now(),
      keep: (firingId) => sources.keepFacts(firingId, { kind: 'webhook', contentType, body }),
    })
    return isKept ? 'started' : 'paused'
  }
  const door = createWebhookDoor({
    secretOf: async (hookId) => (hookOf(hookId) === null ? null : keeper.reveal(secretOf(hookId))),
    deliver,
    now: clock.now,
  })

  return {
    follow() {
      const port = closed ? null : settings().webhookPort
      opening = opening
        .then(() => door.open(port))
        .catch((thrown: unknown) => publish({ type: 'notice', error: toAppError(thrown) }))
    },
    async show(hookId, renew) {
      const known = renew ? null : await keeper.reveal(secretOf(hookId))
      const secret = known ?? randomBytes(24).toString('base64url')
      // A system without a key store: this secret opens one door of this computer, to whoever can read our files anyway.
      const storage = (await secrets.state()) === 'missing' ? 'unprotected' : 'protected'
      if (known === null) await keeper.keep(secretOf(hookId), secret, storage)
      return { address: `http://127.0.0.1:${settings().webhookPort ?? 0}/hooks/${hookId}`, secret }
    },
    wake() {
      for (const [hookId, request] of waiting) {
        waiting.delete(hookId)
        const outcome = deliver(request)
        if (outcome === 'paused') waiting.set(hookId, request)
      }
    },
    async close() {
      closed = true
      await opening
      await door.open(null)
    },
  }
}

function secretOf(hookId: string): string {
  return `hook:${hookId}`
}

import { onTestFinished } from 'vitest'
import { createAgentRepository } from '../../../electron/storage/companion/agents.ts'
import { createFiringRepository } from '../../../electron/storage/companion/firings.ts'
import { createSourceRepository } from '../../../electron/storage/companion/sources.ts'
import { createProcessHost } from '../../../electron/supervisor/processes/process-host.ts'
import { createScheduler } from '../../../electron/supervisor/schedule/scheduler.ts'
import { createSourceService } from '../../../electron/supervisor/sources/source-service.ts'
import type { MailDoor } from '../../../electron/runner/sources/protocol.ts'
import { systemClock } from '../../../electron/clock.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import { instantSchema } from '../../../shared/model/brand.ts'
import type { FiringFacts, SourceState } from '../../../shared/model/source.ts'
import { triggerSchema } from '../../../shared/model/trigger.ts'
import { countingIds, openAgentDatabase } from '../../helpers/agent-database.ts'
import { createForkedProcesses } from '../../helpers/fork-process.ts'
import { createFakeRuns } from '../../helpers/fake-runs.ts'
import { makeAgent } from '../../helpers/things.ts'

/** The service over a real file with real processes, and an agent with one trigger. */
export function openSources(trigger: object, options: { own?: string[]; door?: MailDoor } = {}) {
  const database = openAgentDatabase()
  const forked = createForkedProcesses()
  const newId = countingIds('firing')
  const events: AppEvent[] = []
  const waiting = new Set<() => void>()
  let paused = false
  const agent = makeAgent({ triggers: [triggerSchema.parse({ id: 'trigger-1', zone: 'UTC', ...trigger })] })
  const build = (db: typeof database.db) => {
    const agents = createAgentRepository(db)
    agents.save(agent)
    const runs = createFakeRuns(systemClock)
    const publish = (event: AppEvent) => {
      events.push(event)
      for (const look of waiting) look()
    }
    const isPaused = () => paused
    const scheduler = createScheduler({
      firings: createFiringRepository(db),
      agents,
      runs,
      clock: systemClock,
      newId,
      wasPausedAt: isPaused,
      publish,
    })
    const repository = createSourceRepository(db)
    const service = createSourceService({
      repository,
      scheduler,
      agents,
      runs,
      writtenBy: () => options.own ?? [],
      processes: createProcessHost({ spawn: forked.spawn, clock: systemClock }),
      clock: systemClock,
      random: () => 0,
      isPaused,
      doorOf: async () => {
        if (options.door === undefined) throw new Error('no mail here')
        return options.door
      },
      isBehindProxy: async () => false,
      publish,
    })
    void scheduler.start()
    service.start()
    return { scheduler, service, repository, runs }
  }
  let life = build(database.db)
  onTestFinished(async () => {
    life.scheduler.stop()
    await life.service.close()
  })
  const until = async <Found>(find: () => Found | undefined): Promise<Found> => {
    const found = find()
    if (found !== undefined) return found
    return new Promise((resolve) => {
      const look = () => {
        const now = find()
        if (now === undefined) return
        waiting.delete(look)
        resolve(now)
      }
      waiting.add(look)
    })
  }
  const states = () => events.flatMap((event) => (event.type === 'source.changed' ? [event.source] : []))
  return {
    agent,
    alive: () => forked.alive('sources'),
    pause(value: boolean) {
      paused = value
      life.service.wake()
    },
    /** The first state from now on, or already said, that fits. */
    state: (fits: (state: SourceState) => boolean) => until(() => states().find(fits)),
    states,
    started: (count: number) => until(() => (life.runs.live().length >= count ? life.runs.live() : undefined)),
    runs: () => life.runs.live(),
    factsOf(): FiringFacts[] {
      const firings = life.runs
        .live()
        .flatMap(({ startedBy }) => (startedBy.kind === 'schedule' ? [startedBy.firingId] : []))
      return firings.flatMap((id) => life.repository.factsOf(id) ?? [])
    },
    /** The app ends and starts again when the next look is due. */
    async dueAgain(meanwhile: () => Promise<void>) {
      await this.restart(async () => {
        await meanwhile()
        for (const state of life.repository.states())
          life.repository.note({ ...state, nextLook: instantSchema.parse(0) })
      })
    },
    /** The app ends and starts again. */
    async restart(meanwhile: () => Promise<void>) {
      life.scheduler.stop()
      await life.service.close()
      await meanwhile()
      events.length = 0
      life = build(database.reopen())
    },
  }
}

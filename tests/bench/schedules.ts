import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { z } from 'zod'
import { systemClock } from '../../electron/clock.ts'
import { createAgentRepository } from '../../electron/storage/companion/agents.ts'
import { createFiringRepository } from '../../electron/storage/companion/firings.ts'
import { companionMigrations } from '../../electron/storage/companion/migrations.ts'
import { inTransaction, openDatabase } from '../../electron/storage/open-database.ts'
import { createScheduler, type Scheduler } from '../../electron/supervisor/schedule/scheduler.ts'
import { triggerSchema } from '../../shared/model/trigger.ts'
import { createFakeRuns } from '../helpers/fake-runs.ts'
import { makeAgent, makeTrigger } from '../helpers/things.ts'
import { freshFolder } from './apps.ts'
import { type Line, median } from './measure/table.ts'

const schedules = 10_000
const dueAtOnce = 200
const rounds = 5
const megabyte = 1024 * 1024
/** Longer than one of the scheduler's hops. */
const watched = 40_000
const dayMs = 86_400_000

setFlagsFromString('--expose-gc')
const collectGarbage = z.custom<() => void>((value) => typeof value === 'function').parse(runInNewContext('gc'))

/** P11: ten thousand schedules whose rows are there, on a real file, with the runs left out. */
export async function measureSchedules(): Promise<Line[]> {
  const path = join(freshFolder(), 'companion.db')
  const world = openWorld(path)
  const { heldUp, total } = await armAll(world)
  const ready: number[] = []
  const heap: number[] = []
  for (let round = 0; round < rounds; round++) {
    const before = usedHeap()
    const begun = performance.now()
    const scheduler = world.build()
    await scheduler.start()
    ready.push(performance.now() - begun)
    heap.push((usedHeap() - before) / megabyte)
    scheduler.stop()
  }
  const idle = await measureIdleTime(world)
  const queued = await measureDue(world)
  world.close()
  const none = { name: 'no peer', value: 0 }
  const line = { bar: 'P11' }
  const count = schedules.toLocaleString('en')
  return [
    { ...line, what: `${count} schedules ready`, peer: none, ours: median(ready), unit: 'ms', goal: atMost(300) },
    { ...line, what: `${count} schedules, heap`, peer: none, ours: median(heap), unit: 'MB', goal: atMost(20) },
    {
      ...line,
      what: `${count} schedules, idle: time on a core`,
      peer: { name: 'a heap with one timer', value: idle.bare },
      ours: idle.ours,
      unit: 'ms/s',
      goal: { kind: 'most', value: 1.5 },
    },
    {
      ...line,
      what: `due to queued (99 of 100), ${dueAtOnce} due at once`,
      peer: none,
      ours: queued,
      unit: 'ms',
      goal: atMost(1_000),
    },
    {
      ...line,
      what: `hold-up (99 of 100) while ${count} are armed for the first time (${(total / 1_000).toFixed(1)} s in all)`,
      peer: none,
      ours: heldUp,
      unit: 'ms',
      goal: atMost(15),
    },
  ]
}

const atMost = (value: number) => ({ kind: 'at-most' as const, value })

type World = ReturnType<typeof openWorld>

function openWorld(path: string) {
  const db = openDatabase({ path, migrations: companionMigrations, backupFolder: null, now: systemClock.now })
  const agents = createAgentRepository(db)
  const queuedAt: number[] = []
  const fake = createFakeRuns(systemClock)
  const runs: typeof fake = {
    ...fake,
    start(request) {
      const run = fake.start(request)
      if (request.startedBy.kind === 'schedule') queuedAt.push(systemClock.now() - request.startedBy.dueAt)
      return run
    },
  }
  let firings = 0
  return {
    db,
    agents,
    queuedAt,
    close: () => db.close(),
    build: (): Scheduler =>
      createScheduler({
        firings: createFiringRepository(db),
        agents,
        runs,
        clock: systemClock,
        newId: () => `firing-${++firings}`,
        wasPausedAt: () => false,
        publish: () => undefined,
      }),
  }
}

/** Schedules of every kind whose next time is far, never armed before: how long main was held up, and how long it took. */
async function armAll({ db, agents, build }: World): Promise<{ heldUp: number; total: number }> {
  const far = new Date(systemClock.now() + 2 * dayMs)
  inTransaction(db, () => {
    for (let index = 0; index < schedules; index++) {
      const minute = String(index % 60).padStart(2, '0')
      const kind = [
        {
          kind: 'calendar',
          times: [`${String(far.getUTCHours()).padStart(2, '0')}:${minute}`],
          days: { kind: 'weekdays', weekdays: [far.getUTCDay() || 7] },
        },
        { kind: 'cron', expression: `${index % 60} 3 ${far.getUTCDate()} * *` },
        { kind: 'interval', every: 48, unit: 'hours', startsAt: `${far.toISOString().slice(0, 11)}06:${minute}` },
      ][index % 3]
      const trigger = triggerSchema.parse({ id: `trigger-${index}`, zone: zones[index % zones.length], ...kind })
      agents.save(makeAgent({ id: `agent-${index}`, name: `Agent ${index}`, triggers: [trigger] }))
    }
  })
  const scheduler = build()
  const delay = monitorEventLoopDelay({ resolution: 1 })
  delay.enable()
  const begun = performance.now()
  await scheduler.start()
  const total = performance.now() - begun
  delay.disable()
  scheduler.stop()
  return { heldUp: (delay.percentile(99) - 1e6) / 1e6, total }
}

const zones = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'Asia/Shanghai', 'UTC']

/** Milliseconds on a core a second, ours and those of one timer that looks at the top of a heap as often. */
async function measureIdleTime({ build }: World): Promise<{ bare: number; ours: number }> {
  const spent = async (): Promise<number> => {
    const before = process.cpuUsage()
    await pause(watched)
    const { user, system } = process.cpuUsage(before)
    return (user + system) / watched
  }
  const top = systemClock.now() + dayMs
  const timer = setInterval(() => void (top <= systemClock.now()), 30_000)
  const bare = await spent()
  clearInterval(timer)
  const scheduler = build()
  await scheduler.start()
  const ours = await spent()
  scheduler.stop()
  return { bare, ours }
}

/** Milliseconds from the moment two hundred agents are due to their runs' places in the queue. */
async function measureDue({ agents, queuedAt, build }: World): Promise<number> {
  const scheduler = build()
  await scheduler.start()
  const startsAt = new Date(systemClock.now() + 75_000).toISOString().slice(0, 16)
  for (let index = 0; index < dueAtOnce; index++) {
    const trigger = makeTrigger({ id: `soon-${index}`, kind: 'once', at: startsAt })
    const agent = makeAgent({ id: `agent-${index}`, name: `Agent ${index}`, triggers: [trigger] })
    agents.save(agent)
    scheduler.agentChanged(agent)
  }
  while (queuedAt.length < dueAtOnce) await pause(50)
  scheduler.stop()
  return queuedAt.toSorted((left, right) => left - right)[Math.floor(dueAtOnce * 0.99)] ?? Number.NaN
}

function usedHeap(): number {
  collectGarbage()
  return process.memoryUsage().heapUsed
}

import { join } from 'node:path'
import { z } from 'zod'
import { createAgentRepository } from '../../../electron/storage/companion/agents.ts'
import { createFiringRepository } from '../../../electron/storage/companion/firings.ts'
import { companionMigrations } from '../../../electron/storage/companion/migrations.ts'
import { createRunRepository } from '../../../electron/storage/companion/runs.ts'
import { openDatabase } from '../../../electron/storage/open-database.ts'
import { createScheduler } from '../../../electron/supervisor/schedule/scheduler.ts'
import { instantSchema, zoneSchema } from '../../../shared/model/brand.ts'
import { practiceModelName, practiceProviderId } from '../../../shared/model/provider.ts'
import { createFakeRuns } from '../../helpers/fake-runs.ts'

// A process that decides what is due in the databases of several folders, each at its own `now`, and is killed when it has begun
// the run in all of them (`before`), or has stored each run and nothing more (`after`). One begins in the middle of the other, so
// that one kill cuts off all of them.
const argumentsSchema = z.tuple([z.enum(['before', 'after']), z.string()])
const [moment, worlds] = argumentsSchema.parse(process.argv.slice(2))
const left = z.array(z.object({ folder: z.string(), now: instantSchema })).parse(JSON.parse(worlds))

const reference = { providerId: practiceProviderId, model: practiceModelName }
const model = { reference, label: 'Practice', contextTokens: 16_000, practice: true, fallbacks: [], choice: null }

function beginNext(): void {
  const world = left.shift()
  if (world === undefined) process.kill(process.pid, 'SIGKILL')
  else begin(world)
}

function begin({ folder, now }: (typeof left)[number]): void {
  const clock = { now: () => now, zone: () => zoneSchema.parse('UTC'), after: () => () => undefined }
  const db = openDatabase({
    path: join(folder, 'companion.db'),
    migrations: companionMigrations,
    backupFolder: null,
    now: clock.now,
  })
  const fake = createFakeRuns(clock)
  const scheduler = createScheduler({
    firings: createFiringRepository(db),
    agents: createAgentRepository(db),
    runs: {
      ...fake,
      start(request) {
        const run = fake.start(request)
        const plan = { agent: request.agent, model, language: 'en' as const, zone: clock.zone() }
        if (moment === 'after') createRunRepository(db).add(run, plan, 'startedBySchedule')
        beginNext()
        return run
      },
    },
    clock,
    newId: () => 'firing-1',
    wasPausedAt: () => false,
    publish: () => undefined,
  })
  void scheduler.start()
}

beginNext()

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { nanoid } from 'nanoid'
import type { Clock } from '../shared/model/clock.ts'
import { createKeptSecretRepository } from './storage/companion/kept-secrets.ts'
import { createPickedProgramRepository } from './storage/companion/picked-programs.ts'
import { createProgramGrants } from './supervisor/agents/program-grants.ts'
import type { ProcessHost } from './supervisor/processes/process-host.ts'
import { createSecretKeeper } from './supervisor/providers/secret-keeper.ts'
import type { Secrets } from './supervisor/providers/secrets.ts'
import { createRobotService, type Send } from './supervisor/robots/robot-service.ts'
import { createToolServerService } from './supervisor/servers/tool-server-service.ts'
import type { SettingsService } from './supervisor/settings/settings-service.ts'

/** What agents may use besides models and files: programs of this computer, and servers of tools. */
export function composeTools(from: {
  db: DatabaseSync
  clock: Clock
  secrets: Secrets
  settings: SettingsService
  processes: ProcessHost
  edge: { readonly dataFolder: string; readonly outgoing: Send }
}) {
  const { db, clock, secrets, settings, processes } = from
  const { dataFolder, outgoing } = from.edge
  const keeper = createSecretKeeper({ rows: createKeptSecretRepository(db), secrets })
  const programs = createProgramGrants({ repository: createPickedProgramRepository(db), clock })
  const toolServers = createToolServerService({
    settings,
    keeper,
    processes,
    programs,
    clock,
    newId: nanoid,
    folder() {
      const folder = join(dataFolder, 'servers')
      mkdirSync(folder, { recursive: true })
      return folder
    },
  })
  const robots = createRobotService({ settings, keeper, send: outgoing, clock, newId: nanoid })
  return { programs, toolServers, robots }
}

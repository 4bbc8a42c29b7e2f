import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { CommandReply } from '../../../shared/contract/commands.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { Provider } from '../../../shared/model/provider.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import type { Desktop } from '../../ipc/desktop-edge.ts'
import type { Publish } from '../../ipc/publish.ts'
import { partOf } from '../../keeper/export/part-of.ts'
import type { KeeperProgress } from '../../keeper/protocol.ts'
import { isInside } from '../../storage/moving/pack.ts'
import type { Keeper } from '../books/keeper-host.ts'
import type { SettingsService } from '../settings/settings-service.ts'

export type ExportService = {
  /**
   * Asks for a folder and writes everything into a new one there, for other programs; null: no place was chosen, it was stopped, or
   * another one is under way. Throws `backup.*`, `storage.*`; then nothing of it is left.
   */
  save(): Promise<CommandReply<'moving.export'>['saved']>
  /** Ends what is under way and takes away what was written of it. */
  stop(): void
  /** Shows where the last one lies. */
  show(): void
  close(): Promise<void>
}

/** Everything that is the owner's, in forms other programs read. */
export function createExportService(dependencies: {
  dataFolder: string
  version: string
  /** A keeper of its own, which is let go of to stop it. */
  openKeeper: (onProgress: (progress: KeeperProgress) => void) => Keeper
  desktop: Pick<Desktop, 'pickFolder' | 'showInFolder'>
  settings: Pick<SettingsService, 'current' | 'language'>
  services: () => readonly Provider[]
  /** What agents and services are called, by their ids. */
  names: () => Record<string, string>
  publish: Publish
  clock: Clock
}): ExportService {
  const { dataFolder, version, openKeeper, desktop, settings, services, names, publish, clock } = dependencies
  let current: { keeper: Keeper; isStopped: boolean; ended: Promise<unknown> } | null = null
  let last: string | null = null

  const write = async (folder: string) => {
    let percent = -1
    const keeper = openKeeper(({ done, total }) => {
      const now = total === 0 ? 0 : Math.floor((100 * done) / total)
      if (now === percent) return
      percent = now
      publish({ type: 'export.changed', percent })
    })
    const name = freeName(folder, settings.language(), dayOf(clock.now(), clock.zone()))
    const asked = keeper.call('exportAll', {
      ...{ dataFolder, folder, name, app: version, at: clock.now(), zone: clock.zone() },
      ...{ language: settings.language(), settings: settings.current(), services: [...services()], names: names() },
    })
    const job = { keeper, isStopped: false, ended: asked.catch(() => undefined) }
    current = job
    publish({ type: 'export.changed', percent: 0 })
    try {
      return await asked
    } catch (thrown) {
      await rm(partOf(folder, name), { recursive: true, force: true }).catch(() => undefined)
      if (job.isStopped) return null
      throw thrown
    } finally {
      current = null
      publish({ type: 'export.changed', percent: null })
    }
  }
  const stop = () => {
    if (current === null) return
    current.isStopped = true
    current.keeper.close()
  }
  return {
    async save() {
      if (current !== null) return null
      const folder = await desktop.pickFolder({ access: 'write', startAt: null })
      if (folder === null) return null
      if (isInside(folder, dataFolder)) throw new CodedError('backup.insideItself')
      const saved = await write(folder)
      last = saved?.path ?? last
      return saved
    },
    stop,
    show() {
      if (last !== null) desktop.showInFolder(last)
    },
    async close() {
      const { ended } = current ?? {}
      stop()
      await ended
    },
  }
}

/** A name nothing has there yet. */
function freeName(folder: string, language: ReturnType<SettingsService['language']>, day: string): string {
  const name = createTranslator(language).t('moving.export.name', { day })
  for (let attempt = 1; ; attempt += 1) {
    const tried = attempt === 1 ? name : `${name} (${attempt})`
    if (!existsSync(join(folder, tried))) return tried
  }
}

import { basename, join } from 'node:path'
import type { CommandReply } from '../../../shared/contract/commands.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import type { Desktop } from '../../ipc/desktop-edge.ts'
import { incomingName, orderDeletion, orderRestore } from '../../storage/moving/exchange.ts'
import { isInside } from '../../storage/moving/pack.ts'
import type { MovedKey } from '../../storage/moving/manifest.ts'
import type { StoredKey } from '../../storage/moving/stored-keys.ts'
import { readBackupHead } from '../../storage/moving/unpack.ts'
import { stampOf } from '../../storage/recovery/set-aside.ts'
import { storageError } from '../../storage/storage-error.ts'
import type { Keeper } from '../books/keeper-host.ts'
import type { Secrets } from '../providers/secrets.ts'
import type { SettingsService } from '../settings/settings-service.ts'

export type BackupOrder = { passphrase: string | null; withKeys: boolean }

export type MovingService = {
  /** Asks where to, and writes a backup there; null: no place was chosen. Throws `backup.*`, `storage.*`. */
  backUp(order: BackupOrder): Promise<CommandReply<'moving.backUp'>['saved']>
  /** Asks for a folder and backs up into it every day or week; null: no more. */
  plan(every: 'day' | 'week' | null): Promise<void>
  /** Asks for a backup and says what it is; null: none was chosen. */
  choose(): Promise<CommandReply<'moving.choose'>['backup']>
  /** Looks through the backup that was chosen and puts it in place by starting anew. Throws `backup.*`, `storage.*`; then nothing has changed. */
  restore(passphrase: string | null): Promise<CommandReply<'moving.restore'>>
  /** Deletes everything the app keeps, by starting anew. Throws `backup.runsLive`. */
  deleteAll(): void
}

/** What takes all data along, brings it back, or does away with it. */
export function createMovingService(dependencies: {
  dataFolder: string
  version: string
  keeper: Pick<Keeper, 'call'>
  desktop: Pick<Desktop, 'pickFile' | 'pickFolder' | 'pickDocument' | 'relaunch'>
  secrets: Secrets
  storedKeys: () => readonly StoredKey[]
  liveRuns: () => number
  settings: Pick<SettingsService, 'current' | 'save'>
  clock: Clock
}): MovingService {
  const { dataFolder, version, keeper, desktop, secrets, storedKeys, liveRuns, settings, clock } = dependencies
  let chosen: string | null = null

  /** In the clear; those the key store cannot read are left out and counted. */
  const revealAll = async (): Promise<{ keys: MovedKey[]; left: number }> => {
    const keys: MovedKey[] = []
    let left = 0
    for (const { place, name, storage, content } of storedKeys()) {
      try {
        keys.push({ place, name, text: storage === 'protected' ? await secrets.reveal(content) : content })
      } catch {
        left += 1
      }
    }
    return { keys, left }
  }
  /** Never kept readable without being asked: where there is no key store, they have to be entered again. */
  const protectAll = async (keys: readonly MovedKey[]): Promise<StoredKey[]> => {
    if ((await secrets.state()) !== 'available') return []
    const stored: StoredKey[] = []
    for (const { text, ...rest } of keys) {
      stored.push({ ...rest, storage: 'protected', content: await secrets.protect(text) })
    }
    return stored
  }
  const mustBeQuiet = () => {
    if (liveRuns() > 0) throw new CodedError('backup.runsLive')
  }

  return {
    async backUp({ passphrase, withKeys }) {
      const target = await desktop.pickFile('kaihe-backup', `Kaihe ${dayOf(clock.now(), clock.zone())}`)
      if (target === null) return null
      const { keys, left } = withKeys && passphrase !== null ? await revealAll() : { keys: [], left: 0 }
      const { bytes } = await keeper.call('pack', {
        dataFolder,
        target,
        app: version,
        at: clock.now(),
        passphrase,
        keys,
      })
      return { path: target, bytes, keys: keys.length, keysLeftOut: left }
    },
    async plan(every) {
      if (every === null) {
        settings.save({ backups: null })
        return
      }
      const startAt = settings.current().backups?.folder ?? null
      const folder = await desktop.pickFolder({ access: 'write', startAt })
      if (folder === null) return
      if (isInside(folder, dataFolder)) throw new CodedError('backup.insideItself')
      settings.save({ backups: { folder, every } })
    },
    async choose() {
      const path = await desktop.pickDocument({ kinds: ['kaihe-backup'], startAt: null })
      if (path === null) return null
      try {
        const { at, app, sealed } = await readBackupHead(path)
        chosen = path
        return { name: basename(path), at, app, sealed }
      } catch (thrown) {
        throw storageError(thrown, `reading ${path}`)
      }
    },
    async restore(passphrase) {
      mustBeQuiet()
      if (chosen === null) throw new CodedError('backup.notChosen')
      const into = join(dataFolder, incomingName)
      const { keys } = await keeper.call('unpack', { source: chosen, into, passphrase, at: clock.now() })
      const stored = await protectAll(keys)
      if (stored.length > 0) await keeper.call('putKeys', { path: join(into, 'companion.db'), keys: stored })
      // One may have begun meanwhile.
      mustBeQuiet()
      try {
        orderRestore(dataFolder, stampOf(clock.now()))
      } catch (thrown) {
        throw storageError(thrown, 'ordering the restoring')
      }
      const keysLeftOut = keys.length - stored.length
      desktop.relaunch()
      return { keys: stored.length, keysLeftOut }
    },
    deleteAll() {
      mustBeQuiet()
      try {
        orderDeletion(dataFolder)
      } catch (thrown) {
        throw storageError(thrown, 'ordering the deletion')
      }
      desktop.relaunch()
    },
  }
}

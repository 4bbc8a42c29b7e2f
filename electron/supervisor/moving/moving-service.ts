import { basename, join } from 'node:path'
import type { CommandReply, CommandRequest } from '../../../shared/contract/commands.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import type { Desktop } from '../../ipc/desktop-edge.ts'
import { incomingName, orderDeletion, orderRestore } from '../../storage/moving/exchange.ts'
import { isInside } from '../../storage/moving/pack.ts'
import type { SecretKeeper } from '../providers/secret-keeper.ts'
import { revealKeys } from './reveal-keys.ts'
import type { ScheduledBackups } from './scheduled-backups.ts'
import type { MovedKey } from '../../storage/moving/manifest.ts'
import type { StoredKey } from '../../storage/moving/stored-keys.ts'
import { readBackupHead } from '../../storage/moving/unpack.ts'
import { stampOf } from '../../storage/recovery/set-aside.ts'
import { storageError } from '../../storage/storage-error.ts'
import type { Keeper } from '../books/keeper-host.ts'
import type { Secrets } from '../providers/secrets.ts'
import type { SettingsService } from '../settings/settings-service.ts'

/** What the passphrase of backups by themselves is called where secrets are kept. */
export const passphraseName = 'backup:passphrase'

export type BackupOrder = { passphrase: string | null; withKeys: boolean }

export type MovingService = {
  /** Asks where to, and writes a backup there; null: no place was chosen. Throws `backup.*`, `storage.*`. */
  backUp(order: BackupOrder): Promise<CommandReply<'moving.backUp'>['saved']>
  /** Asks for a folder and backs up into it every day or week; null: no more. */
  plan(every: 'day' | 'week' | null): Promise<void>
  planned(): CommandReply<'moving.planned'>
  /** What locks those that are made by themselves; null: nothing. Throws `keyring.*`. */
  seal(order: CommandRequest<'moving.seal'>): Promise<void>
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
  /** Keeps the passphrase of those made by themselves. */
  sealer: SecretKeeper
  scheduled: Pick<ScheduledBackups, 'stand' | 'lookNow'>
  clock: Clock
}): MovingService {
  const { dataFolder, version, keeper, desktop, secrets, storedKeys, liveRuns, settings, sealer, scheduled, clock } =
    dependencies
  let chosen: string | null = null

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
      const { keys, left } =
        withKeys && passphrase !== null ? await revealKeys(storedKeys(), secrets) : { keys: [], left: 0 }
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
      const { sealed = false, withKeys = false } = settings.current().backups ?? {}
      settings.save({ backups: { folder, every, sealed, withKeys } })
    },
    planned: scheduled.stand,
    async seal({ passphrase, withKeys, keyStorage }) {
      const { backups } = settings.current()
      if (backups === null) throw new CodedError('request.invalid', {}, 'there are no backups by themselves')
      // First where it is kept: a backup is never promised a lock there is no key for.
      if (passphrase !== null) await sealer.keep(passphraseName, passphrase, keyStorage)
      settings.save({ backups: { ...backups, sealed: passphrase !== null, withKeys: passphrase !== null && withKeys } })
      if (passphrase === null) sealer.forget(passphraseName)
      void scheduled.lookNow()
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

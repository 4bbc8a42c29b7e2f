import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createKeeper } from '../../../electron/keeper/create-keeper.ts'
import { settleExchange } from '../../../electron/storage/moving/exchange.ts'
import { readStoredKeys } from '../../../electron/storage/moving/stored-keys.ts'
import { createKeeperHost } from '../../../electron/supervisor/books/keeper-host.ts'
import { createMovingService, passphraseName } from '../../../electron/supervisor/moving/moving-service.ts'
import { createKeptSecretRepository } from '../../../electron/storage/companion/kept-secrets.ts'
import { createSecretKeeper } from '../../../electron/supervisor/providers/secret-keeper.ts'
import { createSettingsService } from '../../../electron/supervisor/settings/settings-service.ts'
import { createProcessHost } from '../../../electron/supervisor/processes/process-host.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { createFakeDesktop } from '../../helpers/fake-desktop.ts'
import { createFakeProcesses } from '../../helpers/fake-processes.ts'
import { createFakeSecrets } from '../../helpers/fake-secrets.ts'
import { birthday } from '../../helpers/things.ts'
import { furnish, rowsOf, secretOfMailbox } from '../../storage/moving/house.ts'

function setUp() {
  const { folder, db, close } = furnish()
  onTestFinished(close)
  const clock = createFakeClock(birthday)
  const desktop = createFakeDesktop()
  const secrets = createFakeSecrets()
  const live = { count: 0 }
  const { spawn } = createFakeProcesses({ keeper: ({ port }) => createKeeper(port) })
  const looked = { count: 0 }
  const sealer = createSecretKeeper({ rows: createKeptSecretRepository(db), secrets })
  const settings = createSettingsService({
    store: { read: () => undefined, write: () => undefined },
    systemLanguage: 'en',
    publish: () => undefined,
  })
  const moving = createMovingService({
    ...{ dataFolder: folder, version: '0.1.0', desktop, secrets, clock },
    keeper: createKeeperHost(createProcessHost({ spawn, clock })),
    storedKeys: () => readStoredKeys(db),
    liveRuns: () => live.count,
    ...{ settings, sealer },
    scheduled: {
      stand: () => ({ newest: null, error: null }),
      async lookNow() {
        looked.count += 1
      },
    },
  })
  const target = join(temporaryFolder(), 'all.kaihe-backup')
  desktop.pick(target)
  return { folder, db, close, desktop, secrets, live, moving, target, settings, sealer, looked }
}
const passphrase = 'correct horse'

describe('moving house', () => {
  it('takes keys along sealed, and has them protected by the key store they come to', async () => {
    const { folder, close, desktop, secrets, moving, target } = setUp()
    expect(await moving.backUp({ passphrase, withKeys: true })).toMatchObject({ path: target, keys: 1, keysLeftOut: 0 })
    expect(await moving.choose()).toEqual({ name: 'all.kaihe-backup', at: birthday, app: '0.1.0', sealed: true })
    await expect(moving.restore('wrong horse')).rejects.toMatchObject({ code: 'backup.wrongPassphrase' })
    expect(desktop.acts()).not.toContain('relaunch')
    expect(settleExchange(folder)).toBe('nothing')
    expect(await moving.restore(passphrase)).toEqual({ keys: 1, keysLeftOut: 0 })
    expect(desktop.acts()).toContain('relaunch')
    close()
    expect(settleExchange(folder)).toBe('restored')
    const [kept] = rowsOf(join(folder, 'companion.db'), 'SELECT storage, content FROM kept_secrets')
    expect(kept).toEqual({ storage: 'protected', content: await secrets.protect(secretOfMailbox) })
  }, 60_000)

  it('leaves keys out where nothing protects them, and says so', async () => {
    const { folder, secrets, moving } = setUp()
    await moving.backUp({ passphrase, withKeys: true })
    await moving.choose()
    secrets.become('missing')
    expect(await moving.restore(passphrase)).toEqual({ keys: 0, keysLeftOut: 1 })
    expect(readFileSync(join(folder, 'incoming', 'companion.db')).includes(secretOfMailbox)).toBe(false)
  }, 60_000)

  it('takes no key along without a passphrase', async () => {
    const { moving } = setUp()
    expect(await moving.backUp({ passphrase: null, withKeys: true })).toMatchObject({ keys: 0 })
  })

  it('replaces and deletes nothing while a run is live', async () => {
    const { folder, desktop, live, moving } = setUp()
    await moving.backUp({ passphrase: null, withKeys: false })
    await moving.choose()
    live.count = 1
    await expect(moving.restore(null)).rejects.toMatchObject({ code: 'backup.runsLive' })
    expect(() => moving.deleteAll()).toThrow('backup.runsLive')
    expect(settleExchange(folder)).toBe('nothing')
    live.count = 0
    moving.deleteAll()
    expect(desktop.acts()).toContain('relaunch')
    expect(settleExchange(folder)).toBe('deleted')
    expect(existsSync(join(folder, 'companion.db'))).toBe(false)
  })

  it('keeps the passphrase of backups by themselves where keys are, and nowhere else', async () => {
    const { folder, db, desktop, moving, settings, sealer, looked } = setUp()
    const order = { passphrase, withKeys: true, keyStorage: 'protected' as const }
    await expect(moving.seal(order)).rejects.toMatchObject({ code: 'request.invalid' })
    const backups = temporaryFolder()
    desktop.pick(backups)
    await moving.plan('day')
    expect(looked.count).toBe(0)
    await moving.seal(order)
    expect(settings.current().backups).toEqual({ folder: backups, every: 'day', sealed: true, withKeys: true })
    expect(await sealer.reveal(passphraseName)).toBe(passphrase)
    expect(JSON.stringify(settings.current())).not.toContain(passphrase)
    db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    expect(readFileSync(join(folder, 'companion.db')).includes(passphrase)).toBe(false)
    expect(looked.count).toBe(1)
    await moving.plan('week')
    expect(settings.current().backups).toMatchObject({ every: 'week', sealed: true, withKeys: true })
    await moving.seal({ ...order, passphrase: null })
    expect(settings.current().backups).toMatchObject({ sealed: false, withKeys: false })
    expect(await sealer.reveal(passphraseName)).toBeNull()
  })

  it('promises no lock where the passphrase cannot be kept', async () => {
    const { desktop, moving, secrets, settings } = setUp()
    desktop.pick(temporaryFolder())
    await moving.plan('day')
    secrets.become('missing')
    const order = { passphrase, withKeys: false, keyStorage: 'protected' as const }
    await expect(moving.seal(order)).rejects.toMatchObject({ code: 'keyring.unavailable' })
    expect(settings.current().backups?.sealed).toBe(false)
  })

  it('does nothing where the dialogs are closed', async () => {
    const { desktop, moving } = setUp()
    desktop.pick(null)
    expect(await moving.backUp({ passphrase: null, withKeys: false })).toBeNull()
    expect(await moving.choose()).toBeNull()
    await expect(moving.restore(null)).rejects.toMatchObject({ code: 'backup.notChosen' })
  })
})

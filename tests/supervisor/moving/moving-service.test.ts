import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createKeeper } from '../../../electron/keeper/create-keeper.ts'
import { settleExchange } from '../../../electron/storage/moving/exchange.ts'
import { readStoredKeys } from '../../../electron/storage/moving/stored-keys.ts'
import { createKeeperHost } from '../../../electron/supervisor/books/keeper-host.ts'
import { createMovingService } from '../../../electron/supervisor/moving/moving-service.ts'
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
  const moving = createMovingService({
    ...{ dataFolder: folder, version: '0.1.0', desktop, secrets, clock },
    keeper: createKeeperHost(createProcessHost({ spawn, clock })),
    storedKeys: () => readStoredKeys(db),
    liveRuns: () => live.count,
    settings: createSettingsService({
      store: { read: () => undefined, write: () => undefined },
      systemLanguage: 'en',
      publish: () => undefined,
    }),
  })
  const target = join(temporaryFolder(), 'all.kaihe-backup')
  desktop.pick(target)
  return { folder, db, close, desktop, secrets, live, moving, target }
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

  it('does nothing where the dialogs are closed', async () => {
    const { desktop, moving } = setUp()
    desktop.pick(null)
    expect(await moving.backUp({ passphrase: null, withKeys: false })).toBeNull()
    expect(await moving.choose()).toBeNull()
    await expect(moving.restore(null)).rejects.toMatchObject({ code: 'backup.notChosen' })
  })
})

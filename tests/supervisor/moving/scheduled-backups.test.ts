import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { packHouse } from '../../../electron/storage/moving/pack.ts'
import { createScheduledBackups } from '../../../electron/supervisor/moving/scheduled-backups.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { settle } from '../../helpers/fake-processes.ts'
import { birthday } from '../../helpers/things.ts'
import { furnish, unpack } from '../../storage/moving/house.ts'

const day = 24 * 3_600_000

const passphrase = 'seven quiet geese'
const key = { place: 'kept' as const, name: 'mail:1', text: 'hunter2' }

function setUp(every: 'day' | 'week' | null, sealed: { withKeys: boolean } | null = null) {
  const { folder: dataFolder, close } = furnish()
  const folder = join(temporaryFolder())
  const clock = createFakeClock(birthday)
  const events: AppEvent[] = []
  const plan: Settings['backups'] =
    every === null ? null : { folder, every, sealed: sealed !== null, withKeys: sealed?.withKeys === true }
  const keyring = { reveal: async (): Promise<string | null> => passphrase }
  let last: Promise<unknown> = Promise.resolve()
  const backups = createScheduledBackups({
    ...{ dataFolder, version: '0.1.0', clock },
    pack(order) {
      const done = packHouse({ ...order, work: 10 })
      last = done.catch(() => undefined)
      return done
    },
    plan: () => plan,
    passphrase: () => keyring.reveal(),
    keys: async () => [key],
    publish: (event) => events.push(event),
  })
  onTestFinished(close)
  onTestFinished(backups.close)
  const pass = async (milliseconds: number) => {
    for (let left = milliseconds; left > 0; left -= 3_600_000) {
      clock.advance(Math.min(left, 3_600_000))
      await settle()
      await last
      await settle()
    }
  }
  backups.start()
  return { folder, events, pass, backups, keyring }
}

describe('backups on a schedule', () => {
  it('are made once a day, and the newest five stay', async () => {
    const { folder, events, pass } = setUp('day')
    await pass(7 * day)
    const names = readdirSync(folder).sort()
    expect(names).toHaveLength(5)
    expect(names[0]).toBe('Kaihe 2026-05-04 by itself.kaihe-backup')
    expect(events).toHaveLength(8)
    expect(events.at(-1)).toEqual({ type: 'backup.tried', day: '2026-05-08', error: null })
    expect((await unpack(join(folder, names[4] ?? ''))).keys).toEqual([])
  }, 60_000)

  it('are made once a week, or never', async () => {
    const weekly = setUp('week')
    await weekly.pass(6 * day)
    expect(readdirSync(weekly.folder)).toHaveLength(1)
    await weekly.pass(2 * day)
    expect(readdirSync(weekly.folder)).toHaveLength(2)
    const never = setUp(null)
    await never.pass(day)
    expect(readdirSync(never.folder)).toEqual([])
  }, 60_000)

  it('are told of once a day where their folder is gone, and go on when it is back', async () => {
    const { folder, events, pass } = setUp('day')
    rmSync(folder, { recursive: true })
    await pass(4 * 3_600_000)
    expect(events).toMatchObject([{ type: 'backup.tried', day: '2026-05-01', error: { code: 'backup.placeGone' } }])
  }, 60_000)

  it.each([true, false])(
    'are locked where a passphrase is set, with keys only where wished (%s)',
    async (withKeys) => {
      const { folder, events, pass, backups } = setUp('day', { withKeys })
      await pass(3_600_000)
      const [name = ''] = readdirSync(folder)
      expect(backups.stand()).toEqual({ newest: '2026-05-01', error: null })
      await expect(unpack(join(folder, name))).rejects.toMatchObject({ code: 'backup.passphraseMissing' })
      expect((await unpack(join(folder, name), { passphrase })).keys).toEqual(withKeys ? [key] : [])
      expect(events).toEqual([{ type: 'backup.tried', day: '2026-05-01', error: null }])
    },
    60_000,
  )

  it.each([
    ['no longer has it', async () => null],
    ['was set up anew', () => Promise.reject(new CodedError('keyring.changed'))],
    ['is closed', () => Promise.reject(new CodedError('keyring.locked'))],
  ])(
    'are never made without the lock where the key store %s, and go on when it is back',
    async (_, reveal) => {
      const { folder, events, pass, backups, keyring } = setUp('day', { withKeys: false })
      keyring.reveal = reveal
      await pass(5 * 3_600_000)
      expect(readdirSync(folder)).toEqual([])
      const told = { type: 'backup.tried', error: { code: 'backup.passphraseUnreadable' } }
      expect(events).toMatchObject([told])
      expect(JSON.stringify(events)).not.toContain(passphrase)
      expect(backups.stand()).toMatchObject({ newest: null, error: told.error })
      keyring.reveal = async () => passphrase
      await backups.lookNow()
      expect(readdirSync(folder)).toHaveLength(1)
      expect(backups.stand().error).toBeNull()
      expect(events.at(-1)).toMatchObject({ type: 'backup.tried', error: null })
    },
    60_000,
  )
})

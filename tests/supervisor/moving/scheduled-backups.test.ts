import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { packHouse } from '../../../electron/storage/moving/pack.ts'
import { createScheduledBackups } from '../../../electron/supervisor/moving/scheduled-backups.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { birthday } from '../../helpers/things.ts'
import { furnish, unpack } from '../../storage/moving/house.ts'

const day = 24 * 3_600_000

function setUp(every: 'day' | 'week' | null) {
  const { folder: dataFolder, close } = furnish()
  const folder = join(temporaryFolder())
  const clock = createFakeClock(birthday)
  const events: AppEvent[] = []
  const plan: Settings['backups'] = every === null ? null : { folder, every }
  let last: Promise<unknown> = Promise.resolve()
  const backups = createScheduledBackups({
    ...{ dataFolder, version: '0.1.0', clock },
    pack(order) {
      const done = packHouse(order)
      last = done.catch(() => undefined)
      return done
    },
    plan: () => plan,
    publish: (event) => events.push(event),
  })
  onTestFinished(close)
  onTestFinished(backups.close)
  const pass = async (milliseconds: number) => {
    for (let left = milliseconds; left > 0; left -= 3_600_000) {
      clock.advance(Math.min(left, 3_600_000))
      await last
      for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
    }
  }
  backups.start()
  return { folder, events, pass }
}

describe('backups on a schedule', () => {
  it('are made once a day, and the newest five stay', async () => {
    const { folder, events, pass } = setUp('day')
    await pass(7 * day)
    const names = readdirSync(folder).sort()
    expect(names).toHaveLength(5)
    expect(names[0]).toBe('Kaihe 2026-05-04 by itself.kaihe-backup')
    expect(events).toEqual([])
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
    expect(events.map(({ type }) => type)).toEqual(['notice'])
  }, 60_000)
})

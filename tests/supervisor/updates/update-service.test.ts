import { describe, expect, it } from 'vitest'
import type { Installer, Offered } from '../../../electron/supervisor/updates/installer.ts'
import { createUpdateService } from '../../../electron/supervisor/updates/update-service.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import { defaultSettings, type Settings } from '../../../shared/model/settings.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { birthday } from '../../helpers/things.ts'

const hour = 3_600_000
const turns = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

function setUp(
  options: { feed?: string | null; place?: number; said?: string; kept?: unknown; updates?: Settings['updates'] } = {},
) {
  const clock = createFakeClock(birthday)
  const log: string[] = []
  const events: AppEvent[] = []
  let settings: Settings = { ...defaultSettings, updates: options.updates ?? defaultSettings.updates }
  let kept: unknown = options.kept
  const world = {
    offered: { version: '1.1.0', share: 100 } as Offered | null,
    failure: null as CodedError | null,
    live: 0,
    metered: false,
  }
  const installer: Installer = {
    comesBack: true,
    async find(feed) {
      log.push(`find ${feed}`)
      if (world.failure?.code === 'update.feedUnreachable') throw world.failure
      return world.offered
    },
    async fetch() {
      log.push('fetch')
      if (world.failure !== null) throw world.failure
    },
    async apply() {
      log.push('apply')
    },
  }
  const service = createUpdateService({
    version: '1.0.0',
    feed: options.feed === undefined ? 'https://updates.example' : options.feed,
    installer,
    settings: { current: () => settings },
    store: { read: () => kept, write: (next) => void (kept = next) },
    outcome: { take: () => options.said ?? null, reportGoodStart: (version) => void log.push(`good start ${version}`) },
    liveRuns: () => world.live,
    isMetered: async () => world.metered,
    clock,
    random: () => (options.place ?? 0) / 100,
    publish: (event) => void events.push(event),
  })
  return {
    ...{ service, clock, log, events, world },
    kept: () => kept,
    change(updates: Settings['updates']) {
      settings = { ...settings, updates }
      service.observe({ type: 'settings.saved', settings })
    },
    async pass(milliseconds: number) {
      for (let passed = 0; passed < milliseconds; passed += hour) {
        clock.advance(Math.min(hour, milliseconds - passed))
        await turns()
      }
    },
  }
}

describe('by itself', () => {
  it('reports a good start, looks a little later, fetches what is newer, and puts nothing in place', async () => {
    const { service, log, pass } = setUp()
    service.start()
    expect(log).toEqual(['good start 1.0.0'])
    await pass(hour)
    expect(log).toEqual(['good start 1.0.0', 'find https://updates.example', 'fetch'])
    expect(service.state()).toMatchObject({ stage: 'ready', version: '1.1.0', error: null })
    await pass(30 * hour)
    // It looks once a day, and what is ready is not fetched again.
    expect(log.filter((line) => line.startsWith('find'))).toHaveLength(2)
    expect(log.filter((line) => line === 'fetch')).toHaveLength(1)
    service.close()
    await pass(100 * hour)
    expect(log).not.toContain('apply')
    expect(log.filter((line) => line.startsWith('find'))).toHaveLength(2)
  })

  it('leaves the archive where it is while the connection costs by the amount, unless its owner says so', async () => {
    const { service, log, world, pass } = setUp()
    world.metered = true
    service.start()
    await pass(hour)
    const waits = { stage: 'current', error: { code: 'update.metered', params: { version: '1.1.0' } } }
    expect(service.state()).toMatchObject(waits)
    expect(await service.look()).toMatchObject(waits)
    expect(log).not.toContain('fetch')
    expect(await service.look(true)).toMatchObject({ stage: 'ready', error: null })
    const later = setUp()
    later.world.metered = true
    later.service.start()
    await later.pass(hour)
    later.world.metered = false
    await later.pass(30 * hour)
    expect(later.service.state()).toMatchObject({ stage: 'ready', error: null })
  })

  it('does nothing when it is switched off, and begins when it is switched on', async () => {
    const { service, log, pass, change } = setUp({ updates: { automatic: false, feed: null } })
    service.start()
    await pass(48 * hour)
    expect(log).toEqual(['good start 1.0.0'])
    change({ automatic: true, feed: 'https://other.example' })
    await pass(hour)
    expect(log).toContain('find https://other.example')
    change({ automatic: false, feed: null })
    const before = log.length
    await pass(72 * hour)
    expect(log).toHaveLength(before)
  })

  it('takes a version that goes to a part of all computers when it is among them; its owner may always', async () => {
    const outside = setUp({ place: 40 })
    outside.world.offered = { version: '1.1.0', share: 40 }
    outside.service.start()
    await outside.pass(hour)
    expect(outside.service.state().stage).toBe('current')
    expect((await outside.service.look()).stage).toBe('ready')
    const inside = setUp({ place: 39 })
    inside.world.offered = { version: '1.1.0', share: 40 }
    inside.service.start()
    await inside.pass(hour)
    expect(inside.service.state().stage).toBe('ready')
  })

  it('stands at the same place after every start', async () => {
    const { service, world, pass, kept } = setUp({ place: 10, kept: { place: 90, lookedAt: null, failed: null } })
    world.offered = { version: '1.1.0', share: 50 }
    service.start()
    await pass(hour)
    expect(service.state().stage).toBe('current')
    expect(kept()).toMatchObject({ place: 90 })
  })
})

it.each(['1.0.0', '0.9.0', '1.0.0-beta'])('%s is not newer', async (version) => {
  const { service, world, log } = setUp()
  world.offered = { version, share: 100 }
  expect((await service.look()).stage).toBe('current')
  expect(log).not.toContain('fetch')
})

it('is put in place when the owner says so, and never while a run is live', async () => {
  const { service, world, log } = setUp()
  await expect(service.install()).rejects.toMatchObject({ code: 'update.notReady' })
  await service.look()
  world.live = 2
  await expect(service.install()).rejects.toMatchObject({ code: 'update.runsLive' })
  expect(log).not.toContain('apply')
  world.live = 0
  await service.install()
  expect(log).toContain('apply')
})

it('says what went wrong, and that it is over when it is', async () => {
  const { service, world } = setUp()
  world.failure = new CodedError('update.feedUnreachable', { host: 'updates.example' })
  expect(await service.look()).toMatchObject({ stage: 'current', error: { code: 'update.feedUnreachable' } })
  world.failure = new CodedError('update.corrupted', { version: '1.1.0' })
  expect(await service.look()).toMatchObject({ stage: 'current', error: { code: 'update.corrupted' } })
  world.failure = null
  expect(await service.look()).toMatchObject({ stage: 'ready', error: null })
})

it('a version the system did not put in place is told of, and may be taken again', async () => {
  const { service, events, pass, log } = setUp({ said: 'not-installed 1.1.0' })
  service.start()
  expect(events).toMatchObject([
    { type: 'notice', error: { code: 'update.notInstalled', params: { version: '1.1.0' } } },
  ])
  expect(service.state().backedOut).toBeNull()
  await pass(hour)
  expect(log).toContain('fetch')
})

it('without a feed nothing is looked for', async () => {
  const { service, log } = setUp({ feed: null })
  expect((await service.look()).stage).toBe('noFeed')
  expect(log).toEqual([])
})

it('a version that did not start here is told of, and not taken again by itself', async () => {
  const { service, events, pass, log } = setUp({ said: 'backed-out 1.1.0' })
  service.start()
  expect(events).toMatchObject([{ type: 'notice', error: { code: 'update.backedOut', params: { version: '1.1.0' } } }])
  expect(service.state().backedOut).toBe('1.1.0')
  await pass(hour)
  expect(log).not.toContain('fetch')
  expect((await service.look()).stage).toBe('ready')
})

import { describe, expect, it } from 'vitest'
import { createGoodGuest, type GoodGuest } from '../../../electron/supervisor/power/good-guest.ts'
import { defaultSettings } from '../../../shared/model/settings.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { birthday, makeRun } from '../../helpers/things.ts'

const saved = { type: 'run.saved', run: makeRun() } as const

function setUp({ battery = true, free = 9e9 }: { battery?: boolean; free?: number | null } = {}) {
  const clock = createFakeClock(birthday)
  const told: string[][] = []
  const held = new Set<string>()
  let settings = defaultSettings
  let isUsed = false
  let looks = 0
  let plugged: () => void = () => undefined
  let room = free
  const network = { costs: false, asked: 0, waiting: 0 }
  const log: string[] = []
  const guest: GoodGuest = createGoodGuest({
    settings: { current: () => settings },
    battery: battery
      ? {
          isUsed: () => isUsed,
          follow(listener) {
            plugged = listener
            return () => (plugged = () => undefined)
          },
        }
      : undefined,
    async freeBytes() {
      looks += 1
      return room
    },
    async isMetered() {
      network.asked += 1
      return network.costs
    },
    waits: () => network.waiting > 0,
    hold(reason, holds) {
      if (holds) held.add(reason)
      else held.delete(reason)
      if (reason !== 'metered') return
      log.push(holds ? 'close' : 'open')
      // One place is free: the queue lets one run go, and tells of it.
      if (holds || network.waiting === 0) return
      network.waiting -= 1
      guest.observe(saved)
    },
    note: ({ heldFor }) => told.push([...heldFor]),
    clock,
  })
  return {
    ...{ clock, told, network, log },
    guest: {
      ...guest,
      async start() {
        guest.prepare()
        await guest.start()
      },
    },
    held: () => [...held],
    looks: () => looks,
    plug(on: boolean) {
      isUsed = !on
      plugged()
    },
    chooseMetered(pausesOnMetered: boolean) {
      settings = { ...settings, pausesOnMetered }
      guest.observe({ type: 'settings.saved', settings })
    },
    choose(pausesOnBattery: boolean) {
      settings = { ...settings, pausesOnBattery }
      guest.observe({ type: 'settings.saved', settings })
    },
    leave(bytes: number | null) {
      room = bytes
    },
  }
}

describe('on battery', () => {
  it('what starts by itself waits until the computer is plugged in', async () => {
    const { guest, plug, held, told } = setUp()
    await guest.start()
    expect(held()).toEqual([])
    plug(false)
    plug(false)
    expect(held()).toEqual(['battery'])
    plug(true)
    expect(held()).toEqual([])
    expect(told).toEqual([['battery'], []])
  })

  it('it goes on where its owner says so, and waits again when they take it back', async () => {
    const { guest, plug, choose, held } = setUp()
    await guest.start()
    plug(false)
    choose(false)
    expect(held()).toEqual([])
    choose(true)
    expect(held()).toEqual(['battery'])
    guest.close()
    plug(true)
    expect(held()).toEqual(['battery'])
  })

  it('is nothing a computer without one is asked about', async () => {
    const { guest, held } = setUp({ battery: false })
    await guest.start()
    expect(held()).toEqual([])
  })
})

describe('a disk that is nearly full', () => {
  it('holds everything until there is room, looked at once a minute and only then', async () => {
    const { guest, leave, held, clock, looks, told } = setUp({ free: 499_999_999 })
    await guest.start()
    expect(held()).toEqual(['lowDisk'])
    leave(500_000_000)
    clock.advance(59_999)
    expect(looks()).toBe(1)
    clock.advance(1)
    await expect.poll(held).toEqual([])
    expect(told).toEqual([['lowDisk'], []])
    expect(clock.pending()).toBe(0)
  })

  it('is noticed while runs come and go, at most every ten minutes', async () => {
    const { guest, leave, held, clock, looks } = setUp()
    await guest.start()
    leave(1)
    for (let minute = 0; minute < 10; minute += 1) {
      guest.observe(saved)
      clock.advance(60_000)
    }
    expect(looks()).toBe(1)
    guest.observe(saved)
    await expect.poll(held).toEqual(['lowDisk'])
  })

  it('is not guessed at where the system does not say', async () => {
    const { guest, held } = setUp({ free: null })
    await guest.start()
    expect(held()).toEqual([])
  })
})

describe('a way out that costs by the amount', () => {
  it('is nothing anybody is asked about unless its owner wishes to wait', async () => {
    const { guest, network, held } = setUp()
    network.costs = true
    network.waiting = 1
    await guest.start()
    guest.observe(saved)
    expect(network.asked).toBe(0)
    expect(held()).toEqual([])
  })

  it('is asked about for each run that would start by itself, and at no other time', async () => {
    const { guest, network, log, clock, chooseMetered } = setUp()
    chooseMetered(true)
    await guest.start()
    guest.observe(saved)
    clock.advance(86_400_000)
    expect(network.asked).toBe(0)
    network.waiting = 2
    guest.observe(saved)
    await expect.poll(() => network.waiting).toBe(1)
    expect(log).toEqual(['close', 'open', 'close'])
    // The first has ended.
    guest.observe(saved)
    await expect.poll(() => network.waiting).toBe(0)
    expect(network.asked).toBe(2)
  })

  it('keeps what starts by itself until it is another, and says so', async () => {
    const { guest, network, told, clock, held, chooseMetered } = setUp()
    chooseMetered(true)
    network.costs = true
    network.waiting = 1
    await guest.start()
    expect(told).toEqual([['metered']])
    guest.observe(saved)
    expect(network.asked).toBe(1)
    network.costs = false
    clock.advance(600_000)
    await expect.poll(() => network.waiting).toBe(0)
    expect(told).toEqual([['metered'], []])
    expect(held()).toEqual(['metered'])
    network.costs = true
    network.waiting = 1
    guest.observe(saved)
    await expect.poll(() => told.at(-1)).toEqual(['metered'])
    chooseMetered(false)
    expect(held()).toEqual([])
    expect(told.at(-1)).toEqual([])
  })

  it('is asked about again when the computer wakes, and by nobody after the end', async () => {
    const { guest, network, clock, chooseMetered } = setUp()
    chooseMetered(true)
    network.costs = true
    network.waiting = 1
    await guest.start()
    network.costs = false
    guest.wake()
    await expect.poll(() => network.waiting).toBe(0)
    network.waiting = 1
    network.costs = true
    guest.observe(saved)
    await expect.poll(() => network.asked).toBe(3)
    guest.close()
    clock.advance(3_600_000)
    expect(network.asked).toBe(3)
  })
})

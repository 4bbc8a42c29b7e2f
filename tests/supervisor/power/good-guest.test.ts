import { describe, expect, it } from 'vitest'
import { createGoodGuest } from '../../../electron/supervisor/power/good-guest.ts'
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
  const guest = createGoodGuest({
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
    hold: (reason, holds) => void (holds ? held.add(reason) : held.delete(reason)),
    note: ({ heldFor }) => told.push([...heldFor]),
    clock,
  })
  return {
    ...{ clock, guest, told },
    held: () => [...held],
    looks: () => looks,
    plug(on: boolean) {
      isUsed = !on
      plugged()
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

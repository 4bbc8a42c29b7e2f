import { describe, expect, it } from 'vitest'
import { createNetwork } from '../../../electron/gateway/lines/network.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { start } from '../open-test-gateway.ts'

const here = 'api.here.com'
const never = new AbortController().signal
const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

function makeNetwork(hosts: readonly string[] = [here, 'api.there.com']) {
  const clock = createFakeClock(start)
  const world = { isConnected: true, reached: new Set<string>(), asked: [] as string[] }
  const network = createNetwork({
    clock,
    random: () => 0,
    isConnected: () => world.isConnected,
    addresses: () => hosts.map((host) => `https://${host}/v1`),
    reach: async (address) => {
      world.asked.push(new URL(address).host)
      return world.reached.has(new URL(address).host)
    },
  })
  return { clock, world, network }
}

describe('a failure to reach a service', () => {
  it('means no network when no other service can be reached either', async () => {
    const { network, world } = makeNetwork()
    expect(await network.judge({ host: here, away: 'perhaps' })).toBe(true)
    expect([network.isAway(), world.asked]).toEqual([true, ['api.there.com']])
  })

  it.each(['perhaps', 'surely'] as const)(
    '(%s) is that service’s own when another answers, now or a moment ago',
    async (away) => {
      const { network, world } = makeNetwork()
      world.reached.add('api.there.com')
      expect(await network.judge({ host: here, away })).toBe(false)
      world.reached.clear()
      network.answered('api.there.com')
      expect(await network.judge({ host: here, away })).toBe(false)
      expect(network.isAway()).toBe(false)
    },
  )

  it('means no network without a question when the system has none', async () => {
    const { network, world } = makeNetwork()
    world.isConnected = false
    expect(await network.judge({ host: here, away: 'perhaps' })).toBe(true)
    expect(world.asked).toEqual([])
  })

  it('of the only service is a wrong name, unless that has answered before or the system says otherwise', async () => {
    const { network } = makeNetwork([here])
    expect(await network.judge({ host: here, away: 'perhaps' })).toBe(false)
    expect(await network.judge({ host: here, away: 'surely' })).toBe(true)
    const known = makeNetwork([here])
    known.network.answered(here)
    expect(await known.network.judge({ host: here, away: 'perhaps' })).toBe(true)
  })

  it('is judged once for many calls that fail together', async () => {
    const { network, world } = makeNetwork()
    await Promise.all(Array.from({ length: 20 }, () => network.judge({ host: here, away: 'perhaps' })))
    expect(world.asked).toHaveLength(1)
  })
})

describe('a network that is away', () => {
  const goAway = async () => {
    const made = makeNetwork()
    await made.network.judge({ host: here, away: 'perhaps' })
    made.world.asked = []
    const back: string[] = []
    for (const name of ['a', 'b']) void made.network.back(never).then(() => back.push(name))
    return { ...made, back }
  }

  it('is looked for gently, for as long as it takes, and lets everyone go on when it is back', async () => {
    const { network, world, clock, back } = await goAway()
    const pauses = [2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]
    for (const [index, pause] of pauses.entries()) {
      clock.advance(pause - 1)
      await settle()
      expect(world.asked).toHaveLength(index * 2)
      clock.advance(1)
      await settle()
    }
    world.reached.add('api.there.com')
    clock.advance(60_000)
    await settle()
    expect([network.isAway(), back]).toEqual([false, ['a', 'b']])
    expect(clock.pending()).toBe(0)
  })

  it('is not looked for while the system has none', async () => {
    const { world, clock } = await goAway()
    world.isConnected = false
    clock.advance(600_000)
    await settle()
    expect(world.asked).toEqual([])
  })

  it('is back at once when anything answers, or when a look is asked for', async () => {
    const first = await goAway()
    first.network.answered('api.there.com')
    await settle()
    expect(first.back).toEqual(['a', 'b'])
    const second = await goAway()
    second.world.reached.add(here)
    second.network.look()
    await settle()
    expect(second.back).toEqual(['a', 'b'])
  })

  it('is not waited for by a call that is stopped, and not looked for when nobody waits', async () => {
    const { network, world, clock } = makeNetwork()
    await network.judge({ host: here, away: 'perhaps' })
    world.asked = []
    const stopper = new AbortController()
    const waiting = network.back(stopper.signal)
    stopper.abort(new Error('stopped'))
    await expect(waiting).rejects.toThrow('stopped')
    clock.advance(2_000)
    await settle()
    expect([world.asked, network.isAway(), clock.pending()]).toEqual([[], false, 0])
  })
})

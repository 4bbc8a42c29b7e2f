import { describe, expect, it } from 'vitest'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import { providerIdSchema } from '../../../shared/model/brand.ts'
import { noUsage } from '../../../shared/model/usage.ts'
import { settle } from '../../helpers/fake-processes.ts'
import { createGatewayWorld, passOf, runOne } from '../../helpers/gateway-world.ts'
import { birthday } from '../../helpers/things.ts'

describe('a provider that does not answer', () => {
  it('is told of, and no longer once the gateway that knew it is gone', async () => {
    const { host, gateway, fakes, healths } = createGatewayWorld()
    await host.admit(passOf('one'))
    const down = providerIdSchema.parse('down')
    const upAgain = providerIdSchema.parse('up-again')
    const error = toAppError(new CodedError('provider.serverError'))
    const health = { error, since: birthday, triedAgainAt: birthday }
    for (const providerId of [down, upAgain]) gateway.report({ type: 'provider.health', providerId, health })
    gateway.report({ type: 'provider.health', providerId: upAgain, health: null })
    await settle()
    fakes.newest('gateway').exit(139)
    await settle()
    expect(healths).toEqual([
      [down, health],
      [upAgain, health],
      [upAgain, null],
      [down, null],
    ])
  })
})

describe('a gateway that dies', () => {
  it('is started again, knows the live runs, and tells them where it is now', async () => {
    const { host, gateway, fakes, states, pass } = createGatewayWorld()
    await host.admit(passOf('one'))
    await host.admit(passOf('two'))
    fakes.newest('gateway').exit(-9)
    await settle()
    expect(host.state()).toBe('restarting')
    const found = host.doorOf(runOne)
    await pass(200)
    expect(await found).toEqual({ baseUrl: 'http://127.0.0.1:40002/v1', token: passOf('one').token })
    expect([...gateway.tokens.keys()]).toEqual(['one', 'two'])
    expect(states).toEqual(['starting', 'ready', 'restarting', 'ready'])
  })

  it('sleeps on when nobody needs it', async () => {
    const { host, fakes, pass } = createGatewayWorld()
    await host.whenReady()
    fakes.newest('gateway').exit(-9)
    await pass(5_000)
    expect(fakes.started).toHaveLength(1)
    expect(host.state()).toBe('asleep')
  })

  it('is waited for longer each time, up to half a minute, and given up after ten failures in a row', async () => {
    const { host, gateway, fakes, states, pass } = createGatewayWorld()
    gateway.deadly.add('configure')
    const outcome = host.whenReady().then(
      () => 'ready',
      (error: unknown) => String(error),
    )
    await settle()
    const starts: number[] = []
    for (let second = 0; second <= 120; second += 1) {
      starts.push(fakes.started.length)
      await pass(1_000)
    }
    expect(fakes.started).toHaveLength(10)
    // 0.2 0.4 0.8 1.6 3.2 6.4 12.8 25.6 30 seconds between the starts.
    expect([0, 1, 2, 4, 7, 13, 26, 52, 82].map((second) => starts[second])).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(await outcome).toContain('gateway.unavailable')
    expect(host.state()).toBe('failed')
    expect(states.at(-1)).toBe('failed')
    gateway.deadly.clear()
    await host.whenReady()
    expect(host.state()).toBe('ready')
  })

  it('counts a failure as the first again after a minute of health', async () => {
    const { host, fakes, pass } = createGatewayWorld()
    await host.admit(passOf('one'))
    for (let death = 0; death < 4; death += 1) {
      fakes.newest('gateway').exit(1)
      await pass(200 * 2 ** death)
      expect(host.state(), `death ${death}`).toBe('ready')
    }
    await pass(60_000, 1_000)
    fakes.newest('gateway').exit(1)
    await pass(200)
    expect(host.state()).toBe('ready')
  })

  it('takes a system that cannot start it for a failure, too', async () => {
    const { host, fakes, pass } = createGatewayWorld()
    fakes.refuse('EAGAIN')
    const ready = host.whenReady()
    await settle()
    fakes.refuse(null)
    await pass(200)
    await ready
    expect(host.state()).toBe('ready')
  })

  it('is asked again by who was being answered, and nobody else is cut off', async () => {
    const { host, gateway, fakes, pass } = createGatewayWorld()
    await host.admit(passOf('one'))
    gateway.ledger.set(runOne, { ...noUsage, calls: 5 })
    gateway.deaf.add('run.end')
    const ended = host.endRun(runOne)
    await settle()
    gateway.deaf.clear()
    fakes.newest('gateway').exit(-9)
    await pass(200)
    expect((await ended).calls).toBe(5)
  })

  it('tells a plain caller that it is gone', async () => {
    const { host, gateway, fakes } = createGatewayWorld()
    const { call } = await host.whenReady()
    gateway.deaf.add('usage.between')
    const answer = call('usage.between', { from: birthday, to: birthday })
    await settle()
    fakes.newest('gateway').exit(-9)
    await expect(answer).rejects.toThrow('gateway.unavailable')
  })

  it('does not let a run in again that was stopped meanwhile', async () => {
    const { host, gateway, fakes, pass } = createGatewayWorld()
    await host.admit(passOf('one'))
    await host.admit(passOf('two'))
    fakes.newest('gateway').exit(-9)
    await settle()
    const stopped = host.stopRun(runOne)
    await pass(200)
    await stopped
    expect([...gateway.tokens.keys()]).toEqual(['two'])
  })
})

describe('a gateway that hangs', () => {
  it('is killed when it does not close a stopped run’s connections, and asked again for what that run cost', async () => {
    const { host, gateway, fakes, pass } = createGatewayWorld()
    await host.admit(passOf('one'))
    gateway.ledger.set(runOne, { ...noUsage, calls: 2 })
    gateway.deaf.add('run.stop')
    const stopped = host.stopRun(runOne)
    await pass(4_900)
    expect(fakes.started).toHaveLength(1)
    gateway.deaf.clear()
    await pass(400)
    expect((await stopped).calls).toBe(2)
    expect(fakes.alive('gateway')).toHaveLength(1)
    expect(fakes.started).toHaveLength(2)
  })

  it('is killed after three signs of life that did not come', async () => {
    const { host, gateway, fakes, pass } = createGatewayWorld()
    await host.admit(passOf('one'))
    gateway.deaf.add('run.usage')
    await pass(29_000, 1_000)
    expect(fakes.started).toHaveLength(1)
    gateway.deaf.clear()
    await pass(3_000, 1_000)
    expect(fakes.started).toHaveLength(1)
    gateway.deaf.add('run.usage')
    await pass(41_000, 1_000)
    expect(fakes.started).toHaveLength(2)
    expect(host.state()).toBe('ready')
  })

  it('is not killed for the time the PC slept', async () => {
    const { clock, host, fakes, pass } = createGatewayWorld()
    await host.admit(passOf('one'))
    for (let hour = 0; hour < 5; hour += 1) {
      clock.jump(3_600_000)
      await pass(15_000, 1_000)
    }
    expect(fakes.started).toHaveLength(1)
  })

  it('is killed when it cannot even be configured', async () => {
    const { host, gateway, fakes, pass } = createGatewayWorld()
    gateway.deaf.add('configure')
    const ready = host.whenReady()
    await pass(20_000, 1_000)
    gateway.deaf.clear()
    await pass(400)
    await ready
    expect(fakes.started).toHaveLength(2)
    expect(fakes.alive('gateway')).toHaveLength(1)
  })
})

describe('a gateway whose files cannot be used', () => {
  it('says so at once instead of trying again and again', async () => {
    const { host, fakes, states } = createGatewayWorld(() => Promise.reject(new CodedError('storage.newer')))
    await expect(host.whenReady()).rejects.toThrow('storage.newer')
    expect(fakes.started).toHaveLength(1)
    expect(states.at(-1)).toBe('failed')
  })
})

import { describe, expect, it } from 'vitest'
import { CodedError } from '../../../shared/contract/errors.ts'
import { noSpendingRules } from '../../../shared/model/budget.ts'
import { noUsage } from '../../../shared/model/usage.ts'
import { settle } from '../../helpers/fake-processes.ts'
import { createGatewayWorld, ledgerPath, passOf, runOne } from '../../helpers/gateway-world.ts'
import { birthday, makeProvider } from '../../helpers/things.ts'

describe('a gateway that is needed', () => {
  it('sleeps until somebody asks, is started once for all who ask, and told what it must know', async () => {
    const armed = { provider: makeProvider(), key: 'secret' }
    const { host, gateway, fakes, states } = createGatewayWorld(async () => [armed])
    expect(fakes.started).toEqual([])
    const [first, second] = await Promise.all([host.whenReady(), host.whenReady()])
    expect(first.port).toBe(second.port)
    expect(fakes.started).toHaveLength(1)
    expect(gateway.configured).toEqual([
      { ledgerPath, zone: 'Asia/Shanghai', providers: [armed], spending: noSpendingRules },
    ])
    expect(states).toEqual(['starting', 'ready'])
  })

  it('has what the owner changed before the run that asks next', async () => {
    const { host, gateway } = createGatewayWorld()
    await host.whenReady()
    const handed = host.reconfigure()
    await host.admit(passOf('run-1'))
    await handed
    expect(gateway.asked).toEqual(['configure', 'configure', 'run.admit run-1'])
  })

  it('is asked to look for the network when the PC wakes up, though it is not woken for that', async () => {
    const { host, gateway, fakes } = createGatewayWorld()
    host.lookForNetwork()
    await settle()
    expect(fakes.started).toEqual([])
    await host.whenReady()
    host.lookForNetwork()
    await settle()
    expect(gateway.asked).toContain('network.look')
  })

  it('lets a run in and says where the door is', async () => {
    const { host, gateway } = createGatewayWorld()
    const door = await host.admit(passOf('one'))
    expect(door).toEqual({ baseUrl: 'http://127.0.0.1:40001/v1', token: passOf('one').token })
    expect(gateway.tokens).toEqual(new Map([[runOne, passOf('one').token]]))
    expect(await host.doorOf(runOne)).toEqual(door)
    expect(gateway.asked.filter((asked) => asked.startsWith('run.admit'))).toHaveLength(1)
  })

  it('lets the next life of a run in by its new token', async () => {
    const { host, gateway } = createGatewayWorld()
    await host.admit(passOf('one', 1))
    const door = await host.admit(passOf('one', 2))
    expect(door.token).toBe(passOf('one', 2).token)
    expect(gateway.tokens.get(runOne)).toBe(passOf('one', 2).token)
  })

  it('refuses a run it does not know', async () => {
    const { host } = createGatewayWorld()
    await expect(host.doorOf(runOne)).rejects.toThrow('run.ended')
  })

  it('passes on why a run is not let in, and forgets that run', async () => {
    const { host, gateway } = createGatewayWorld()
    gateway.refused.set('run.admit', new CodedError('provider.missing'))
    await expect(host.admit(passOf('one'))).rejects.toThrow('provider.missing')
    await expect(host.doorOf(runOne)).rejects.toThrow('run.ended')
  })

  it('is handed changed providers while it is awake, and not woken for them', async () => {
    const { host, gateway, fakes } = createGatewayWorld()
    await host.reconfigure()
    expect(fakes.started).toEqual([])
    await host.whenReady()
    await host.reconfigure()
    expect(gateway.configured).toHaveLength(2)
  })

  it('is handed providers once more when they changed while it was starting', async () => {
    const { host, gateway } = createGatewayWorld()
    const ready = host.whenReady()
    await host.reconfigure()
    await ready
    expect(gateway.configured).toHaveLength(2)
  })

  it('forwards what it reports of runs, and its troubles', async () => {
    const { host, gateway, reports, troubles } = createGatewayWorld()
    await host.admit(passOf('one'))
    const meter = { type: 'run.meter', runId: runOne, usage: noUsage, tokensPerSecond: 12 } as const
    const error = { code: 'storage.diskFull', params: {}, detail: '' } as const
    gateway.report(meter)
    gateway.report({ type: 'trouble', error })
    await settle()
    expect(reports).toEqual([meter])
    expect(troubles).toEqual([error])
  })

  it('says what a run has cost when it is stopped or ended, and refuses its token from then on', async () => {
    const { host, gateway } = createGatewayWorld()
    await host.admit(passOf('one'))
    await host.admit(passOf('two'))
    gateway.ledger.set(runOne, { ...noUsage, calls: 3 })
    expect((await host.usageOf(runOne)).calls).toBe(3)
    expect((await host.stopRun(runOne)).calls).toBe(3)
    expect((await host.endRun(passOf('two').runId)).calls).toBe(0)
    expect(gateway.tokens.size).toBe(0)
    expect(gateway.asked).toContain('run.end one')
  })
})

describe('a gateway that nobody needs', () => {
  it('is let go after a minute and woken by the next who asks', async () => {
    const { host, gateway, fakes, pass } = createGatewayWorld()
    await host.admit(passOf('one'))
    await pass(120_000, 1_000)
    expect(host.state()).toBe('ready')
    await host.endRun(runOne)
    await pass(59_000, 1_000)
    expect(host.state()).toBe('ready')
    await pass(1_000)
    expect(host.state()).toBe('asleep')
    expect(gateway.asked.at(-1)).toBe('shutdown')
    expect(fakes.alive('gateway')).toEqual([])
    await host.admit(passOf('two'))
    expect(fakes.started).toHaveLength(2)
  })

  it('stays while somebody waits for an answer', async () => {
    const { host, gateway, pass } = createGatewayWorld()
    const { call } = await host.whenReady()
    gateway.deaf.add('usage.between')
    void call('usage.between', { from: birthday, to: birthday })
    await pass(180_000, 1_000)
    expect(host.state()).toBe('ready')
  })

  it('goes in time even when it does not answer, and its successor waits until it has', async () => {
    const { host, gateway, fakes, pass } = createGatewayWorld()
    await host.whenReady()
    gateway.deaf.add('shutdown')
    await pass(60_000, 1_000)
    const ready = host.whenReady()
    await pass(2_900)
    expect(fakes.started).toHaveLength(1)
    await pass(200)
    await ready
    expect(fakes.started).toHaveLength(2)
    expect(fakes.alive('gateway')).toHaveLength(1)
  })
})

describe('closing', () => {
  it('lets the ledger finish, ends the process and starts nothing again', async () => {
    const { clock, host, gateway, fakes, pass } = createGatewayWorld()
    await host.admit(passOf('one'))
    await host.close()
    expect(gateway.asked.at(-1)).toBe('shutdown')
    expect(fakes.alive('gateway')).toEqual([])
    await expect(host.whenReady()).rejects.toThrow('gateway.unavailable')
    await pass(60_000, 1_000)
    expect(fakes.started).toHaveLength(1)
    expect(clock.pending()).toBe(0)
  })

  it('does not wait for the next try of one that cannot start', async () => {
    const { host, gateway, fakes, pass } = createGatewayWorld()
    gateway.deadly.add('configure')
    const refused = expect(host.whenReady()).rejects.toThrow('gateway.unavailable')
    await pass(3_000)
    const started = fakes.started.length
    await host.close()
    await refused
    expect(fakes.started).toHaveLength(started)
  })

  it('kills one that hangs', async () => {
    const { host, gateway, fakes, pass } = createGatewayWorld()
    await host.admit(passOf('one'))
    gateway.deaf.add('shutdown')
    const closed = host.close()
    await pass(3_000)
    await closed
    expect(fakes.alive('gateway')).toEqual([])
  })
})

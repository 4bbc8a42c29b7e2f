import { describe, expect, it } from 'vitest'
import { createGatewayHost } from '../../../electron/supervisor/gateway-host/create-gateway-host.ts'
import type { GatewayState, RunReport } from '../../../electron/supervisor/gateway-host/gateway-host.ts'
import { createProcessHost } from '../../../electron/supervisor/processes/process-host.ts'
import { type ArmedProvider, runPassSchema } from '../../../electron/gateway/protocol.ts'
import { type AppError, CodedError } from '../../../shared/contract/errors.ts'
import { noUsage } from '../../../shared/model/usage.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { createFakeGateway } from '../../helpers/fake-gateway.ts'
import { createFakeProcesses, settle } from '../../helpers/fake-processes.ts'
import { birthday, makeProvider } from '../../helpers/things.ts'

const ledgerPath = '/data/ledger.db'
const passOf = (name: string, life = 1) =>
  runPassSchema.parse({
    runId: name,
    agentId: `agent of ${name}`,
    kind: 'agent',
    token: `${name}-${life}-`.padEnd(64, 'x'),
    models: [{ providerId: 'practice', model: 'practice' }],
  })
const runOne = passOf('one').runId

function setUp(providers: () => Promise<ArmedProvider[]> = async () => []) {
  const clock = createFakeClock(birthday, 'Asia/Shanghai')
  const gateway = createFakeGateway()
  const fakes = createFakeProcesses({ gateway: gateway.program, runner: () => undefined })
  const states: GatewayState[] = []
  const troubles: AppError[] = []
  const reports: RunReport[] = []
  const host = createGatewayHost({
    processes: createProcessHost({ spawn: fakes.spawn, clock }),
    clock,
    ledgerPath,
    armedProviders: providers,
    onState: (state) => states.push(state),
    onTrouble: (error) => troubles.push(error),
  })
  host.onReport((report) => reports.push(report))
  /** Turns the clock in small steps, so that what each second brings can happen. */
  const pass = async (milliseconds: number, step = 100) => {
    await settle()
    for (let passed = 0; passed < milliseconds; passed += step) {
      clock.advance(Math.min(step, milliseconds - passed))
      await settle()
    }
  }
  return { clock, gateway, fakes, states, troubles, reports, host, pass }
}

describe('a gateway that is needed', () => {
  it('sleeps until somebody asks, is started once for all who ask, and told what it must know', async () => {
    const armed = { provider: makeProvider(), key: 'secret' }
    const { host, gateway, fakes, states } = setUp(async () => [armed])
    expect(fakes.started).toEqual([])
    const [first, second] = await Promise.all([host.whenReady(), host.whenReady()])
    expect(first.port).toBe(second.port)
    expect(fakes.started).toHaveLength(1)
    expect(gateway.configured).toEqual([{ ledgerPath, zone: 'Asia/Shanghai', providers: [armed] }])
    expect(states).toEqual(['starting', 'ready'])
  })

  it('lets a run in and says where the door is', async () => {
    const { host, gateway } = setUp()
    const door = await host.admit(passOf('one'))
    expect(door).toEqual({ baseUrl: 'http://127.0.0.1:40001/v1', token: passOf('one').token })
    expect(gateway.tokens).toEqual(new Map([[runOne, passOf('one').token]]))
    expect(await host.doorOf(runOne)).toEqual(door)
    expect(gateway.asked.filter((asked) => asked.startsWith('run.admit'))).toHaveLength(1)
  })

  it('lets the next life of a run in by its new token', async () => {
    const { host, gateway } = setUp()
    await host.admit(passOf('one', 1))
    const door = await host.admit(passOf('one', 2))
    expect(door.token).toBe(passOf('one', 2).token)
    expect(gateway.tokens.get(runOne)).toBe(passOf('one', 2).token)
  })

  it('refuses a run it does not know', async () => {
    const { host } = setUp()
    await expect(host.doorOf(runOne)).rejects.toThrow('run.ended')
  })

  it('passes on why a run is not let in, and forgets that run', async () => {
    const { host, gateway } = setUp()
    gateway.refused.set('run.admit', new CodedError('provider.missing'))
    await expect(host.admit(passOf('one'))).rejects.toThrow('provider.missing')
    await expect(host.doorOf(runOne)).rejects.toThrow('run.ended')
  })

  it('is handed changed providers while it is awake, and not woken for them', async () => {
    const { host, gateway, fakes } = setUp()
    await host.reconfigure()
    expect(fakes.started).toEqual([])
    await host.whenReady()
    await host.reconfigure()
    expect(gateway.configured).toHaveLength(2)
  })

  it('is handed providers once more when they changed while it was starting', async () => {
    const { host, gateway } = setUp()
    const ready = host.whenReady()
    await host.reconfigure()
    await ready
    expect(gateway.configured).toHaveLength(2)
  })

  it('forwards what it reports of runs, and its troubles', async () => {
    const { host, gateway, reports, troubles } = setUp()
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
    const { host, gateway } = setUp()
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

describe('a gateway that dies', () => {
  it('is started again, knows the live runs, and tells them where it is now', async () => {
    const { host, gateway, fakes, states, pass } = setUp()
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
    const { host, fakes, pass } = setUp()
    await host.whenReady()
    fakes.newest('gateway').exit(-9)
    await pass(5_000)
    expect(fakes.started).toHaveLength(1)
    expect(host.state()).toBe('asleep')
  })

  it('is waited for longer each time, up to half a minute, and given up after ten failures in a row', async () => {
    const { host, gateway, fakes, states, pass } = setUp()
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
    const { host, fakes, pass } = setUp()
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
    const { host, fakes, pass } = setUp()
    fakes.refuse('EAGAIN')
    const ready = host.whenReady()
    await settle()
    fakes.refuse(null)
    await pass(200)
    await ready
    expect(host.state()).toBe('ready')
  })

  it('is asked again by who was being answered, and nobody else is cut off', async () => {
    const { host, gateway, fakes, pass } = setUp()
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
    const { host, gateway, fakes } = setUp()
    const { call } = await host.whenReady()
    gateway.deaf.add('usage.between')
    const answer = call('usage.between', { from: birthday, to: birthday })
    await settle()
    fakes.newest('gateway').exit(-9)
    await expect(answer).rejects.toThrow('gateway.unavailable')
  })

  it('does not let a run in again that was stopped meanwhile', async () => {
    const { host, gateway, fakes, pass } = setUp()
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
    const { host, gateway, fakes, pass } = setUp()
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
    const { host, gateway, fakes, pass } = setUp()
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
    const { clock, host, fakes, pass } = setUp()
    await host.admit(passOf('one'))
    for (let hour = 0; hour < 5; hour += 1) {
      clock.jump(3_600_000)
      await pass(15_000, 1_000)
    }
    expect(fakes.started).toHaveLength(1)
  })

  it('is killed when it cannot even be configured', async () => {
    const { host, gateway, fakes, pass } = setUp()
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

describe('a gateway that nobody needs', () => {
  it('is let go after a minute and woken by the next who asks', async () => {
    const { host, gateway, fakes, pass } = setUp()
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
    const { host, gateway, pass } = setUp()
    const { call } = await host.whenReady()
    gateway.deaf.add('usage.between')
    void call('usage.between', { from: birthday, to: birthday })
    await pass(180_000, 1_000)
    expect(host.state()).toBe('ready')
  })

  it('goes in time even when it does not answer, and its successor waits until it has', async () => {
    const { host, gateway, fakes, pass } = setUp()
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
    const { clock, host, gateway, fakes, pass } = setUp()
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
    const { host, gateway, fakes, pass } = setUp()
    gateway.deadly.add('configure')
    const refused = expect(host.whenReady()).rejects.toThrow('gateway.unavailable')
    await pass(3_000)
    const started = fakes.started.length
    await host.close()
    await refused
    expect(fakes.started).toHaveLength(started)
  })

  it('kills one that hangs', async () => {
    const { host, gateway, fakes, pass } = setUp()
    await host.admit(passOf('one'))
    gateway.deaf.add('shutdown')
    const closed = host.close()
    await pass(3_000)
    await closed
    expect(fakes.alive('gateway')).toEqual([])
  })
})

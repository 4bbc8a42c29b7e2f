import { beforeEach, describe, expect, it } from 'vitest'
import { linesOfCall } from '../../../electron/gateway/ledger/usage-lines.ts'
import { createRunMeters, type LiveUsage, type RunMeters } from '../../../electron/gateway/meter/run-meters.ts'
import type { GatewayReport } from '../../../electron/gateway/protocol.ts'
import { noTokens } from '../../../shared/model/usage.ts'
import { costOf, plainFacts } from '../../../shared/rules/price/cost.ts'
import { createFakeClock, type FakeClock } from '../../helpers/fake-clock.ts'
import { runId, start, testPrice } from '../open-test-gateway.ts'

let clock: FakeClock
let reports: GatewayReport[]
let meters: RunMeters

beforeEach(() => {
  clock = createFakeClock(start)
  reports = []
  meters = createRunMeters(clock, (report) => reports.push(report))
  meters.load(runId, linesOf(1_000, 500, false))
})

function linesOf(input: number, output: number, estimated: boolean) {
  const tokens = { ...noTokens, input, output }
  return linesOfCall({ tokens, cost: costOf(testPrice, tokens, plainFacts(start)), estimated })
}

function liveCall(): LiveUsage & { written: number } {
  const call = {
    written: 0,
    lines: () => linesOf(10, call.written, true),
    writtenTokens: () => call.written,
  }
  return call
}
const last = () => {
  const report = reports.at(-1)
  if (report?.type !== 'run.meter') throw new Error('no meter report')
  return report
}

describe('a run’s meter', () => {
  it('reports at most once in 100 ms, however much comes', () => {
    const call = liveCall()
    meters.begin(runId, call)
    for (let millisecond = 0; millisecond < 1_000; millisecond++) {
      call.written += 1
      meters.touch(runId)
      clock.advance(1)
    }
    expect(reports).toHaveLength(10)
  })

  it('says nothing while nothing moves', () => {
    meters.begin(runId, liveCall())
    clock.advance(60_000)
    expect(reports).toHaveLength(0)
    expect(clock.pending()).toBe(0)
  })

  it('adds what runs to what is recorded, then becomes exact', () => {
    const call = liveCall()
    meters.begin(runId, call)
    call.written = 40
    meters.touch(runId)
    clock.advance(100)
    expect(last().usage).toMatchObject({
      calls: 2,
      tokens: { input: 1_010, output: 540 },
      estimatedTokens: 50,
      spent: [{ currency: 'USD', micros: 2_000 + 4_000 + 20 + 320, estimatedMicros: 340 }],
    })
    meters.settle(runId, call, linesOf(12, 44, false))
    expect(last()).toMatchObject({
      tokensPerSecond: null,
      usage: { calls: 2, tokens: { input: 1_012, output: 544 }, estimatedTokens: 0 },
    })
    expect(meters.totals(runId)).toEqual(last().usage)
  })

  it('shows the speed of the last seconds, all calls together', () => {
    const calls = [liveCall(), liveCall()]
    for (const call of calls) meters.begin(runId, call)
    const write = (tokensEach: number, ticks: number) => {
      for (let tick = 0; tick < ticks; tick++) {
        for (const call of calls) call.written += tokensEach
        meters.touch(runId)
        clock.advance(100)
      }
    }
    write(1, 1)
    expect(last().tokensPerSecond).toBeNull()
    write(1, 49)
    expect(last().tokensPerSecond).toBeCloseTo(20, 5)
    write(5, 40)
    expect(last().tokensPerSecond).toBeCloseTo(100, 5)
    write(0, 40)
    expect(last().tokensPerSecond).toBe(0)
  })

  it('knows nothing of runs it was not given, and forgets', () => {
    meters.forget(runId)
    meters.touch(runId)
    meters.settle(runId, liveCall(), linesOf(1, 1, false))
    clock.advance(1_000)
    expect(reports).toHaveLength(0)
    expect(meters.totals(runId)).toBeNull()
  })
})

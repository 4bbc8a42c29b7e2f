import { describe, expect, it } from 'vitest'
import { type Circuit, createCircuit, failuresToOpen } from '../../../electron/gateway/lines/circuit.ts'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { ProviderHealth } from '../../../shared/model/provider-health.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { start } from '../open-test-gateway.ts'

const error = new CodedError('provider.serverError')
const makeCircuit = (random = () => 0) => {
  const clock = createFakeClock(start)
  const changes: (ProviderHealth | null)[] = []
  const circuit = createCircuit({ clock, random, onChange: (health) => changes.push(health) })
  return { clock, circuit, changes }
}
const fail = (circuit: Circuit, times: number, asked: number | null = null) => {
  for (let time = 0; time < times; time++) circuit.failed(error, 'free', asked)
}
/** How long it stays closed, as its own words tell. */
const pauseOf = (circuit: Circuit, now: number) => (circuit.health()?.triedAgainAt ?? now) - now

describe('a circuit', () => {
  it('opens after so many failures in a row, not before, and an answer between them begins the count anew', () => {
    const { circuit, changes } = makeCircuit()
    fail(circuit, failuresToOpen - 1)
    circuit.answered()
    fail(circuit, failuresToOpen - 1)
    expect([circuit.enter(), circuit.health(), changes]).toEqual(['free', null, []])
    fail(circuit, 1)
    expect(circuit.enter()).toBe('closed')
    expect(changes).toEqual([
      { error: { code: 'provider.serverError', params: {}, detail: '' }, since: start, triedAgainAt: start + 15_000 },
    ])
  })

  it('lets one trial through when its time has come, and closes when that is answered', () => {
    const { circuit, clock, changes } = makeCircuit()
    fail(circuit, failuresToOpen)
    clock.advance(14_999)
    expect(circuit.enter()).toBe('closed')
    clock.advance(1)
    expect([circuit.enter(), circuit.enter()]).toEqual(['trial', 'closed'])
    circuit.answered()
    expect([circuit.enter(), circuit.health(), changes.at(-1)]).toEqual(['free', null, null])
  })

  it('waits twice as long after each failed trial, up to five minutes, and remembers since when', () => {
    const { circuit, clock } = makeCircuit()
    fail(circuit, failuresToOpen)
    const pauses: number[] = []
    for (let trial = 0; trial < 6; trial++) {
      clock.advance(pauseOf(circuit, clock.now()))
      expect(circuit.enter()).toBe('trial')
      circuit.failed(error, 'trial', null)
      pauses.push(pauseOf(circuit, clock.now()))
    }
    expect(pauses).toEqual([30_000, 60_000, 120_000, 240_000, 300_000, 300_000])
    expect(circuit.health()?.since).toBe(start)
  })

  it('shortens its pauses at random by up to half, and keeps what was asked for within reason', () => {
    const { circuit } = makeCircuit(() => 0.999_999)
    fail(circuit, failuresToOpen)
    expect(pauseOf(circuit, start)).toBe(7_501)
    const asked = makeCircuit()
    fail(asked.circuit, failuresToOpen, 40_000)
    expect(pauseOf(asked.circuit, start)).toBe(40_000)
    const long = makeCircuit()
    fail(long.circuit, failuresToOpen, 86_400_000)
    expect(pauseOf(long.circuit, start)).toBe(300_000)
  })

  it('tries again at once when a trial was stopped, and hears nothing new from calls sent before it opened', () => {
    const { circuit, clock, changes } = makeCircuit()
    fail(circuit, failuresToOpen)
    clock.advance(15_000)
    expect(circuit.enter()).toBe('trial')
    fail(circuit, 3)
    circuit.abandoned()
    expect(circuit.enter()).toBe('trial')
    expect(changes).toHaveLength(1)
  })
})

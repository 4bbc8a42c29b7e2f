import { readdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { createRunner } from '../../electron/runner/create-runner.ts'
import { systemDisk } from '../../electron/runner/tools/files/disk.ts'
import { createFakeClock } from '../helpers/fake-clock.ts'
import { createFakeMain, noFacts } from './fake-main.ts'
import { makeWorld, monday, type World } from './world.ts'
import { noWays } from '../helpers/no-web.ts'

/** A runner whose process can be watched: when it ends, and with which code. */
function startRunner(world?: World) {
  const clock = createFakeClock(monday)
  const main = createFakeMain(world?.facts ?? noFacts(), () => new Promise(() => undefined))
  let leave: (code: number) => void = () => undefined
  const exits: number[] = []
  const left = new Promise<number>((resolve) => {
    leave = resolve
  })
  let loseMain: () => void = () => undefined
  createRunner({
    port: main.port,
    clock,
    disk: systemDisk,
    ways: noWays,
    fetch,
    onMainGone: (listener) => {
      loseMain = listener
    },
    exit: (code) => {
      exits.push(code)
      leave(code)
    },
  })
  return { clock, main, exits, left, loseMain: () => loseMain() }
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('a runner', () => {
  it('says every two seconds that it is alive', async () => {
    const { clock, main } = startRunner()
    clock.advance(6000)
    await settle()
    expect(main.reports).toEqual(Array.from({ length: 4 }, () => ({ type: 'heartbeat' })))
  })

  it('stops at once when told: the connection is closed, nothing is reported as failed, the process ends', async () => {
    const world = await makeWorld({ server: { defaults: { holdAfterPieces: 3 } } })
    const { main, left } = startRunner(world)
    main.send({ type: 'start', order: world.order })
    await world.server.waitFor((records) => records.some((record) => record.pieces === 3))
    main.send({ type: 'stop' })
    expect(await left).toBe(0)
    await world.server.waitFor((records) => records.every((record) => record.state === 'aborted'))
    expect(main.reports.filter(({ type }) => type === 'failed' || type === 'finished')).toEqual([])
    expect(await readdir(world.reports)).toEqual([])
  })

  it('ends even when what it was doing does not let go', async () => {
    const world = await makeWorld()
    const { clock, main, exits, left } = startRunner(world)
    // The gateway is away and main never finds it, so the run hangs in a question.
    main.send({
      type: 'start',
      order: { ...world.order, gateway: { baseUrl: 'http://127.0.0.1:1/v1', token: 'none' } },
    })
    await settle()
    main.send({ type: 'stop' })
    await settle()
    clock.advance(200)
    expect(await left).toBe(0)
    expect(exits.length).toBeGreaterThan(0)
  })

  it('ends at once when main is gone', async () => {
    const world = await makeWorld({ server: { defaults: { silent: true } } })
    const { main, left, loseMain } = startRunner(world)
    main.send({ type: 'start', order: world.order })
    await world.server.waitFor((records) => records.length === 1)
    loseMain()
    expect(await left).toBe(0)
  })

  it('can be stopped before it has an order', async () => {
    const { main, left } = startRunner()
    main.send({ type: 'stop' })
    expect(await left).toBe(0)
  })

  it('refuses an order it cannot read, and says which part', async () => {
    const { main } = startRunner()
    main.send({ type: 'start', order: { runId: 'run-1' } })
    const report = await main.ended
    expect(report).toMatchObject({ type: 'failed', error: { code: 'request.invalid' } })
    expect(report).toMatchObject({ error: { detail: expect.stringContaining('agent') } })
  })

  it('takes one order only', async () => {
    const world = await makeWorld()
    const { main } = startRunner(world)
    main.send({ type: 'start', order: world.order })
    main.send({ type: 'start', order: { ...world.order, runId: 'run-2' } })
    await main.ended
    await settle()
    expect(main.reports.filter(({ type }) => type === 'finished')).toHaveLength(1)
    expect(world.facts.deliverables.size).toBe(1)
  })

  it('lets main end it after the run, and goes by itself when main does not', async () => {
    const world = await makeWorld()
    const { clock, main, exits } = startRunner(world)
    main.send({ type: 'start', order: world.order })
    await main.ended
    clock.advance(4000)
    expect(exits).toEqual([])
    clock.advance(1000)
    expect(exits).toEqual([0])
  })
})

import { createHash } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Lifeline } from './fake-main.ts'
import { makeWorld, type World, type WorldOptions } from './world.ts'

const longText = Array.from(
  { length: 260 },
  (_, index) => `Order ${index} of the warehouse was sent to Lyon on time.`,
).join('\n')
const documents = {
  'a lease.md': '# Lease\n\nThe warehouse costs 4,200 euros a month until 31 March 2027.\n',
  'b orders.txt': longText,
  'c empty.txt': '',
  'd meeting.txt': 'The team met on Monday. Anna will call the supplier before Friday.\n',
}
const options: WorldOptions = { documents, order: { contextTokens: 3200 } }

type Killer = Lifeline & { happened: string[]; killed: Promise<'killed'> }

/** Freezes the world at the first thing the condition is true of. */
function killWhen(isTime: (what: string, happened: readonly string[]) => boolean): Killer {
  const happened: string[] = []
  let isDead = false
  let kill: (what: 'killed') => void = () => undefined
  const killed = new Promise<'killed'>((resolve) => {
    kill = resolve
  })
  return {
    happened,
    killed,
    tick(what) {
      happened.push(what)
      isDead ||= isTime(what, happened)
      if (!isDead) return Promise.resolve()
      kill('killed')
      return new Promise(() => undefined)
    },
  }
}

const killAt = (moment: number): Killer => killWhen((_, happened) => happened.length >= moment)
const never = (): Killer => killWhen(() => false)

async function countMoments(): Promise<number> {
  const lifeline = never()
  const world = await makeWorld(options)
  await world.run({ lifeline })
  return lifeline.happened.length
}

async function checkEnd(world: World, moment: number): Promise<void> {
  const at = `killed at moment ${moment}`
  // One report, whole, known to main, and nothing half-written beside it.
  expect(await readdir(world.reports), at).toEqual(['Summary 2026-11-23.md'])
  const bytes = await readFile(join(world.reports, 'Summary 2026-11-23.md'))
  const [deliverable, ...others] = [...world.facts.deliverables.values()]
  expect(others, at).toEqual([])
  expect(deliverable?.sha256, at).toBe(createHash('sha256').update(bytes).digest('hex'))
  expect(
    [...world.facts.acts.values()].map(({ done }) => done),
    at,
  ).toEqual([true])
  expect(
    world.facts.leftOut.map(({ item }) => item),
    at,
  ).toEqual(['c empty.txt'])
  expect(bytes.toString(), at).toContain('Summary of a lease.md')
}

describe('a run that is killed', () => {
  it('goes on from every single moment: nothing asked twice, nothing written twice, nothing lost', async () => {
    const moments = await countMoments()
    expect(moments).toBeGreaterThan(80)
    for (let moment = 1; moment <= moments; moment++) {
      const world = await makeWorld(options)
      const lifeline = killAt(moment)
      expect(await Promise.race([world.run({ lifeline }), lifeline.killed])).toBe('killed')
      const answeredBefore = new Set(
        [...world.facts.checkpoints.keys()].filter((key) => key.startsWith('summarize/answer-')),
      )
      const askedBefore = world.calls()
      expect(await world.run(), `killed at moment ${moment}`).toEqual({ type: 'finished', outcome: 'partial' })
      const askedAfter = world.calls().slice(askedBefore.length)
      for (const key of askedAfter) {
        expect(answeredBefore.has(key.replace(/\/1$/, '')), `${key} had its answer`).toBe(false)
      }
      // At most the one call that was under way is put again, under the same key, for which the gateway is paid once.
      expect(askedAfter.filter((key) => askedBefore.includes(key)).length).toBeLessThanOrEqual(1)
      expect(new Set(askedAfter).size).toBe(askedAfter.length)
      await checkEnd(world, moment)
    }
  }, 240_000)

  it('comes through being killed again and again', async () => {
    const world = await makeWorld(options)
    for (let moment = 1; ; moment += 3) {
      const lifeline = killAt(moment)
      if ((await Promise.race([world.run({ lifeline }), lifeline.killed])) !== 'killed') break
    }
    await checkEnd(world, 0)
    expect(world.calls().length - new Set(world.calls()).size).toBeLessThan(20)
  }, 60_000)

  it('reads on at the first document that was not read, and reads no document twice', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`note ${index + 1}.txt`, `Note ${index + 1}.`]),
    )
    const world = await makeWorld({ documents: many })
    const isReading = (what: string) => what.startsWith('before checkpoint read/read-')
    const at41 = killWhen((_, happened) => happened.filter(isReading).length === 41)
    expect(await Promise.race([world.run({ lifeline: at41 }), at41.killed])).toBe('killed')
    const again = never()
    expect(await world.run({ lifeline: again })).toEqual({ type: 'finished', outcome: 'complete' })
    expect(again.happened.filter(isReading)).toHaveLength(20)
  }, 60_000)

  it('reads a document once more when what was put aside is gone, but not another one in its place', async () => {
    const world = await makeWorld()
    const lifeline = killWhen((what) => what === 'before ask')
    expect(await Promise.race([world.run({ lifeline }), lifeline.killed])).toBe('killed')
    await rm(world.order.scratchFolder, { recursive: true })
    await writeFile(join(world.documents, 'meeting.txt'), 'Something else altogether.')
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'partial' })
    expect(world.facts.leftOut).toMatchObject([{ item: 'meeting.txt', error: { code: 'document.changed' } }])
  })
})

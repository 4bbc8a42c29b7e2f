import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { callKeyPattern } from '../../electron/gateway/protocol.ts'
import { makeWorld } from './world.ts'

describe('a run', () => {
  it('reads, summarizes and writes, and tells main every step of it', async () => {
    const world = await makeWorld()
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    const [name] = await readdir(world.reports)
    expect(await readdir(world.reports)).toEqual(['Summary 2026-11-23.md'])
    const report = await readFile(join(world.reports, name ?? ''), 'utf8')
    expect(report).toContain('Summary of lease.md: # Lease The warehouse costs 4,200 euros')
    expect(report).toContain('Summary of meeting.txt: The team met on Monday.')
    const [deliverable] = [...world.facts.deliverables.values()]
    expect(deliverable).toMatchObject({ title: 'Summary', format: 'md', path: join(world.reports, name ?? '') })
    const steps = world.seen.flatMap((report) =>
      report.type === 'step' && report.state !== 'running' ? [`${report.stepId} ${report.state} ${report.done}`] : [],
    )
    expect(steps).toEqual(['read done 2', 'summarize done 2', 'write done 1'])
  })

  it('names every model call by step, item and ordinal, once each', async () => {
    const world = await makeWorld()
    await world.run()
    const keys = world.calls()
    expect(keys).toHaveLength(3)
    expect(new Set(keys).size).toBe(3)
    for (const key of keys) expect(key).toMatch(callKeyPattern)
    const [record] = world.server.records()
    expect(record?.key).toBe('token-of-this-run')
    expect(record?.model).toBe('provider-1/vendor-small')
    expect(record?.body).toMatchObject({ stream: true, stream_options: { include_usage: true }, max_tokens: 2000 })
  })

  it('shows the text as it comes, from the start of each segment on', async () => {
    const world = await makeWorld({ server: { defaults: { pieces: 7, text: '第一句话。第二句话。😀完' } } })
    await world.run()
    const texts = world.seen.flatMap((report) => (report.type === 'text' ? [report] : []))
    expect(texts.map(({ label }) => label)).toContain('lease.md')
    expect(texts.map(({ label }) => label)).toContain('At a glance')
    const whole = new Map<string, string>()
    for (const { key, start, text } of texts) whole.set(key, (whole.get(key) ?? '').slice(0, start) + text)
    expect([...whole.values()]).toEqual(Array(3).fill('第一句话。第二句话。😀完'))
  })

  it('has nothing to do in an empty folder, asks nothing and writes nothing', async () => {
    const world = await makeWorld({ documents: { 'photo.jpg': 'not a document' } })
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'nothingToDo' })
    expect(world.calls()).toEqual([])
    expect(await readdir(world.reports)).toEqual([])
  })

  it('refuses an agent whose steps do not fit together', async () => {
    const backwards = await makeWorld({ summarize: { from: 'write' } })
    expect(await backwards.run()).toMatchObject({ type: 'failed', error: { code: 'agent.incomplete' } })
    const missing = await makeWorld({ write: { from: 'nowhere' } })
    expect(await missing.run()).toMatchObject({ type: 'failed', error: { code: 'agent.incomplete' } })
    expect(missing.seen).toContainEqual(expect.objectContaining({ type: 'step', stepId: 'write', state: 'failed' }))
  })

  it('does not repeat a step that has its result', async () => {
    const world = await makeWorld()
    await world.run()
    const asked = world.calls().length
    const stored = world.facts.log.length
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    expect(world.calls().length).toBe(asked)
    expect(world.facts.log.length).toBe(stored)
  })
})

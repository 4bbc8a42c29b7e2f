import { describe, expect, it } from 'vitest'
import type { RunnerReport } from '../../electron/runner/protocol.ts'
import { createReports } from '../../electron/runner/reports.ts'
import { stepIdSchema } from '../../shared/model/brand.ts'
import { createFakeClock } from '../helpers/fake-clock.ts'
import { birthday } from '../helpers/things.ts'

function watch() {
  const clock = createFakeClock(birthday)
  const sent: RunnerReport[] = []
  const reports = createReports((report) => sent.push(report), clock)
  return { clock, sent, reports }
}

describe('text for the page', () => {
  it('goes out at once, then at most every 12 ms for a segment, with where it begins', () => {
    const { clock, sent, reports } = watch()
    const text = reports.text('key', 'lease.md')
    for (const token of ['One', ' two', ' three']) text.add(token)
    expect(sent).toEqual([{ type: 'text', key: 'key', label: 'lease.md', start: 0, text: 'One' }])
    clock.advance(11)
    expect(sent).toHaveLength(1)
    clock.advance(1)
    expect(sent.at(-1)).toEqual({ type: 'text', key: 'key', label: 'lease.md', start: 3, text: ' two three' })
    text.add('.')
    expect(sent).toHaveLength(2)
    clock.advance(12)
    expect(sent.at(-1)).toMatchObject({ start: 13, text: '.' })
  })

  it('sends two hundred tokens a second in 84 messages, the first and the last', () => {
    const { clock, sent, reports } = watch()
    const text = reports.text('key', 'label')
    for (let index = 0; index < 200; index++) {
      text.add('x')
      clock.advance(5)
    }
    reports.flush()
    expect(sent.length).toBe(84)
    expect(sent.map((report) => (report.type === 'text' ? report.text : '')).join('')).toBe('x'.repeat(200))
  })

  it('counts in UTF-16 units', () => {
    const { clock, sent, reports } = watch()
    const text = reports.text('key', 'label')
    text.add('😀仓')
    text.add('库')
    clock.advance(12)
    expect(sent.at(-1)).toMatchObject({ start: 3, text: '库' })
  })

  it('begins a segment anew from 0, without what was still held back', () => {
    const { clock, sent, reports } = watch()
    const text = reports.text('key', 'label')
    text.add('broken')
    text.add(' off')
    text.restart()
    text.add('Whole')
    clock.advance(12)
    expect(sent.at(-1)).toMatchObject({ start: 0, text: 'Whole' })
    expect(sent).toHaveLength(2)
  })

  it('keeps segments apart and sends everything when flushed', () => {
    const { sent, reports } = watch()
    const one = reports.text('one', 'one')
    const other = reports.text('other', 'other')
    one.add('a')
    other.add('b')
    expect(sent).toHaveLength(2)
    one.add('c')
    other.add('d')
    reports.flush()
    expect(sent.slice(2)).toMatchObject([
      { key: 'one', start: 1, text: 'c' },
      { key: 'other', start: 1, text: 'd' },
    ])
  })
})

describe('progress of a step', () => {
  const stepId = stepIdSchema.parse('read')
  const line = { state: 'running' as const, done: 0, total: 200, item: 'a.txt', part: null }

  it('holds back what comes too fast, the newest wins, and the end is never held back', () => {
    const { clock, sent, reports } = watch()
    for (let done = 0; done < 10; done++) reports.step(stepId, { ...line, done })
    expect(sent).toHaveLength(1)
    clock.advance(12)
    expect(sent.at(-1)).toMatchObject({ done: 9 })
    reports.step(stepId, { ...line, done: 10 })
    reports.step(stepId, { ...line, done: 200, state: 'done' })
    expect(sent.at(-1)).toMatchObject({ done: 200, state: 'done' })
    clock.advance(100)
    expect(sent).toHaveLength(3)
  })

  it('cuts names the page could not keep', () => {
    const { sent, reports } = watch()
    reports.step(stepId, { ...line, item: 'x'.repeat(600) })
    expect(sent[0]).toMatchObject({ item: 'x'.repeat(500) })
  })
})

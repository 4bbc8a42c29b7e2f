import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readMoment } from '../../../electron/runner/calendar/read-moment.ts'
import { zoneSchema } from '../../../shared/model/brand.ts'
import type { World } from '../world.ts'
import { makeListWorld } from './given-list.ts'

const berlin = zoneSchema.parse('Europe/Berlin')

describe('a date as people write it', () => {
  it.each([
    ['2026-11-26', '2026-11-26T00:00:00.000Z', true],
    ['2026/1/5', '2026-01-05T00:00:00.000Z', true],
    ['2026年11月26日', '2026-11-26T00:00:00.000Z', true],
    ['2026-11-26 14:30', '2026-11-26T13:30:00.000Z', false],
    ['2026年7月1日 下午2:30', '2026-07-01T12:30:00.000Z', false],
    ['2026-07-01 12:05 am', '2026-06-30T22:05:00.000Z', false],
    ['2026-11-26T14:30:00Z', '2026-11-26T14:30:00.000Z', false],
    ['2026-11-26T14:30:00+08:00', '2026-11-26T06:30:00.000Z', false],
  ])('%s', (typed, iso, isDay) => {
    expect(readMoment(typed, berlin)).toEqual({ isDay, at: Date.parse(iso) })
  })

  it.each([
    '26.11.2026',
    '11/26/2026',
    '2026-02-30',
    '2026-13-01',
    '2026-11-26 25:00',
    'soon',
    '',
    null,
    20261126,
    undefined,
  ])('is none: %j', (cell) => {
    expect(readMoment(cell, berlin)).toBeNull()
  })
})

const step = (world: World) => ({
  id: 'dates',
  kind: 'writeCalendar',
  from: 'read',
  start: 'due',
  end: 'until',
  entry: '{what}: {name}',
  place: 'place',
  title: 'Dates',
  folder: world.reports,
})

describe('the step', () => {
  it('writes what any calendar reads: folded, escaped, days as days and moments in UTC, the same bytes every time', async () => {
    const rows = [
      { what: 'Pay, then; file\nit', due: '2026-11-30', until: '', place: '' },
      { what: '会议'.repeat(60), due: '2026-12-01 09:00', until: '2026-12-01 10:30', place: 'Room 1' },
      { what: 'no date', due: 'soon', until: '', place: '' },
    ]
    const world = await makeListWorld(rows, step)
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'partial' })
    const [name = ''] = await readdir(world.reports)
    const bytes = await readFile(join(world.reports, name))
    const text = bytes.toString()
    // RFC 5545, 3.1: lines end with CRLF and have at most 75 bytes.
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    const whole = text.replaceAll('\r\n ', '')
    expect(whole).toContain('SUMMARY:Pay\\, then\\; file\\nit: row 1')
    expect(whole).toContain('DTSTART;VALUE=DATE:20261130')
    expect(whole).toContain('DTEND;VALUE=DATE:20261201')
    const { zone } = world.order
    expect(zone).toBe('UTC')
    expect(whole).toContain('DTSTART:20261201T090000Z')
    expect(whole).toContain('DTEND:20261201T103000Z')
    expect(whole).toContain('LOCATION:Room 1')
    expect(whole.match(/^BEGIN:VEVENT/gm)).toHaveLength(2)
    const ids = whole.match(/^UID:.*$/gm) ?? []
    expect(new Set(ids).size).toBe(2)
    expect(world.facts.leftOut).toMatchObject([{ item: 'row 3', error: { code: 'calendar.noDate' } }])
    // Killed after the file was written and before the step was kept, it comes to the very same bytes.
    world.facts.checkpoints.delete('dates/')
    world.facts.acts.clear()
    await world.run()
    expect(await readdir(world.reports)).toEqual([name])
  })

  it('names the columns there are where one is missing', async () => {
    const world = await makeListWorld([{ what: 'a', due: '2026-11-30' }], step)
    expect(await world.run()).toMatchObject({
      type: 'failed',
      error: { code: 'run.noSuchColumn', params: { column: 'until', columns: 'what, due' } },
    })
  })
})

import { describe, expect, it } from 'vitest'
import { createAlertRepository } from '../../../electron/storage/companion/alerts.ts'
import { alertAboutSchema } from '../../../shared/model/alert.ts'
import { openAlertWorld } from './alert-world.ts'

const nothing = alertAboutSchema.parse({ kind: 'nothingRan', day: '2026-05-01', due: 2 })
const told = alertAboutSchema.parse({ kind: 'told', agentName: 'Reader', runId: 'run-1', text: 'the secret of page 3' })
const hour = 3_600_000

describe('what the owner is told', () => {
  it('is told once, however often it comes up', () => {
    const { desk, told: shown } = openAlertWorld()
    desk.raise('one', nothing)
    desk.raise('one', nothing)
    desk.see('one')
    desk.raise('one', nothing)
    expect(shown().map((alerts) => alerts.map(({ id }) => id))).toEqual([['one']])
    expect(desk.open()).toEqual([])
  })

  it('is nothing of a kind they switched off', () => {
    const { desk, choose, events } = openAlertWorld()
    choose({ off: ['nothingRan'] })
    desk.raise('one', nothing)
    expect(events).toEqual([])
    expect(desk.newest(9)).toEqual([])
  })

  it('waits for the end of the quiet hours, and comes together then', () => {
    const { desk, clock, told: shown } = openAlertWorld({ start: '2026-05-01T18:00:00Z' })
    desk.raise('one', nothing)
    desk.raise('two', told)
    desk.raise('three', told)
    desk.see('three')
    clock.advance(5 * hour - 1)
    expect(shown()).toEqual([])
    expect(desk.open().map(({ told: isTold }) => isTold)).toEqual([false, false])
    clock.advance(1)
    expect(shown().map((alerts) => alerts.map(({ id }) => id).toSorted())).toEqual([['one', 'two']])
    expect(desk.open().every(({ told: isTold }) => isTold)).toBe(true)
    clock.advance(24 * hour)
    expect(shown()).toHaveLength(1)
  })

  it('waits on disk, and is told at once when the owner gave the quiet hours up', () => {
    const { desk, clock, choose, database, told: shown } = openAlertWorld({ start: '2026-05-01T18:00:00Z' })
    desk.raise('one', nothing)
    expect(createAlertRepository(database.db()).open()).toMatchObject([{ id: 'one', told: false, seen: false }])
    choose({ quiet: null })
    desk.look()
    expect(shown()).toHaveLength(1)
    expect(clock.pending()).toBe(0)
  })
})

describe('a chat', () => {
  it('is told what came up within half a minute in one message, without what settled meanwhile', async () => {
    const { desk, clock, choose, sent } = openAlertWorld()
    choose({ robots: ['phone', 'team'] })
    desk.raise('one', nothing)
    desk.raise('two', told)
    desk.raise('three', nothing)
    desk.see('three')
    clock.advance(29_999)
    expect(sent).toEqual([])
    clock.advance(1)
    await expect.poll(() => sent.map(({ robot }) => robot)).toEqual(['phone', 'team'])
    expect(sent[0]?.text).toBe(
      'Kaihe on your computer:\n\nNothing ran today\n2 starts were due and none came about. Today says why.\n\n' +
        'Reader has something to tell you. Look at this computer.',
    )
  })

  it('that cannot be reached is complained of once, and the others are told', async () => {
    const { desk, clock, choose, sent, broken, notices } = openAlertWorld()
    choose({ robots: ['gone', 'team'] })
    broken.add('gone')
    for (const id of ['one', 'two']) {
      desk.raise(id, nothing)
      clock.advance(30_000)
      await expect.poll(() => sent.length).toBe(id === 'one' ? 1 : 2)
    }
    expect(notices()).toHaveLength(1)
  })

  it('never learns an agent’s own words, nor what a question asks', () => {
    const { desk, choose, clock, sent } = openAlertWorld()
    choose({ robots: ['team'] })
    desk.raise('two', told)
    clock.advance(30_000)
    expect(JSON.stringify(sent)).not.toContain('secret')
  })
})

describe('a mailbox', () => {
  const week = alertAboutSchema.parse({
    ...{ kind: 'digest', from: '2026-04-20', runs: 3, deliverables: 2, worth: null },
    spent: [{ currency: 'USD', micros: 410_000 }],
  })

  it('is written one mail for all that came up within half a minute, the week with what each agent did', async () => {
    const { desk, clock, choose, mailed } = openAlertWorld()
    choose({ mailAccounts: ['office'] })
    desk.raise('one', nothing)
    desk.raise('two', told)
    desk.raise('three', week)
    clock.advance(30_000)
    await expect.poll(() => mailed).toHaveLength(1)
    expect(mailed[0]).toMatchObject({ account: 'office', subject: '3 things on your computer' })
    expect(mailed[0]?.body.split('\n\n')).toEqual([
      'Nothing ran today\n2 starts were due and none came about. Today says why.',
      'Reader has something to tell you. Look at this computer.',
      expect.stringMatching(
        /^Your week from .*\n3 runs\. 2 things were made\. .*0\.41\.\n- what was done from 2026-04-20$/,
      ),
      'Kaihe on your computer wrote this. You can switch it off in its settings.',
    ])
    expect(JSON.stringify(mailed)).not.toContain('secret')
  })

  it('is told of a week without its lines where they cannot be had, and what came alone by its own name', async () => {
    const { desk, clock, choose, mailed, broken, notices } = openAlertWorld()
    choose({ mailAccounts: ['gone', 'office'] })
    broken.add('week').add('gone')
    desk.raise('one', week)
    clock.advance(30_000)
    await expect.poll(() => mailed).toHaveLength(1)
    expect(mailed[0]?.subject).toMatch(/^Your week from/)
    expect(mailed[0]?.body).not.toContain('- ')
    expect(notices()).toHaveLength(2)
  })
})

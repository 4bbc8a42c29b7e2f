import { describe, expect, it } from 'vitest'
import { drawMeter, meterView } from '../../electron/desktop/meter-view.ts'
import { createTranslator } from '../../shared/i18n/translate.ts'
import type { Mirror } from '../../shared/contract/mirror.ts'
import { usageTotalsSchema, noUsage } from '../../shared/model/usage.ts'
import { defaultSettings, settingsSchema } from '../../shared/model/settings.ts'
import { at, birthday, makeMirror, makeRun } from '../helpers/things.ts'

const view = (mirror: Mirror) =>
  meterView({ mirror, now: at('2026-05-01T10:00:00Z'), translator: createTranslator('en') }, 'dark')
const spent = usageTotalsSchema.parse({
  ...noUsage,
  calls: 2,
  tokens: { ...noUsage.tokens, input: 2_000, output: 500 },
  spent: [{ currency: 'USD', micros: 310_000, estimatedMicros: 10_000 }],
})
const today = { from: birthday, usage: spent, runsDone: 0 }

describe('the little window', () => {
  it('is quiet without runs, and has no limit to measure by', () => {
    expect(view(makeMirror())).toMatchObject({
      state: 'quiet',
      stateWords: 'all quiet',
      speed: '',
      share: null,
      rows: [],
    })
  })

  it('says what works, how fast, and what is still estimated', () => {
    const run = makeRun({ state: { name: 'running' }, usage: spent })
    const asking = makeRun({ id: 'run-2', agentName: 'Replies', state: { name: 'waiting', for: 'approval' } })
    const mirror = makeMirror({
      runs: { [run.id]: run, [asking.id]: asking },
      live: { [run.id]: { segments: [], tokensPerSecond: 41.7 } },
      today,
    })
    expect(view(mirror)).toMatchObject({
      state: 'needsYou',
      stateWords: '1 needs you, 1 working',
      speed: '42 tokens/s',
      money: { ink: '$0.3', pencil: '100' },
      today: 'Today · about 4 pages',
    })
    expect(view(mirror).rows).toEqual([
      { name: 'Summaries', money: '$0.31' },
      { name: 'Replies', money: 'nothing spent' },
    ])
  })

  it('measures by the tightest limit of a day', () => {
    const limit = {
      id: 'cap',
      scope: 'computer',
      period: 'day',
      limit: { kind: 'money', currency: 'USD', micros: 620_000 },
    }
    const settings = settingsSchema.parse({ ...defaultSettings, computerBudgets: [limit] })
    expect(view(makeMirror({ settings, today })).share).toBe(0.5)
  })

  it('is drawn by code that needs nothing from outside itself', () => {
    const names = drawMeter.toString().match(/import|require|meterView|formatCount/g)
    expect(names).toBeNull()
  })
})

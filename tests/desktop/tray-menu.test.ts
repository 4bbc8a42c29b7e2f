import { describe, expect, it } from 'vitest'
import { markState, menuItems, tooltipText } from '../../electron/desktop/tray-menu.ts'
import type { Mirror } from '../../shared/contract/mirror.ts'
import { createTranslator } from '../../shared/i18n/translate.ts'
import { budgetLimitSchema } from '../../shared/model/budget.ts'
import { currencySchema } from '../../shared/model/money.ts'
import { quietPower } from '../../shared/model/power.ts'
import { defaultSettings } from '../../shared/model/settings.ts'
import { noUsage, type UsageTotals } from '../../shared/model/usage.ts'
import { at, birthday, makeAgent, makeMirror, makeRun } from '../helpers/things.ts'

const usd = currencySchema.parse('USD')
const now = at('2026-05-01T10:00:00Z')
const silent = { open() {}, openRun() {}, runOnClipboard() {}, pauseAll() {}, stopAll() {}, showMeter() {}, quit() {} }

function labels(mirror: Mirror, language: 'en' | 'zh-CN' = 'en') {
  const items = menuItems({ mirror, now, translator: createTranslator(language) }, silent)
  return items.flatMap(({ label }) => label ?? [])
}
const tooltip = (mirror: Mirror) => tooltipText({ mirror, now, translator: createTranslator('en') })
const used = (changes: Partial<UsageTotals>) =>
  makeMirror({ today: { from: birthday, usage: { ...noUsage, ...changes }, runsDone: 0 } })
const spent = (micros: number): Partial<UsageTotals> => ({
  calls: 1,
  spent: [{ currency: usd, micros, estimatedMicros: 0 }],
})
const running = makeRun({ state: { name: 'running' } })
const asking = makeRun({ id: 'run-2', agentName: 'Replies', state: { name: 'waiting', for: 'approval' } })

describe('the tray', () => {
  it.each([
    [spent(4_000), 'Today: 0 tokens, under $0.01'],
    [spent(310_000), 'Today: 0 tokens, $0.31'],
    [{ calls: 1, unpricedCalls: 1 }, 'Today: 0 tokens, price unknown'],
    [{ calls: 1, freeCalls: 1 }, 'Today: 0 tokens, free'],
  ])('says today’s money honestly: %j', (usage, expected) => {
    expect(labels(used(usage))[0]).toBe(expected)
  })

  it('has today’s money in its tooltip, beside what works', () => {
    expect(tooltip(used(spent(310_000)))).toBe('Kaihe Companion: all quiet, today $0.31')
    expect(tooltip({ ...used({ calls: 1, unpricedCalls: 1 }), runs: { [running.id]: running } })).toBe(
      'Kaihe Companion: 1 working, today price unknown',
    )
  })

  it('says how many results wait to be looked at', () => {
    const mirror = makeMirror({ unread: 3 })
    expect(labels(mirror)).toContain('3 results not looked at')
    expect(tooltip(mirror)).toBe('Kaihe Companion: 3 results not looked at')
    expect(labels(makeMirror({ unread: 1 }), 'zh-CN')).toContain('1 份成果还没看')
  })

  it('names what needs the owner, what works, and for whom the computer stays awake', () => {
    const agents = { 'agent-1': makeAgent({ name: 'Invoices' }) }
    const power = { ...quietPower, keptAwakeFor: ['agent-1'] }
    const mirror = makeMirror({ agents, power, runs: { [running.id]: running, [asking.id]: asking } })
    expect(labels(mirror)).toEqual([
      'Today: 0 tokens, nothing spent',
      'Kept awake for Invoices',
      'Needs you',
      'Replies  Waits for your answer',
      'Working now',
      'Summaries  nothing spent',
      'Open Kaihe Companion',
      'Run on the clipboard',
      'Show the meters above other windows',
      'Pause all agents',
      'Pause for a time',
      'Stop everything that works',
      'Quit',
    ])
    expect(tooltip(mirror)).toBe('Kaihe Companion: 1 needs you, 1 working, Kept awake for Invoices')
    expect(markState(mirror).badge).toBe('needsYou')
  })

  it.each([
    [null, 'Paused'],
    [at('2026-05-01T14:00:00Z'), 'Paused until 14:00'],
    [at('2026-05-02T08:00:00Z'), 'Paused until tomorrow 08:00'],
  ])('says how long everything is paused', (pausedUntil, expected) => {
    const mirror = makeMirror({ settings: { ...defaultSettings, paused: true, pausedUntil } })
    expect(labels(mirror)).toContain(expected)
    expect(labels(mirror)).not.toContain('Pause all agents')
    expect(tooltip(mirror)).toBe(`Kaihe Companion: ${expected}`)
    expect(markState(mirror).badge).toBe('paused')
  })

  it('is quiet when nothing happens, and says so when it is held after crashes', () => {
    expect(tooltip(makeMirror())).toBe('Kaihe Companion: all quiet')
    const held = makeMirror({ power: { ...quietPower, heldAfterCrashes: true } })
    expect([tooltip(held), markState(held).badge]).toEqual(['Kaihe Companion: held after several crashes', 'paused'])
  })

  it('fills as today’s limit is used, and shows that a limit holds a run', () => {
    const limit = budgetLimitSchema.parse({ kind: 'money', currency: 'USD', micros: 2_000_000 })
    const computerBudgets = [
      {
        id: 'day',
        scope: 'computer' as const,
        period: 'day' as const,
        limit,
        warnAt: 80,
        whenReached: 'wait' as const,
      },
    ]
    const mirror = { ...used(spent(1_000_000)), settings: { ...defaultSettings, computerBudgets } }
    expect(markState(mirror)).toEqual({ level: 0.5, badge: 'none' })
    const held = makeRun({ state: { name: 'waiting', for: 'budget' } })
    expect(markState({ ...mirror, runs: { [held.id]: held } }).badge).toBe('limitReached')

    const full = { ...used(spent(2_100_000)), settings: { ...defaultSettings, computerBudgets } }
    expect(markState(full)).toEqual({ level: 1, badge: 'limitReached' })
    expect(markState({ ...full, runs: { [asking.id]: asking } }).badge).toBe('needsYou')
    expect(tooltip(full)).toBe('Kaihe Companion: all quiet, the limit of today is used up, today $2.10')
  })

  it('speaks Chinese', () => {
    expect(labels(makeMirror(), 'zh-CN')).toContain('没有正在运行的助手')
  })
})

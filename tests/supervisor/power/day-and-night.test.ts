import { describe, expect, it } from 'vitest'
import type { SettingsChanges } from '../../../electron/supervisor/settings/settings-service.ts'
import { createDayAndNight } from '../../../electron/supervisor/power/day-and-night.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import type { Mirror } from '../../../shared/contract/mirror.ts'
import { instantSchema } from '../../../shared/model/brand.ts'
import { quietPower } from '../../../shared/model/power.ts'
import { defaultSettings, settingsSchema } from '../../../shared/model/settings.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { settle } from '../../helpers/fake-processes.ts'
import { at, makeAgent, makeMirror, makeRun } from '../../helpers/things.ts'

const minute = 60_000

function open(changes: { agentKeepsAwake?: boolean } = {}) {
  const clock = createFakeClock(at('2026-05-01T07:00:00Z'))
  const done: string[] = []
  let failing = false
  let settings = defaultSettings
  let power = quietPower
  let mirror: Mirror = makeMirror({ agents: { 'agent-1': makeAgent({ keepAwake: changes.agentKeepsAwake ?? false }) } })
  let blocked = 0
  const parts = createDayAndNight({
    runs: {
      hold: (held) => void done.push(held ? 'hold' : 'let go'),
      async recover() {
        done.push('recover')
        if (failing) throw new Error('storage')
      },
    },
    scheduler: {
      async start() {
        done.push('schedule')
      },
      sleep: () => void done.push('rest'),
      wake: () => void done.push('look'),
    },
    settings: {
      current: () => settings,
      save(changed: SettingsChanges) {
        settings = settingsSchema.parse({ ...settings, ...changed })
        done.push(`paused ${settings.paused}`)
        return settings
      },
    },
    power: {
      note(changed) {
        power = { ...power, ...changed }
      },
    },
    mirror: () => mirror,
    clock,
    begin: () => void done.push('begin'),
    keepAwake: () => {
      blocked += 1
      return () => {
        blocked -= 1
      }
    },
  })
  const show = (next: Partial<Mirror>, event: AppEvent['type']) => {
    mirror = { ...mirror, ...next }
    if (event === 'upcoming.changed') parts.observe({ type: event, upcoming: mirror.upcoming })
    else if (event === 'settings.saved') parts.observe({ type: event, settings })
    else parts.observe({ type: 'run.saved', run: makeRun() })
  }
  return {
    ...parts,
    clock,
    show,
    takeDone: () => done.splice(0),
    power: () => power,
    blocked: () => blocked,
    fail: () => {
      failing = true
    },
    pauseUntil: (until: number) => {
      settings = { ...settings, paused: true, pausedUntil: instantSchema.parse(until) }
      show({ settings }, 'settings.saved')
    },
  }
}

describe('the start', () => {
  it('goes on with what had begun before anything is due', async () => {
    const { start, takeDone } = open()
    await start(false)
    expect(takeDone().filter((each) => each !== 'let go')).toEqual(['recover', 'schedule', 'begin'])
  })

  it('arms nothing when what had begun could not be settled', async () => {
    const { start, fail, takeDone } = open()
    fail()
    await expect(start(false)).rejects.toThrow('storage')
    expect(takeDone()).not.toContain('schedule')
  })

  it('after several crashes starts nothing until the owner goes on, and then everything once', async () => {
    const { start, recover, takeDone, power } = open()
    await start(true)
    expect(takeDone().at(-1)).toBe('hold')
    expect(power().heldAfterCrashes).toBe(true)
    await Promise.all([recover(), recover()])
    expect(power().heldAfterCrashes).toBe(false)
    expect(takeDone().filter((each) => each !== 'let go')).toEqual(['recover', 'schedule', 'begin'])
  })
})

describe('the computer’s sleep', () => {
  it('holds everything from the word that it comes, and is looked after once when it ends', async () => {
    const { start, sleep, wake, takeDone } = open()
    await start(false)
    takeDone()
    sleep()
    expect(takeDone()).toEqual(['hold', 'rest'])
    wake()
    expect(takeDone()).toEqual(['let go', 'look'])
  })

  it('does not hold for ever where the system never says that it ended', async () => {
    const { start, sleep, clock, takeDone } = open()
    await start(false)
    takeDone()
    sleep()
    clock.advance(2 * minute)
    expect(takeDone()).toEqual(['hold', 'rest', 'let go', 'look'])
    expect(clock.pending()).toBe(0)
  })
})

describe('a pause until a time', () => {
  it('ends by itself, after what was due in it has been decided', async () => {
    const { start, clock, pauseUntil, takeDone } = open()
    await start(false)
    pauseUntil(clock.now() + 90 * minute)
    takeDone()
    clock.advance(89 * minute)
    expect(takeDone()).toEqual([])
    clock.advance(minute)
    expect(takeDone()).toEqual(['look', 'paused false', 'let go'])
  })

  it('ends when the computer wakes up after its time', async () => {
    const { start, sleep, wake, clock, pauseUntil, takeDone } = open()
    await start(false)
    pauseUntil(clock.now() + 90 * minute)
    sleep()
    clock.jump(300 * minute)
    takeDone()
    wake()
    expect(takeDone().filter((each) => each !== 'let go')).toEqual(['look', 'look', 'paused false'])
  })
})

describe('keeping the computer awake', () => {
  const dueIn = (minutes: number) => ({
    upcoming: makeMirror({
      upcoming: [{ agentId: 'agent-1', triggerId: 'trigger-1', dueAt: at('2026-05-01T07:00:00Z') + minutes * minute }],
    }).upcoming,
  })

  it('begins a minute before the agent is due and ends when its run does', async () => {
    const { start, show, clock, blocked, power } = open({ agentKeepsAwake: true })
    await start(false)
    show(dueIn(30), 'upcoming.changed')
    expect(blocked()).toBe(0)
    clock.advance(29 * minute)
    expect([blocked(), power().keptAwakeFor]).toEqual([1, ['agent-1']])
    const running = makeRun({ state: { name: 'running' } })
    show({ upcoming: [], runs: { [running.id]: running } }, 'run.saved')
    expect(blocked()).toBe(1)
    const ended = makeRun({ state: { name: 'stopped' } })
    show({ runs: { [ended.id]: ended } }, 'run.saved')
    expect([blocked(), power().keptAwakeFor]).toEqual([0, []])
    await settle()
    expect(clock.pending()).toBe(0)
  })

  it.each([
    ['a run that waits for its owner', { name: 'waiting', for: 'approval' }, 0],
    ['a run that waits for its limit', { name: 'waiting', for: 'budget' }, 0],
    ['a run that waits for the network', { name: 'waiting', for: 'network' }, 1],
    ['a run that is stopping', { name: 'stopping' }, 1],
  ] as const)('%s', async (_what, state, expected) => {
    const { start, show, blocked } = open({ agentKeepsAwake: true })
    await start(false)
    const run = makeRun({ state })
    show({ runs: { [run.id]: run } }, 'run.saved')
    expect(blocked()).toBe(expected)
  })

  it('is let go of when the app ends, and never begun for an agent that does not ask for it', async () => {
    const running = makeRun({ state: { name: 'running' } })
    const asks = open({ agentKeepsAwake: true })
    await asks.start(false)
    asks.show({ runs: { [running.id]: running } }, 'run.saved')
    asks.stop()
    const doesNot = open()
    await doesNot.start(false)
    doesNot.show({ runs: { [running.id]: running } }, 'run.saved')
    expect([asks.blocked(), doesNot.blocked()]).toEqual([0, 0])
  })
})

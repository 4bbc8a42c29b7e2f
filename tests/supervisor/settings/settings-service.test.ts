import { describe, expect, it } from 'vitest'
import {
  createSettingsService,
  hasClosedLimit,
  readSettings,
} from '../../../electron/supervisor/settings/settings-service.ts'
import { defaultSettings } from '../../../shared/model/settings.ts'
import { createPageServices } from '../../helpers/page-services.ts'

describe('stored preferences', () => {
  it('fall back one by one', () => {
    const stored = { language: 'zh-CN', theme: 'purple', paused: 'yes', launchAtLogin: true, usualModel: { model: 7 } }
    expect(readSettings(stored)).toEqual({
      ...defaultSettings,
      language: 'zh-CN',
      launchAtLogin: true,
      // Whoever has chosen something has been here before.
      welcomed: true,
    })
  })

  it.each([undefined, null, 'text', 7, [], { unknown: 1 }])('that are %j mean the defaults', (stored) => {
    expect(readSettings(stored)).toEqual(defaultSettings)
  })
})

describe('changing one preference', () => {
  it('leaves all others as they are, also when it comes from the page', async () => {
    const page = createPageServices({ stored: { displayCurrency: 'CNY', keepUsageYears: 2 } })
    expect(await page.send('settings.save', { theme: 'dark' })).toMatchObject({
      ok: true,
      value: { theme: 'dark', displayCurrency: 'CNY', keepUsageYears: 2 },
    })
  })
})

describe('a limit that cannot be read', () => {
  const day = { id: 'day', scope: 'computer', period: 'day', limit: { kind: 'tokens', tokens: 9 } }
  const closed = { id: 'unreadable', limit: { kind: 'tokens', tokens: 0 }, period: 'day', whenReached: 'wait' }

  it.each([[[{ ...day, limit: { kind: 'money', micros: -1 } }]], ['unreadable'], [7], [null], [{ 0: day }]])(
    'lets nothing through, and costs no other choice: %j',
    (computerBudgets) => {
      const settings = readSettings({ theme: 'dark', computerBudgets })
      expect(settings.theme).toBe('dark')
      expect(settings.computerBudgets).toMatchObject([closed])
      expect(hasClosedLimit(settings)).toBe(true)
    },
  )

  it('does not take the readable ones with it, and is not made twice', () => {
    const once = readSettings({ computerBudgets: [day, { id: 'broken' }] })
    expect(once.computerBudgets).toMatchObject([day, closed])
    expect(readSettings(once)).toEqual(once)
    expect(hasClosedLimit(readSettings({ computerBudgets: [day] }))).toBe(false)
  })
})

describe('settings', () => {
  it('are stored whole, reported and kept when only one is changed', async () => {
    const { send, settings, written, events } = createPageServices({ stored: { theme: 'dark' } })
    expect(await send('settings.save', { language: 'zh-CN', theme: undefined })).toMatchObject({
      ok: true,
      value: { language: 'zh-CN', theme: 'dark' },
    })
    expect(written).toEqual([settings.current()])
    expect(events).toContainEqual({ type: 'settings.saved', settings: settings.current() })
    expect(settings.language()).toBe('zh-CN')
  })

  it('hold the queue while everything is paused', async () => {
    const { send, runs, settings } = createPageServices()
    await send('app.pauseAll', { paused: true })
    expect([runs.held(), settings.current().paused]).toEqual([true, true])
    await send('settings.save', { paused: false })
    expect([runs.held(), settings.current().paused]).toEqual([false, false])
  })

  it('start the app at login only when that changes, and do not say so when it could not be done', async () => {
    const { send, desktop, settings, routerWith } = createPageServices()
    await send('settings.save', { launchAtLogin: false })
    expect(desktop.acts()).toEqual([])
    await send('settings.save', { launchAtLogin: true })
    expect(desktop.acts()).toEqual(['launch at login true'])
    desktop.setLaunchAtLogin = () => Promise.reject(new Error('no'))
    expect(await routerWith({})('page', 'settings.save', { launchAtLogin: false })).toMatchObject({ ok: false })
    expect(settings.current().launchAtLogin).toBe(true)
  })

  it('stay as they were when they cannot be stored', () => {
    const events: unknown[] = []
    const settings = createSettingsService({
      store: {
        read: () => undefined,
        write: () => {
          throw Object.assign(new Error('full'), { code: 'ENOSPC' })
        },
      },
      systemLanguage: 'en',
      publish: (event) => events.push(event),
    })
    expect(() => settings.save({ paused: true })).toThrow('storage.diskFull')
    expect(settings.current().paused).toBe(false)
    expect(events).toEqual([])
  })
})

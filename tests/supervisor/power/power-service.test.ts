import { describe, expect, it } from 'vitest'
import { createPageServices } from '../../helpers/page-services.ts'
import { makeAgent } from '../../helpers/things.ts'
import { defaultSettings } from '../../../shared/model/settings.ts'

describe('the keys that stop everything', () => {
  it('are asked for when they are set, and given back when they are removed', async () => {
    const { send, desktop, power, settings } = createPageServices()
    await send('settings.save', { stopShortcut: 'Control+Alt+S' })
    expect([power.current().stopShortcut, settings.current().stopShortcut]).toEqual(['works', 'Control+Alt+S'])
    await send('settings.save', { stopShortcut: null })
    expect([power.current().stopShortcut, settings.current().stopShortcut]).toEqual(['off', null])
    expect(desktop.acts()).toEqual(['listen for Control+Alt+S', 'listen for null'])
  })

  it('that another program has are refused, and those from before still hold', async () => {
    const { send, desktop, power, settings } = createPageServices()
    await send('settings.save', { stopShortcut: 'Control+Alt+S' })
    desktop.take('Control+Alt+T')
    expect(await send('settings.save', { stopShortcut: 'Control+Alt+T' })).toMatchObject({
      ok: false,
      error: { code: 'shortcut.taken' },
    })
    expect([power.current().stopShortcut, settings.current().stopShortcut]).toEqual(['works', 'Control+Alt+S'])
  })

  it.each(['', 'Control + S', 'Control+Ä', 'x'.repeat(80)])('are refused as %j', async (stopShortcut) => {
    const { send } = createPageServices()
    expect(await send('settings.save', { stopShortcut })).toMatchObject({ ok: false })
  })

  it('stop every live run', async () => {
    const { send, runs, desktop } = createPageServices()
    runs.start({ agent: makeAgent(), startedBy: { kind: 'hand' } })
    runs.start({ agent: makeAgent({ id: 'agent-2' }), startedBy: { kind: 'hand' } })
    await send('settings.save', { stopShortcut: 'F9' })
    desktop.pressStop()
    await expect.poll(() => runs.live()).toEqual([])
  })
})

describe('the keys for the clipboard', () => {
  it('are asked for beside the others, and refused where another program has them', async () => {
    const { send, desktop, power, settings } = createPageServices()
    await send('settings.save', { clipboardShortcut: 'Control+Alt+C', clipboardAgent: 'agent-1' })
    expect(power.current()).toMatchObject({ clipboardShortcut: 'works', stopShortcut: 'off' })
    expect(settings.current()).toMatchObject({ clipboardShortcut: 'Control+Alt+C', clipboardAgent: 'agent-1' })
    desktop.take('Control+Alt+V')
    expect(await send('settings.save', { clipboardShortcut: 'Control+Alt+V' })).toMatchObject({
      ok: false,
      error: { code: 'shortcut.taken' },
    })
    expect(settings.current().clipboardShortcut).toBe('Control+Alt+C')
  })
})

describe('stop all', () => {
  it('says how many it stopped', async () => {
    const { send, runs } = createPageServices()
    runs.start({ agent: makeAgent(), startedBy: { kind: 'hand' } })
    expect(await send('app.stopAll')).toMatchObject({ ok: true, value: { stopped: 1 } })
    expect(await send('app.stopAll')).toMatchObject({ ok: true, value: { stopped: 0 } })
  })
})

describe('starting at sign-in', () => {
  it('is shown as the system says, and follows the switch there', async () => {
    const { send, power, desktop, settings } = createPageServices()
    await power.start(defaultSettings)
    await send('settings.save', { launchAtLogin: true })
    expect([power.current().launchesAtLogin, settings.current().launchAtLogin]).toEqual([true, true])
    // Switched off in the system's own settings.
    await desktop.setLaunchAtLogin(false)
    await power.start(defaultSettings)
    expect(power.current().launchesAtLogin).toBe(false)
    await send('settings.save', { launchAtLogin: true })
    expect(power.current().launchesAtLogin).toBe(true)
  })
})

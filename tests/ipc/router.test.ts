import { describe, expect, it } from 'vitest'
import { commands } from '../../shared/contract/commands.ts'
import { CodedError } from '../../shared/contract/errors.ts'
import { createPageServices } from '../helpers/page-services.ts'
import { makeRun } from '../helpers/things.ts'

describe('the gate between page and main', () => {
  it('answers a command of our page', async () => {
    const { send } = createPageServices()
    expect(await send('app.snapshot')).toMatchObject({ ok: true, value: { sequence: 0 } })
  })

  it('refuses every command of anyone else, before looking at it', async () => {
    const { router, log, desktop } = createPageServices()
    for (const name of Object.keys(commands)) {
      expect(await router('stranger', name, {})).toMatchObject({ ok: false, error: { code: 'request.refused' } })
    }
    expect(log).toHaveLength(Object.keys(commands).length)
    expect(desktop.acts()).toEqual([])
  })

  it.each(['nothing.like.this', '__proto__', 'constructor', 'toString', 'hasOwnProperty', '', 7, null, ['app.quit']])(
    'refuses the name %j',
    async (name) => {
      const { router } = createPageServices()
      expect(await router('page', name, {})).toMatchObject({ ok: false, error: { code: 'request.invalid' } })
    },
  )

  it.each([
    ['settings.save', { theme: 'purple' }],
    ['settings.save', null],
    ['app.pauseAll', {}],
    ['app.pauseAll', { paused: 'yes' }],
    ['window.control', { action: 'explode' }],
    ['runs.list', { before: null, agentId: null, limit: 1e9 }],
    ['agents.run', { agentId: { $ne: null } }],
    ['agents.run', undefined],
    [
      'schedule.preview',
      { triggers: [{ id: 't', kind: 'calendar', weekdays: [8], time: '08:00', zone: 'UTC' }], count: 1 },
    ],
    [
      'schedule.preview',
      { triggers: [{ id: 't', kind: 'calendar', weekdays: [1], time: '25:00', zone: 'UTC' }], count: 1 },
    ],
    [
      'schedule.preview',
      { triggers: [{ id: 't', kind: 'calendar', weekdays: [1], time: '08:00', zone: 'Mars' }], count: 1 },
    ],
  ] as const)('refuses %s with %j', async (name, args) => {
    const { send, desktop } = createPageServices()
    expect(await send(name, args)).toMatchObject({ ok: false, error: { code: 'request.invalid' } })
    expect(desktop.acts()).toEqual([])
  })

  it('refuses arguments that are not plain data of a bearable size', async () => {
    const { router } = createPageServices()
    const heavy = [{ paused: new Map() }, { paused: true, more: 'x'.repeat(3_000_000) }, JSON.parse('{"__proto__":{}}')]
    for (const args of heavy) {
      expect(await router('page', 'app.pauseAll', args)).toMatchObject({
        ok: false,
        error: { code: 'request.invalid' },
      })
    }
  })

  it('names the place of a mistake but never what was typed there', async () => {
    const { send, log } = createPageServices()
    const reply = await send('providers.save', {
      id: null,
      name: 'x',
      baseUrl: 'https://x.example',
      key: ['sk-secret'],
      keyStorage: 'session',
    })
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'request.invalid', detail: expect.stringContaining('key') },
    })
    expect(JSON.stringify([reply, log])).not.toContain('sk-secret')
  })

  it('turns what a handler throws into an error with a code, and never rejects', async () => {
    const { send, routerWith } = createPageServices()
    expect(await send('agents.run', { agentId: 'nobody' })).toMatchObject({
      ok: false,
      error: { code: 'agent.missing' },
    })
    const broken = routerWith({
      'app.quit': () => {
        throw new TypeError('boom')
      },
      'agents.remove': () => Promise.reject(new CodedError('storage.diskFull')),
    })
    const boom = { ok: false, error: { code: 'unexpected', params: {}, detail: 'TypeError: boom' } }
    expect(await broken('page', 'app.quit', { confirmed: true })).toEqual(boom)
    const full = { ok: false, error: { code: 'storage.diskFull' } }
    expect(await broken('page', 'agents.remove', { agentId: 'agent-1' })).toMatchObject(full)
  })

  it('holds replies to their schema too', async () => {
    const { routerWith } = createPageServices()
    const run = { ...makeRun(), modelLabel: 'x'.repeat(301) }
    const broken = routerWith({ 'runs.read': () => ({ run, changes: [], segments: [] }) })
    const reply = await broken('page', 'runs.read', { runId: 'run-1' })
    expect(reply).toMatchObject({
      ok: false,
      error: { code: 'unexpected', detail: expect.stringContaining('modelLabel') },
    })
  })
})

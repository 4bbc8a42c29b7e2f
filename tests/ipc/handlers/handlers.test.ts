import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bookPrice, createPageServices, foundServer } from '../../helpers/page-services.ts'
import { makeTrigger } from '../../helpers/things.ts'

const invalid = { ok: false, error: { code: 'request.invalid' } }

describe('opening a link', () => {
  it('hands https addresses to the browser', async () => {
    const { send, desktop } = createPageServices()
    expect(await send('links.open', { url: 'https://example.com/a?b=c' })).toEqual({ ok: true, value: {} })
    expect(desktop.acts()).toEqual(['browse https://example.com/a?b=c'])
  })

  it.each([
    'http://example.com',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://example.com@evil.example/',
    'https:/\\user:pass@evil.example',
    'smb://server/share',
    'vscode://open',
    '/relative',
    '',
  ])('refuses %j', async (url) => {
    const { send, desktop } = createPageServices()
    expect(await send('links.open', { url })).toMatchObject(invalid)
    expect(desktop.acts()).toEqual([])
  })
})

describe('picking a folder', () => {
  it('lets an agent use it for that access and no other', async () => {
    const { send, desktop, folder, agents } = createPageServices()
    const path = folder('documents')
    desktop.pick(path)
    expect(await send('folders.pick', { access: 'read', startAt: path })).toEqual({ ok: true, value: { path } })
    expect(desktop.acts()).toEqual([`pick read from ${path}`])
    const agent = agents.create('summarize-documents')
    const [read, ...others] = agent.steps
    const reading = { ...agent, steps: [{ ...read, folder: path }, ...others] }
    expect(await send('agents.save', { agentId: agent.id, draft: reading })).toMatchObject({ ok: true })
    const writing = {
      ...agent,
      steps: agent.steps.map((step) => ('format' in step ? { ...step, folder: path } : step)),
    }
    expect(await send('agents.save', { agentId: agent.id, draft: writing })).toMatchObject({
      ok: false,
      error: { code: 'folder.notGranted' },
    })
  })

  it('answers nothing when the owner cancels, and grants nothing', async () => {
    const { send, folder, desktop } = createPageServices()
    folder('documents')
    expect(await send('folders.pick', { access: 'read', startAt: '../relative' })).toEqual({
      ok: true,
      value: { path: null },
    })
    expect(desktop.acts()).toEqual(['pick read from null'])
  })

  it('refuses what is gone by the time it was picked', async () => {
    const { send, desktop, home } = createPageServices()
    desktop.pick(join(home, 'vanished'))
    expect(await send('folders.pick', { access: 'read', startAt: null })).toMatchObject({
      ok: false,
      error: { code: 'folder.missing' },
    })
  })
})

describe('running by hand', () => {
  it('starts, shows, lists and stops a run', async () => {
    const { send, samples, runs, agents } = createPageServices()
    await samples.run(null)
    runs.endAll()
    const [agent] = agents.list()
    const started = await send('agents.run', { agentId: agent?.id })
    expect(started).toEqual({ ok: true, value: { runId: 'run-2' } })
    expect(await send('agents.run', { agentId: agent?.id })).toMatchObject({
      ok: false,
      error: { code: 'agent.alreadyRunning' },
    })
    expect(await send('runs.list', { before: null, agentId: null, limit: 1 })).toMatchObject({
      ok: true,
      value: { runs: [{ id: 'run-2' }], more: true },
    })
    expect(await send('runs.stop', { runId: 'run-2' })).toEqual({ ok: true, value: {} })
    expect(await send('runs.stop', { runId: 'run-2' })).toMatchObject({ ok: false, error: { code: 'run.ended' } })
    expect(await send('runs.read', { runId: 'run-2' })).toMatchObject({
      ok: true,
      value: { run: { state: { name: 'stopped' } }, segments: [] },
    })
    expect(await send('runs.read', { runId: 'run-9' })).toMatchObject({ ok: false, error: { code: 'run.missing' } })
  })

  it('shows the text a run has written so far', async () => {
    const { send, samples, publisher, runs } = createPageServices()
    const { runId } = await samples.run(null)
    publisher.publish({ type: 'run.saved', run: runs.read(runId).run })
    publisher.publish({ type: 'run.text', runId, key: 'a', label: 'letter.txt', start: 0, text: 'So far' })
    expect(await send('runs.read', { runId })).toMatchObject({ ok: true, value: { segments: [{ text: 'So far' }] } })
  })

  it('is refused for an agent that is not complete', async () => {
    const { send, agents } = createPageServices()
    const agent = agents.create('summarize-documents')
    expect(await send('agents.run', { agentId: agent.id })).toMatchObject({
      ok: false,
      error: { code: 'agent.incomplete' },
    })
  })
})

describe('the window', () => {
  it('does what its buttons say', async () => {
    const { send, desktop } = createPageServices()
    await send('window.control', { action: 'minimize' })
    await send('app.quit', { confirmed: false })
    await send('app.quit', { confirmed: true })
    expect(desktop.acts()).toEqual(['minimize', 'ask to quit', 'quit'])
  })
})

describe('previewing a schedule', () => {
  it('says when it would run next', async () => {
    const { send } = createPageServices()
    const reply = await send('schedule.preview', { triggers: [makeTrigger({ zone: 'Asia/Shanghai' })], count: 2 })
    expect(reply).toMatchObject({
      ok: true,
      value: {
        times: [{ at: Date.parse('2026-05-02T00:00Z') }, { at: Date.parse('2026-05-03T00:00Z') }],
        problems: [],
      },
    })
  })

  it('answers a schedule that cannot be with what is wrong with it', async () => {
    const { send } = createPageServices()
    const nonsense = { id: 'n', kind: 'cron', expression: 'every day at eight', zone: 'UTC' }
    const reply = await send('schedule.preview', { triggers: [makeTrigger({}), nonsense], count: 1 })
    expect(reply).toMatchObject({
      ok: true,
      value: {
        times: [{ clock: 'plain' }],
        problems: [{ triggerId: 'n', error: { code: 'schedule.cronUnreadable' } }],
      },
    })
  })
})

describe('templates and services by name', () => {
  it('are refused when there is none of that name', async () => {
    const { send } = createPageServices()
    expect(await send('agents.create', { templateId: '../x', withSamples: false })).toMatchObject(invalid)
    const draft = { id: 'gone', name: 'x', baseUrl: 'https://x.example', keyStorage: 'session' }
    expect(await send('providers.save', draft)).toMatchObject({ ok: false, error: { code: 'provider.missing' } })
    expect(await send('providers.test', { draft: { ...draft, id: null, key: 'k' }, model: null })).toMatchObject({
      ok: true,
    })
    expect(await send('models.save', { providerId: 'gone', models: [] })).toMatchObject({ ok: false })
    expect(await send('providers.remove', { providerId: 'gone' })).toMatchObject({ ok: false })
  })
})

describe('what services say of themselves', () => {
  it('names the model servers found on this computer', async () => {
    const { send } = createPageServices()
    expect(await send('providers.discover')).toEqual({ ok: true, value: { servers: [foundServer] } })
  })

  it('looks prices up in the book', async () => {
    const { send } = createPageServices()
    const question = { dialect: 'openai', baseUrl: 'https://api.openai.com/v1', models: ['gpt-6-sol'] }
    expect(await send('prices.lookup', question)).toEqual({
      ok: true,
      value: { prices: [{ model: 'gpt-6-sol', price: bookPrice, certain: true }] },
    })
    expect(await send('prices.lookup', { ...question, dialect: 'practice' })).toMatchObject(invalid)
  })

  it('tells what an account holds in whole micro-units, and refuses a service that is gone', async () => {
    const { send, providers } = createPageServices()
    const provider = await providers.save({
      id: null,
      name: 'Example',
      baseUrl: 'https://api.example.com/v1',
      keyStorage: 'session',
    })
    expect(await send('providers.balance', { providerId: provider.id })).toMatchObject({
      ok: true,
      value: { balances: [{ currency: 'CNY', micros: 12_500_000, means: 'left' }] },
    })
    expect(await send('providers.balance', { providerId: 'gone' })).toMatchObject({
      ok: false,
      error: { code: 'provider.missing' },
    })
  })
})

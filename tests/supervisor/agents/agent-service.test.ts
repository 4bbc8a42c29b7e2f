import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import { agentIdSchema, stepIdSchema } from '../../../shared/model/brand.ts'
import { createPageServices } from '../../helpers/page-services.ts'
import { makeAgent, makeTrigger } from '../../helpers/things.ts'

/** The agent of the first start, and a draft of it that uses two folders the owner picked. */
async function setUp() {
  const app = createPageServices()
  app.agents.welcome()
  const [agent] = app.agents.list()
  if (agent === undefined) throw new Error('no agent on the first start')
  const documents = await app.folders.remember({ path: app.folder('documents'), access: 'read' })
  const reports = await app.folders.remember({ path: app.folder('reports'), access: 'write' })
  const draftWith = (read: string | null, write: string | null): AgentDraft => {
    const { id: _id, templateId: _template, grants: _grants, createdAt: _created, updatedAt: _updated, ...own } = agent
    const steps = agent.steps.map((step) => {
      if (step.kind === 'readFolder') return { ...step, folder: read }
      return step.kind === 'writeDocument' ? { ...step, folder: write } : step
    })
    return { ...own, enabled: true, steps }
  }
  return { ...app, agent, documents, reports, draftWith }
}

describe('the first start', () => {
  it('offers the ready agent: switched off, no folders yet, with a time suggested in the PC’s zone', async () => {
    const { agent, events } = await setUp()
    expect(agent).toMatchObject({
      name: 'Summarize my documents',
      enabled: false,
      modelPolicy: { kind: 'usual' },
      grants: [],
      templateId: 'summarize-documents',
      triggers: [{ kind: 'calendar', times: ['08:00'], zone: 'Asia/Shanghai' }],
    })
    expect(agent.steps.map((step) => step.kind)).toEqual(['readFolder', 'summarize', 'writeDocument'])
    expect(events).toContainEqual({ type: 'agent.saved', agent })
  })

  it('speaks the owner’s language', () => {
    const { agents } = createPageServices({ stored: { language: 'zh-CN' } })
    agents.welcome()
    expect(agents.list()[0]).toMatchObject({ name: '总结我的文档' })
    expect(agents.list()[0]?.steps.at(-1)).toMatchObject({ title: '文档总结' })
  })

  it('happens once: a removed agent does not come back by itself', async () => {
    const { agents, agent } = await setUp()
    await agents.remove(agent.id)
    agents.welcome()
    expect(agents.list()).toEqual([])
  })
})

describe('saving an agent', () => {
  it('keeps it over a restart, dated, with the folders of its steps as its grants', async () => {
    const { agents, agent, clock, draftWith, documents, reports, restart, events } = await setUp()
    clock.advance(5000)
    const saved = await agents.save(agent.id, { ...draftWith(documents, reports), name: 'Mine' })
    expect(saved).toMatchObject({
      name: 'Mine',
      id: agent.id,
      createdAt: agent.createdAt,
      updatedAt: clock.now(),
      grants: [
        { path: documents, access: 'read' },
        { path: reports, access: 'write' },
      ],
    })
    expect(events.at(-1)).toMatchObject({ type: 'upcoming.changed', upcoming: [{ agentId: agent.id }] })
    expect(restart().agents.get(agent.id)).toEqual(saved)
  })

  it('refuses a folder the owner did not pick, or picked for something else', async () => {
    const { agents, agent, draftWith, documents, reports, folder } = await setUp()
    const refused = { code: 'folder.notGranted' }
    await expect(agents.save(agent.id, draftWith(folder('secret'), reports))).rejects.toMatchObject(refused)
    await expect(agents.save(agent.id, draftWith(documents, documents))).rejects.toMatchObject(refused)
    await expect(agents.save(agent.id, draftWith(`${documents}/..`, reports))).rejects.toMatchObject(refused)
    await expect(agents.save(agent.id, draftWith('documents', reports))).rejects.toMatchObject(refused)
    expect(agents.get(agent.id)).toEqual(agent)
  })

  it('follows links before it compares, so that a link is no way to another folder', async () => {
    const { agents, agent, draftWith, documents, reports, folder, home } = await setUp()
    symlinkSync(documents, join(home, 'link'))
    expect(await agents.save(agent.id, draftWith(join(home, 'link'), reports))).toMatchObject({
      steps: [{ folder: documents }, {}, {}],
    })
    rmSync(documents, { recursive: true })
    symlinkSync(folder('secret'), documents)
    await expect(agents.save(agent.id, draftWith(documents, reports))).rejects.toMatchObject({
      code: 'folder.notGranted',
    })
  })

  it('keeps a folder it had while its drive is away', async () => {
    const { agents, agent, draftWith, documents, reports } = await setUp()
    await agents.save(agent.id, draftWith(documents, reports))
    rmSync(documents, { recursive: true })
    const saved = await agents.save(agent.id, { ...draftWith(documents, reports), name: 'Renamed' })
    expect(saved.grants).toContainEqual({ path: documents, access: 'read' })
  })

  it('takes a grant back together with the folder', async () => {
    const { agents, agent, draftWith, documents, reports } = await setUp()
    await agents.save(agent.id, draftWith(documents, reports))
    expect((await agents.save(agent.id, draftWith(null, reports))).grants).toEqual([{ path: reports, access: 'write' }])
  })

  it('keeps a half-built task, and one whose steps are out of order', async () => {
    const { agents, agent, draftWith } = await setUp()
    const draft = draftWith(null, null)
    const turned = await agents.save(agent.id, { ...draft, steps: draft.steps.toReversed() })
    expect(turned.steps.map(({ id }) => id)).toEqual(draft.steps.map(({ id }) => id).toReversed())
    await expect(agents.save(agent.id, { ...draft, steps: [] })).resolves.toMatchObject({ steps: [] })
  })

  it('refuses ids that are used twice', async () => {
    const { agents, agent, draftWith } = await setUp()
    const draft = draftWith(null, null)
    const invalid = { code: 'request.invalid' }
    const doubled = draft.steps.map((step) => ({ ...step, id: stepIdSchema.parse('same') }))
    await expect(agents.save(agent.id, { ...draft, steps: doubled })).rejects.toMatchObject(invalid)
    const triggers = [makeTrigger(), makeTrigger()]
    await expect(agents.save(agent.id, { ...draft, triggers })).rejects.toMatchObject(invalid)
  })

  it('refuses an agent there is not', async () => {
    const { agents, draftWith } = await setUp()
    const nobody = agentIdSchema.parse('nobody')
    await expect(agents.save(nobody, draftWith(null, null))).rejects.toMatchObject({ code: 'agent.missing' })
  })

  it('lets two agents have one name', async () => {
    const { agents, agent } = await setUp()
    const second = agents.create('summarize-documents')
    expect(second.name).toBe(agent.name)
    expect(agents.list().map(({ id }) => id)).toEqual([agent.id, second.id])
  })
})

describe('removing an agent', () => {
  it('stops its run and its schedule, and can be taken back', async () => {
    const { agents, agent, runs, draftWith, documents, reports, scheduler, events, clock } = await setUp()
    const saved = await agents.save(agent.id, draftWith(documents, reports))
    runs.start({ agent: saved, startedBy: { kind: 'hand' } })
    await agents.remove(agent.id)
    expect(runs.live()).toEqual([])
    expect(scheduler.upcoming()).toEqual([])
    expect(() => agents.get(agent.id)).toThrow('agent.missing')
    expect(events).toContainEqual({ type: 'agent.removed', agentId: agent.id })
    clock.advance(2 * 86_400_000)
    expect(runs.all()).toHaveLength(1)
    expect(agents.restore(agent.id)).toEqual(saved)
    expect(scheduler.upcoming()).toHaveLength(1)
  })

  it('is refused for an agent there is not, and so is restoring one that is there', async () => {
    const { agents, agent } = await setUp()
    await expect(agents.remove(makeAgent().id)).rejects.toMatchObject({ code: 'agent.missing' })
    expect(() => agents.restore(agent.id)).toThrow('agent.missing')
  })
})

describe('changing the language', () => {
  it('says the words of the template anew and leaves the owner’s alone', async () => {
    const { agents, agent, send, draftWith } = await setUp()
    const own = agents.create('summarize-documents')
    await agents.save(own.id, { ...draftWith(null, null), name: 'Contracts' })
    await send('settings.save', { language: 'zh-CN' })
    expect(agents.get(agent.id)).toMatchObject({ name: '总结我的文档', steps: [{}, {}, { title: '文档总结' }] })
    expect(agents.get(own.id)).toMatchObject({ name: 'Contracts', steps: [{}, {}, { title: '文档总结' }] })
    await send('settings.save', { language: 'en' })
    expect(agents.get(agent.id)).toEqual(agent)
  })
})

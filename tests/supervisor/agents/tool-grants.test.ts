import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import { stepSchema } from '../../../shared/steps/step.ts'
import { createPageServices } from '../../helpers/page-services.ts'

/** An agent, and drafts of it whose model works with these tools. */
function setUp() {
  const app = createPageServices()
  app.agents.welcome()
  const [agent] = app.agents.list()
  if (agent === undefined) throw new Error('no agent on the first start')
  const { id: _id, templateId: _template, grants: _grants, createdAt: _created, updatedAt: _updated, ...own } = agent
  const draftWith = (steps: object[]): AgentDraft => ({ ...own, steps: steps.map((step) => stepSchema.parse(step)) })
  const working = (tools: object) => [
    { id: 'work', kind: 'work', from: null, goal: 'Tidy up.', tools, turns: 5, minutes: 5, spend: 0 },
  ]
  const programAt = (name: string, mode = 0o755) => {
    const folder = app.folder('programs')
    mkdirSync(folder, { recursive: true })
    const path = join(folder, name)
    writeFileSync(path, '#!/bin/sh\n')
    chmodSync(path, mode)
    return path
  }
  return { ...app, agent, draftWith, working, programAt }
}

describe('what an agent may use', () => {
  it('is a folder picked for changes, which it may then read too, and no other', async () => {
    const { agents, agent, folders, folder, draftWith, working } = setUp()
    const project = await folders.remember({ path: folder('project'), access: 'write' })
    const saved = await agents.save(agent.id, draftWith(working({ folders: [{ path: project, access: 'write' }] })))
    expect(saved.grants).toEqual([
      { path: project, access: 'read' },
      { path: project, access: 'write' },
    ])
    const letters = await folders.remember({ path: folder('letters'), access: 'read' })
    const more = draftWith(working({ folders: [{ path: letters, access: 'write' }] }))
    await expect(agents.save(agent.id, more)).rejects.toMatchObject({ code: 'folder.notGranted' })
  })

  it('is a program its owner picked, in a step or among the tools', async () => {
    const { agents, agent, programs, folders, folder, draftWith, working, programAt } = setUp()
    const project = await folders.remember({ path: folder('project'), access: 'write' })
    const path = programAt('sort')
    const run = {
      id: 'run',
      kind: 'runProgram',
      from: null,
      program: { path, arguments: [] },
      folder: project,
      minutes: 1,
    }
    const tools = working({ folders: [{ path: project, access: 'write' }], programs: [path] })
    for (const steps of [[run], tools]) {
      await expect(agents.save(agent.id, draftWith(steps))).rejects.toMatchObject({ code: 'program.notPicked' })
    }
    expect(await programs.remember(path)).toBe(path)
    for (const steps of [[run], tools]) expect((await agents.save(agent.id, draftWith(steps))).steps).toHaveLength(1)
  })

  it('is no file that cannot be started', async () => {
    const { programs, programAt, folder } = setUp()
    await expect(programs.remember(programAt('notes.txt', 0o644))).rejects.toMatchObject({ code: 'program.missing' })
    await expect(programs.remember(join(folder('programs'), 'gone'))).rejects.toMatchObject({ code: 'program.missing' })
  })
})

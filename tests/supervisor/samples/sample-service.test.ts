import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { placeSamples } from '../../../electron/supervisor/samples/sample-documents.ts'
import { modelNameSchema, providerIdSchema } from '../../../shared/model/brand.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { createPageServices } from '../../helpers/page-services.ts'

describe('running the sample agent', () => {
  it('makes it once, on a copy of the documents its owner can see, and runs it', async () => {
    const { samples, agents, runs, home } = createPageServices()
    const { runId, documentsFolder } = await samples.run(null)
    expect(documentsFolder).toBe(join(home, 'Samples'))
    expect(readdirSync(documentsFolder).toSorted()).toEqual(readdirSync('assets/samples/en').toSorted())
    expect(runs.read(runId).run.startedBy).toEqual({ kind: 'hand' })
    expect(agents.list()).toMatchObject([
      {
        name: 'Summarize the sample documents',
        enabled: false,
        grants: [
          { path: documentsFolder, access: 'read' },
          { path: join(home, 'Reports'), access: 'write' },
        ],
      },
    ])
    runs.endAll()
    await samples.run(null)
    expect(agents.list()).toHaveLength(1)
    expect(runs.all()).toHaveLength(2)
  })

  it('returns the run that is under way instead of a second one', async () => {
    const { samples, runs } = createPageServices()
    const first = await samples.run(null)
    expect(await samples.run(null)).toEqual(first)
    expect(runs.all()).toHaveLength(1)
  })

  it('uses the model it is asked to', async () => {
    const { samples, agents, runs } = createPageServices()
    const model = { providerId: providerIdSchema.parse('provider-1'), model: modelNameSchema.parse('small') }
    await samples.run(null)
    runs.endAll()
    await samples.run(model)
    expect(agents.list()).toMatchObject([{ modelPolicy: { kind: 'named', model } }])
  })

  it('makes another one when the owner turned the first into something else', async () => {
    const { samples, agents, runs, folders, folder } = createPageServices()
    await samples.run(null)
    runs.endAll()
    const [agent] = agents.list()
    if (agent === undefined) throw new Error('no sample agent')
    const own = await folders.remember({ path: folder('own'), access: 'read' })
    const steps = agent.steps.map((step) => (step.kind === 'readFolder' ? { ...step, folder: own } : step))
    await agents.save(agent.id, { ...agent, steps })
    await samples.run(null)
    expect(agents.list()).toHaveLength(2)
  })

  it('speaks the owner’s language', async () => {
    const { send, agents, home } = createPageServices({ stored: { language: 'zh-CN' } })
    expect(await send('samples.run', { model: null })).toMatchObject({ ok: true })
    expect(agents.list()).toMatchObject([{ name: '总结示例文档', steps: [{ folder: join(home, '示例') }, {}, {}] }])
  })

  it('lends its folders to a new agent', async () => {
    const { send, home } = createPageServices()
    expect(await send('agents.create', { templateId: 'summarize-documents', withSamples: true })).toMatchObject({
      ok: true,
      value: { agent: { steps: [{ folder: join(home, 'Samples') }, {}, { folder: join(home, 'Reports') }] } },
    })
  })
})

describe('placing the samples', () => {
  it('leaves the owner’s changes alone', async () => {
    const target = join(temporaryFolder(), 'Samples')
    await placeSamples('assets/samples/en', target)
    const [first, second] = readdirSync(target).filter((name) => name.endsWith('.md') || name.endsWith('.txt'))
    if (first === undefined || second === undefined) throw new Error('too few samples')
    writeFileSync(join(target, first), 'mine')
    rmSync(join(target, second))
    await placeSamples('assets/samples/en', target)
    expect(readFileSync(join(target, first), 'utf8')).toBe('mine')
    expect(readdirSync(target)).not.toContain(second)
  })

  it('copies byte for byte and leaves no half copy behind when it fails', async () => {
    const home = temporaryFolder()
    const target = await placeSamples('assets/samples/en', join(home, 'Samples'))
    for (const name of readdirSync(target)) {
      expect(readFileSync(join(target, name)).equals(readFileSync(join('assets/samples/en', name)))).toBe(true)
    }
    await expect(placeSamples('assets/samples/none', join(home, 'Other'))).rejects.toMatchObject({
      code: 'file.notWritten',
    })
    expect(readdirSync(home)).toEqual(['Samples'])
  })
})

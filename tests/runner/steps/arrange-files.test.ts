import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { stepSchema } from '../../../shared/steps/step.ts'
import { makeWorld, type World } from '../world.ts'

/** A run whose first step has read files of the folder it may write to, labelled, and whose second puts them in order. */
async function makeFilesWorld(
  files: Record<string, { text: string; label: string | null }>,
  changes: object = {},
): Promise<World> {
  const world = await makeWorld()
  const { agent } = world.order
  await mkdir(world.reports, { recursive: true })
  const [read] = agent.steps
  if (read === undefined) throw new Error('the agent has no step')
  const items = []
  for (const [name, { text, label }] of Object.entries(files)) {
    const path = join(world.reports, name)
    await writeFile(path, text)
    items.push({ name, document: null, text: null, fields: { path, label }, cites: [], doubtful: [] })
  }
  const arrange = stepSchema.parse({
    id: 'arrange',
    kind: 'arrangeFiles',
    from: read.id,
    action: 'move',
    folder: world.reports,
    into: '{label}',
    name: '',
    ...changes,
  })
  world.order = { ...world.order, agent: { ...agent, steps: [read, arrange] } }
  const value = { kind: 'items', columns: [], count: items.length, items, stored: null, leftOut: [] }
  world.facts.checkpoints.set(`${read.id}/`, { stepId: read.id, item: '', value })
  return world
}

const files = {
  'scan 1.pdf': { text: 'one', label: 'Bills' },
  'scan 2.pdf': { text: 'two', label: 'Letters/2026' },
  'scan 3.pdf': { text: 'three', label: 'Bills' },
}

async function tree(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()
}

describe('putting files in order', () => {
  it('moves each into the folder made of what is known of it, once', async () => {
    const world = await makeFilesWorld(files)
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    const sorted = ['Bills/scan 1.pdf', 'Bills/scan 3.pdf', 'Letters/2026/scan 2.pdf']
    expect(await tree(world.reports)).toEqual(sorted)
    // Killed before the step was kept, and before the last act was known to be done.
    world.facts.checkpoints.delete('arrange/')
    for (const key of [...world.facts.checkpoints.keys()])
      if (key.endsWith('/done')) world.facts.checkpoints.delete(key)
    for (const act of world.facts.acts.values()) act.done = false
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    expect(await tree(world.reports)).toEqual(sorted)
  })

  it('never puts one over another, keeps endings, and makes names safe', async () => {
    const world = await makeFilesWorld(
      { 'a.PDF': { text: 'a', label: 'x: y/z?' }, 'b.PDF': { text: 'b', label: 'x: y/z?' } },
      { action: 'copy', into: '', name: '{label}' },
    )
    await world.run()
    expect(await tree(world.reports)).toEqual(['a.PDF', 'b.PDF', 'x y z (2).PDF', 'x y z.PDF'])
    expect(await readFile(join(world.reports, 'x y z (2).PDF'), 'utf8')).toBe('b')
  })

  it('cannot be led out of the folder by what a document says', async () => {
    const world = await makeFilesWorld({
      'a.txt': { text: 'a', label: '../../../../etc' },
      'b.txt': { text: 'b', label: '/tmp/x' },
    })
    await world.run()
    expect(await tree(world.reports)).toEqual(['etc/a.txt', 'tmp/x/b.txt'])
  })

  it('leaves a file that is gone, and one it may not take away', async () => {
    const world = await makeFilesWorld({ ...files, 'gone.pdf': { text: '', label: 'Bills' } })
    await rm(join(world.reports, 'gone.pdf'))
    const foreign = join(world.documents, 'lease.md')
    const kept = world.facts.checkpoints.get('read/')
    const item = {
      name: 'lease.md',
      document: null,
      text: null,
      fields: { path: foreign, label: 'Bills' },
      cites: [],
      doubtful: [],
    }
    Object(kept?.value).items.push(item)
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'partial' })
    expect(world.facts.leftOut.map(({ item, error }) => `${item}: ${error.code}`)).toEqual([
      'gone.pdf: file.missing',
      'lease.md: folder.notGranted',
    ])
    expect(await readFile(foreign, 'utf8')).toContain('warehouse')
  })
})

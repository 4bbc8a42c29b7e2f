import { mkdir, readdir, readFile, rename, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { stepSchema } from '../../../shared/steps/step.ts'
import { answering, calling, makeWorkWorld, script } from '../work-world.ts'
import { makeWorld, type World } from '../world.ts'

const read = (world: World) => ({ id: 'read', kind: 'readFolder', folder: world.documents, recursive: true })

/** Every way a step changes something in a folder. */
const ways: Readonly<Record<string, () => Promise<World>>> = {
  async 'a new document'() {
    const world = await makeWorld()
    const write = {
      id: 'write',
      kind: 'writeDocument',
      from: 'read',
      folder: world.reports,
      title: 'List',
      format: 'md',
    }
    return withSteps(world, [read(world), write])
  },
  async 'rows added to a table'() {
    const world = await makeWorld()
    await writeFile(join(world.reports, 'old.csv'), 'name\nfirst\n')
    const append = {
      id: 'write',
      kind: 'writeTable',
      from: 'read',
      mode: 'append',
      folder: null,
      title: '',
      format: 'csv',
      file: join(world.reports, 'old.csv'),
      totals: false,
    }
    return withSteps(world, [read(world), append])
  },
  async 'copied files in a new folder'() {
    const world = await makeWorld()
    const copy = {
      id: 'copy',
      kind: 'arrangeFiles',
      from: 'read',
      action: 'copy',
      folder: world.reports,
      into: 'a/b',
      name: '',
    }
    return withSteps(world, [read(world), copy])
  },
  async 'what a model writes, changes and moves'() {
    const world = await makeWorkWorld()
    await writeFile(join(world.reports, 'old.txt'), 'one')
    script(
      world,
      calling('write_file', { path: 'reports/new/a.txt', text: 'new' }),
      calling('change_file', { path: 'reports/old.txt', old: 'one', new: 'two' }),
      calling('move_file', { from: 'reports/old.txt', to: 'reports/moved/b.txt' }),
      answering('Done.'),
    )
    return world
  },
}

function withSteps(world: World, steps: object[]): World {
  const { agent } = world.order
  world.order = { ...world.order, agent: { ...agent, steps: steps.map((step) => stepSchema.parse(step)) } }
  return world
}

/** What somebody else's folder holds: what would be met there if the granted one became a link to it. */
async function makePrivate(world: World): Promise<string> {
  const place = join(world.folder, 'private')
  await mkdir(place)
  for (const name of ['old.csv', 'old.txt', 'lease.md']) await writeFile(join(place, name), 'private one')
  return place
}

async function everythingIn(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const files = names.map(
    async ({ name, parentPath }) => [join(parentPath, name), await readFile(join(parentPath, name), 'utf8')] as const,
  )
  return Object.fromEntries(await Promise.all(files))
}

/** Exchanges the granted folder for a link to the private one before the step that says `at`; counts the steps. */
async function runWith(make: () => Promise<World>, at: number): Promise<{ steps: number; isTouched: boolean }> {
  const world = await make()
  const place = await makePrivate(world)
  const before = await everythingIn(place)
  let steps = 0
  await world.run({
    lifeline: {
      async tick() {
        if (steps++ !== at) return
        await rename(world.reports, join(world.folder, 'taken-away'))
        await symlink(place, world.reports)
      },
    },
  })
  const after = await everythingIn(place)
  return { steps, isTouched: JSON.stringify(after) !== JSON.stringify(before) }
}

describe('a folder that is exchanged for a link to another', () => {
  it.each(Object.keys(ways))('takes %s nowhere else, whenever it happens', async (way) => {
    const make = ways[way]
    if (make === undefined) throw new Error('no such way')
    const { steps } = await runWith(make, -1)
    expect(steps).toBeGreaterThan(10)
    for (let at = 0; at < steps; at += 1) {
      const { isTouched } = await runWith(make, at)
      expect(isTouched, `exchanged before step ${at}`).toBe(false)
    }
  })
})

import { mkdirSync } from 'node:fs'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { openSources } from './open-sources.ts'

const open = (folder: string, more: object = {}, options: { own?: string[] } = {}) =>
  openSources({ kind: 'folder', folder, settleSeconds: 1, ...more }, options)

describe('a watched folder, with a real process and a real disk', { timeout: 60_000 }, () => {
  it('starts a run for a file that comes, with what happened, and for nothing else', async () => {
    const folder = temporaryFolder()
    await writeFile(join(folder, 'old.pdf'), 'old')
    const world = open(folder, { match: '*.pdf' })
    await world.state(({ health }) => health === 'watched')
    for (const name of ['.hidden.pdf', '~$lock.pdf', 'half.pdf.part', 'note.txt'])
      await writeFile(join(folder, name), 'x')
    await writeFile(join(folder, '发票.pdf'), 'new')
    await world.started(1)
    expect(world.factsOf()).toEqual([
      { kind: 'folder', folder, files: [{ path: join(folder, '发票.pdf'), change: 'new', bytes: 3 }], more: 0 },
    ])
  })

  it('finds what came while the app was off', async () => {
    const folder = temporaryFolder()
    const world = open(folder)
    await world.state(({ health }) => health === 'watched')
    await world.restart(() => writeFile(join(folder, 'came.txt'), 'x'))
    await world.started(1)
    expect(world.factsOf()[0]).toMatchObject({ files: [{ path: join(folder, 'came.txt') }] })
  })

  it('is not started by what the agent itself wrote', async () => {
    const folder = temporaryFolder()
    const own = join(folder, 'report.html')
    const world = open(folder, {}, { own: [own] })
    await world.state(({ health }) => health === 'watched')
    await writeFile(own, 'report')
    await world.state(({ lookedAt }) => lookedAt !== null && world.states().length > 1)
    expect(world.runs()).toEqual([])
    await writeFile(join(folder, 'letter.txt'), 'x')
    await world.started(1)
    expect(world.factsOf()[0]).toMatchObject({ files: [{ path: join(folder, 'letter.txt') }], more: 0 })
  })

  it('says that it is away, and is watched again when it is back', async () => {
    const folder = join(temporaryFolder(), 'drive')
    mkdirSync(folder)
    const world = open(folder)
    await world.state(({ health }) => health === 'watched')
    await rm(folder, { recursive: true })
    const state = await world.state(({ health }) => health === 'away')
    expect(state.error?.code).toBe('folder.missing')
  })

  it('holds back while all agents are paused, and loses nothing', async () => {
    const folder = temporaryFolder()
    const world = open(folder)
    await world.state(({ health }) => health === 'watched')
    world.pause(true)
    await writeFile(join(folder, 'a.txt'), 'x')
    world.pause(false)
    await world.started(1)
    expect(world.runs()).toHaveLength(1)
  })

  it('is watched by a new process when the old one dies', async () => {
    const folder = temporaryFolder()
    const world = open(folder)
    await world.state(({ health }) => health === 'watched')
    const [pid] = world.alive()
    if (pid === undefined) throw new Error('nobody watches')
    process.kill(pid, 'SIGKILL')
    await writeFile(join(folder, 'meanwhile.txt'), 'x')
    await world.started(1)
    expect(world.factsOf()[0]).toMatchObject({ files: [{ path: join(folder, 'meanwhile.txt') }] })
  })
})

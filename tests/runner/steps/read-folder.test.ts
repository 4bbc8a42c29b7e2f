import { link, mkdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { documentsResultSchema, type ReadDocument } from '../../../electron/runner/step-results.ts'
import { type Disk, systemDisk } from '../../../electron/runner/tools/files/disk.ts'
import { makeDocx } from '../../helpers/make-documents.ts'
import { fullDisk } from '../tools/files/fake-disk.ts'
import { makeWorld, type World } from '../world.ts'

/** What the reading step handed on. */
function documentsOf(world: World): ReadDocument[] {
  return documentsResultSchema.parse(world.facts.checkpoints.get('read/')?.value).documents
}

const leftOut = (world: World) => world.facts.leftOut.map(({ item, error }) => `${item}: ${error.code}`)

describe('reading a folder', () => {
  it('reads every kind it can, in folders too, and says what it found', async () => {
    const world = await makeWorld({
      documents: {
        'a.docx': makeDocx([{ heading: 'Lease' }, { paragraph: 'The rent is 4,200 euros.' }]),
        'inner/b.csv': 'Item,Euros\nRent,4200\n',
        'inner/deep/c.txt': '仓库租金为每月四千二百元，租期到二〇二七年三月三十一日为止。',
        'd.html': '<h1>Notice</h1><p>The office is closed on Monday.</p>',
      },
    })
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    expect(documentsOf(world).map(({ relativePath, kind, language }) => [relativePath, kind, language])).toEqual([
      ['a.docx', 'docx', 'en'],
      ['d.html', 'html', 'en'],
      ['inner/b.csv', 'csv', 'en'],
      ['inner/deep/c.txt', 'txt', 'zh'],
    ])
    const record = world.server.records().find(({ body }) => JSON.stringify(body).includes('c.txt'))
    expect(JSON.stringify(record?.body)).toContain('请把下面的文档概括成')
  })

  it('leaves the folders inside alone when told so', async () => {
    const world = await makeWorld({ documents: { 'a.txt': 'One.', 'inner/b.txt': 'Two.' }, read: { recursive: false } })
    await world.run()
    expect(documentsOf(world).map(({ relativePath }) => relativePath)).toEqual(['a.txt'])
  })

  it('leaves out what cannot be read, each with its reason, and does the others', async () => {
    const world = await makeWorld({
      documents: {
        'broken.docx': 'PK\u0003\u0004 not really',
        'empty.md': '  \n',
        'fake.pdf': '%PDF-1.7 and nothing more',
        'good.txt': 'The rent is 4,200 euros.',
        'table.xls': 'PK',
        'table.xlsx': 'PK',
        'photo.jpg': 'a picture is no document',
        '.hidden.txt': 'not meant to be read',
      },
    })
    await symlink('/etc/hostname', join(world.documents, 'link.txt'))
    await symlink(join(world.documents, 'gone.txt'), join(world.documents, 'dangling.txt'))
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'partial' })
    expect(documentsOf(world).map(({ relativePath }) => relativePath)).toEqual(['good.txt'])
    expect(leftOut(world).sort()).toEqual([
      'broken.docx: document.broken',
      'dangling.txt: document.missing',
      'empty.md: document.empty',
      'fake.pdf: document.broken',
      'link.txt: folder.notGranted',
      'table.xls: document.unsupported',
      'table.xlsx: document.broken',
    ])
  })

  it('fails when not one document can be used, and asks nothing', async () => {
    const world = await makeWorld({ documents: { 'empty.txt': '', 'empty.md': '' } })
    expect(await world.run()).toMatchObject({
      type: 'failed',
      error: { code: 'run.nothingUsable', params: { count: 2 } },
    })
    expect(world.calls()).toEqual([])
    expect(leftOut(world)).toHaveLength(2)
  })

  it.each([
    ['a folder nobody picked', { agent: { grants: [] } }, 'folder.notGranted'],
    ['no folder at all', { read: { folder: null } }, 'folder.notChosen'],
    ['a folder that is gone', { read: { folder: '/nowhere/at/all' } }, 'folder.missing'],
  ])('refuses %s', async (_, options, code) => {
    const world = await makeWorld(options)
    expect(await world.run()).toMatchObject({ type: 'failed', error: { code } })
    expect(world.facts.checkpoints.size).toBe(0)
  })

  it('reads nothing through a link that takes the place of a document or a folder meanwhile', async () => {
    const world = await makeWorld({ documents: { 'a.txt': 'One.', 'inner/b.txt': 'Two.', 'inner/c.txt': 'Three.' } })
    const secret = join(world.folder, 'secret')
    await mkdir(secret)
    for (const name of ['b.txt', 'c.txt']) await writeFile(join(secret, name), 'TOP SECRET')
    let looked = 0
    const swapping: Disk = {
      ...systemDisk,
      async real(path) {
        const real = await systemDisk.real(path)
        // After the first look at b.txt and before it is opened; c.txt is met after the swap.
        if (path.endsWith('b.txt') && looked++ === 0) {
          await rename(join(world.documents, 'inner'), join(world.folder, 'moved'))
          await symlink(secret, join(world.documents, 'inner'))
        }
        return real
      },
    }
    expect(await world.run({ disk: swapping })).toEqual({ type: 'finished', outcome: 'partial' })
    expect(leftOut(world)).toEqual(['inner/b.txt: folder.notGranted', 'inner/c.txt: folder.notGranted'])
    expect(JSON.stringify([...world.facts.checkpoints.values(), ...world.server.records()])).not.toContain('TOP SECRET')
  })

  it('keeps what was read when the folder vanishes, says so once, and goes on with it', async () => {
    const documents = Object.fromEntries(
      Array.from({ length: 9 }, (_, index) => [`${index + 1}.txt`, `Note ${index + 1}.`]),
    )
    const world = await makeWorld({ documents })
    const vanishing: Disk = {
      ...systemDisk,
      async real(path) {
        if (path.endsWith('4.txt')) await rm(world.documents, { recursive: true, force: true })
        return systemDisk.real(path)
      },
    }
    expect(await world.run({ disk: vanishing })).toEqual({ type: 'finished', outcome: 'partial' })
    expect(documentsOf(world)).toHaveLength(3)
    expect(world.facts.leftOut).toMatchObject([
      { item: 'documents', error: { code: 'folder.missing', params: { name: 'documents', count: 6 } } },
    ])
    expect(world.facts.deliverables.size).toBe(1)
  })

  it('fails with that one error when the folder vanishes before anything was read', async () => {
    const world = await makeWorld()
    const vanishing: Disk = {
      ...systemDisk,
      async real(path) {
        if (path.endsWith('lease.md')) await rm(world.documents, { recursive: true, force: true })
        return systemDisk.real(path)
      },
    }
    expect(await world.run({ disk: vanishing })).toMatchObject({ type: 'failed', error: { code: 'folder.missing' } })
  })

  it('reads what is new since the last run that succeeded, and again what a failed run had read', async () => {
    const world = await makeWorld({ documents: { 'a.txt': 'One.', 'b.pdf.txt': 'Two.' }, read: { which: 'new' } })
    const { agent } = world.order
    world.order = { ...world.order, agent: { ...agent, steps: agent.steps.slice(0, 1) } }
    const namesOfRun = async () => {
      world.facts.checkpoints.clear()
      world.facts.seeing.clear()
      await world.run()
      return documentsOf(world).map(({ relativePath }) => relativePath)
    }
    /** What main does once a run has succeeded. */
    const succeed = () => {
      for (const [source, items] of world.facts.seeing) {
        world.facts.seen.set(source, [...(world.facts.seen.get(source) ?? []), ...items])
      }
    }
    expect(await namesOfRun()).toEqual(['a.txt', 'b.pdf.txt'])
    expect(await namesOfRun()).toEqual(['a.txt', 'b.pdf.txt'])
    succeed()
    await writeFile(join(world.documents, 'c.txt'), 'Three.')
    await writeFile(join(world.documents, 'a.txt'), 'One, changed.')
    expect(await namesOfRun()).toEqual(['a.txt', 'c.txt'])
    succeed()
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    world.facts.checkpoints.clear()
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'nothingToDo' })
  })

  it('tells once of a new file that cannot be read, and does not fail over it', async () => {
    const world = await makeWorld({ documents: { 'broken.pdf': '%PDF-1.7' }, read: { which: 'new' } })
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'nothingToDo' })
    expect(leftOut(world)).toEqual(['broken.pdf: document.broken'])
    expect([...world.facts.seeing.values()].flat().map(({ item }) => item)).toEqual(['broken.pdf'])
    const all = await makeWorld({ documents: { 'broken.pdf': '%PDF-1.7' } })
    expect(await all.run()).toMatchObject({ type: 'failed', error: { code: 'run.nothingUsable' } })
  })

  it('does not hand on again what was only renamed, or saved anew as it was', async () => {
    const world = await makeWorld({ documents: { 'a.txt': 'One.', 'b.txt': 'Two.' }, read: { which: 'new' } })
    const again = async () => {
      for (const [source, items] of world.facts.seeing) {
        const known = [...(world.facts.seen.get(source) ?? []), ...items]
        world.facts.seen.set(source, [...new Map(known.map((each) => [each.item, each])).values()])
      }
      world.facts.checkpoints.clear()
      world.facts.seeing.clear()
      const asked = world.calls().length
      return { report: await world.run(), asked: world.calls().length - asked }
    }
    expect((await again()).asked).toBeGreaterThan(0)
    await rename(join(world.documents, 'a.txt'), join(world.documents, 'paid.txt'))
    await utimes(join(world.documents, 'b.txt'), 1, 1)
    expect(await again()).toEqual({ report: { type: 'finished', outcome: 'nothingToDo' }, asked: 0 })
    expect([...world.facts.seeing.values()].flat().map(({ item }) => item)).toEqual(['b.txt', 'paid.txt'])
    await utimes(join(world.documents, 'b.txt'), 2, 2)
    await writeFile(join(world.documents, 'broken.pdf'), '%PDF-1.7')
    expect(await again()).toEqual({ report: { type: 'finished', outcome: 'nothingToDo' }, asked: 0 })
    expect(leftOut(world)).toEqual(['broken.pdf: document.broken'])
    await writeFile(join(world.documents, 'b.txt'), 'Two, changed.')
    expect((await again()).asked).toBeGreaterThan(0)
    expect(documentsOf(world).map(({ relativePath }) => relativePath)).toEqual(['b.txt'])
  })

  it('takes only files whose names fit, and pictures only when they are wanted', async () => {
    const png = Buffer.from(onePixel, 'base64')
    const documents = { 'Invoice 1.txt': 'One.', 'note.md': 'Two.', 'photo.png': png, 'photo.pdf': png }
    const named = await makeWorld({ documents, read: { matching: 'INVOICE*, *.md' } })
    await named.run()
    expect(documentsOf(named).map(({ relativePath }) => relativePath)).toEqual(['Invoice 1.txt', 'note.md'])
    expect(leftOut(named)).toEqual([])
    const without = await makeWorld({ documents })
    await without.run()
    expect(leftOut(without)).toEqual(['photo.pdf: document.noText'])
    const seeing = await makeWorld({ documents, read: { pictures: true } })
    const { agent } = seeing.order
    seeing.order = { ...seeing.order, agent: { ...agent, steps: agent.steps.slice(0, 1) } }
    await seeing.run()
    expect(documentsOf(seeing)).toMatchObject([{ kind: 'txt' }, { kind: 'md' }, { kind: 'image' }, { kind: 'image' }])
  })

  it('refuses a second name of a file that lies elsewhere', async () => {
    const world = await makeWorld({ documents: { 'a.txt': 'One.' } })
    const secret = join(world.folder, 'secret.txt')
    await writeFile(secret, 'TOP SECRET')
    await link(secret, join(world.documents, 'b.txt'))
    await world.run()
    expect(leftOut(world)).toEqual(['b.txt: file.notOrdinary'])
    expect(JSON.stringify([...world.facts.checkpoints.values()])).not.toContain('TOP SECRET')
  })

  it('does not read its own earlier reports', async () => {
    const world = await makeWorld()
    const own = join(world.documents, 'Summary 2026-11-22.md')
    await writeFile(own, '# Summary\n\nYesterday.')
    await world.run({ order: { ownOutputs: [own] } })
    expect(documentsOf(world).map(({ relativePath }) => relativePath)).toEqual(['lease.md', 'meeting.txt'])
  })

  it('ends with a full disk as the run’s trouble, not as the fault of two hundred documents', async () => {
    const world = await makeWorld()
    expect(await world.run({ disk: fullDisk })).toMatchObject({ type: 'failed', error: { code: 'storage.diskFull' } })
    expect(world.facts.leftOut).toEqual([])
  })

  it('counts its documents and names the one at hand', async () => {
    const world = await makeWorld()
    await world.run()
    const lines = world.seen.flatMap((report) => (report.type === 'step' && report.stepId === 'read' ? [report] : []))
    expect(lines).toContainEqual(expect.objectContaining({ state: 'running', done: 0, total: 2, item: 'lease.md' }))
    expect(lines).toContainEqual(expect.objectContaining({ state: 'running', done: 1, total: 2, item: 'meeting.txt' }))
    expect(lines.at(-1)).toMatchObject({ state: 'done', done: 2, total: 2, item: null })
  })
})

const onePixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='

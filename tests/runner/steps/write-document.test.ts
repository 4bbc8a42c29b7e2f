import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { failing, fullDisk } from '../tools/files/fake-disk.ts'
import { type Disk, systemDisk } from '../../../electron/runner/tools/files/disk.ts'
import { makeWorld } from '../world.ts'

describe('writing the report', () => {
  it.each([
    ['html', 'Summary 2026-11-23.html', '<!doctype html>'],
    ['md', 'Summary 2026-11-23.md', '# Summary\n'],
    ['txt', 'Summary 2026-11-23.txt', 'Summary\n=======\n'],
  ])('writes %s as %s', async (format, name, beginning) => {
    const world = await makeWorld({ write: { format } })
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    expect(await readdir(world.reports)).toEqual([name])
    const text = await readFile(join(world.reports, name), 'utf8')
    expect(text.startsWith(beginning)).toBe(true)
    expect(text).toContain('Summary of lease.md: # Lease The warehouse costs')
    expect([...world.facts.deliverables.values()]).toMatchObject([{ format, bytes: Buffer.byteLength(text) }])
  })

  it('is dated by the run’s own day in the PC’s zone', async () => {
    const world = await makeWorld({ order: { zone: 'Asia/Shanghai', language: 'zh-CN' }, write: { title: '文件摘要' } })
    await world.run()
    expect(await readdir(world.reports)).toEqual(['文件摘要 2026-11-24.md'])
    expect(await readFile(join(world.reports, '文件摘要 2026-11-24.md'), 'utf8')).toContain('2026年11月24日')
  })

  it('lists what was left out with its reason in words', async () => {
    const world = await makeWorld({ documents: { 'a.txt': 'Words.', 'b.txt': '' } })
    await world.run()
    const text = await readFile(join(world.reports, 'Summary 2026-11-23.md'), 'utf8')
    expect(text).toContain('- **b.txt**: The document is empty.')
  })

  it('says that the practice model is no AI', async () => {
    const world = await makeWorld({ order: { modelIsPractice: true, modelLabel: 'Practice model' } })
    await world.run()
    expect(await readFile(join(world.reports, 'Summary 2026-11-23.md'), 'utf8')).toContain('It is not AI')
  })

  it('leaves another report of that day alone', async () => {
    const world = await makeWorld()
    await writeFile(join(world.reports, 'Summary 2026-11-23.md'), 'My own notes.')
    await world.run()
    expect(await readFile(join(world.reports, 'Summary 2026-11-23.md'), 'utf8')).toBe('My own notes.')
    expect([...world.facts.deliverables.values()][0]?.path).toBe(join(world.reports, 'Summary 2026-11-23 (2).md'))
  })

  it.each([
    ['was granted for reading only', { path: '', access: 'read' as const }, 'folder.notGranted'],
    ['was never granted', null, 'folder.notGranted'],
  ])('refuses a folder that %s, before anything is written', async (_, grant, code) => {
    const world = await makeWorld()
    const [read] = world.order.agent.grants
    const grants = [
      ...(read === undefined ? [] : [read]),
      ...(grant === null ? [] : [{ ...grant, path: world.reports }]),
    ]
    const order = { agent: { ...world.order.agent, grants } }
    expect(await world.run({ order })).toMatchObject({ type: 'failed', error: { code } })
    expect(await readdir(world.reports)).toEqual([])
    expect(world.facts.acts.size).toBe(0)
  })

  /** The disk of the folder for reports; the run's own folder is elsewhere. */
  const onReports = (bad: Disk, reports: string): Disk => ({
    ...systemDisk,
    writeNew: (path, bytes) => (path.startsWith(reports) ? bad : systemDisk).writeNew(path, bytes),
  })

  it.each([
    ['full', fullDisk, 'file.diskFull'],
    ['read-only', failing('writeNew', 'EROFS'), 'folder.notWritable'],
    ['forbidden', failing('writeNew', 'EACCES'), 'folder.notWritable'],
    ['broken', failing('writeNew', 'EIO'), 'file.notWritten'],
  ])('says that the disk is %s, leaves nothing behind, and pays for nothing again next time', async (_, bad, code) => {
    const world = await makeWorld()
    expect(await world.run({ disk: onReports(bad, world.reports) })).toMatchObject({ type: 'failed', error: { code } })
    expect(await readdir(world.reports)).toEqual([])
    expect(world.facts.deliverables.size).toBe(0)
    const asked = world.calls().length
    expect(await world.run()).toEqual({ type: 'finished', outcome: 'complete' })
    expect(world.calls().length).toBe(asked)
    expect(await readdir(world.reports)).toEqual(['Summary 2026-11-23.md'])
  })

  it('writes the same bytes on a resume, even if the words would be different by now', async () => {
    const world = await makeWorld()
    await world.run({ disk: onReports(fullDisk, world.reports) })
    await world.run({ order: { language: 'zh-CN', modelLabel: 'Renamed' } })
    const text = await readFile(join(world.reports, 'Summary 2026-11-23.md'), 'utf8')
    expect(text).toContain('At a glance')
    expect(text).toContain('Vendor Small')
  })
})

import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Disk, systemDisk } from '../../../../electron/runner/tools/files/disk.ts'
import { type Journal, type NewFile, putFile } from '../../../../electron/runner/tools/files/put-file.ts'
import { failing, fullDisk, linkless, systemError } from './fake-disk.ts'

let folder = ''
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'put-file-')))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const file = (text = 'The report.'): NewFile => ({
  folder,
  nameAt: (attempt) => (attempt === 1 ? 'Report.md' : `Report (${attempt}).md`),
  bytes: Buffer.from(text),
  mark: 'run-1/write',
})

/** A journal as main keeps it: the place of the first try holds. */
function journal(acts: Map<number, { path: string; done: boolean }> = new Map()): Journal & { acts: typeof acts } {
  return {
    acts,
    async begin(attempt, path) {
      const known = acts.get(attempt) ?? { path, done: false }
      acts.set(attempt, known)
      return known
    },
    async end(attempt, path) {
      acts.set(attempt, { path, done: true })
    },
  }
}

const names = () => readdir(folder)
const content = (name: string) => readFile(join(folder, name), 'utf8')

describe.each([
  ['with hard links', systemDisk],
  ['without hard links', linkless],
])('putting a file on a disk %s', (_, disk) => {
  it('writes it whole under its name and leaves nothing else behind', async () => {
    const acts = journal()
    expect(await putFile(file(), acts, disk)).toBe(join(folder, 'Report.md'))
    expect(await names()).toEqual(['Report.md'])
    expect(await content('Report.md')).toBe('The report.')
    expect([...acts.acts.values()]).toEqual([{ path: join(folder, 'Report.md'), done: true }])
  })

  it('never touches another file of that name', async () => {
    await writeFile(join(folder, 'Report.md'), 'My own notes.')
    await mkdir(join(folder, 'Report (2).md'))
    await symlink('/etc/hostname', join(folder, 'Report (3).md'))
    await writeFile(join(folder, 'Report (4).md'), '')
    expect(await putFile(file(), journal(), disk)).toBe(join(folder, 'Report (5).md'))
    expect(await content('Report.md')).toBe('My own notes.')
    expect(await content('Report (4).md')).toBe('')
    expect(await names()).toHaveLength(5)
  })

  it('takes a file that already holds these very bytes for done', async () => {
    await writeFile(join(folder, 'Report.md'), 'The report.')
    expect(await putFile(file(), journal(), disk)).toBe(join(folder, 'Report.md'))
    expect(await names()).toEqual(['Report.md'])
  })

  it('takes the next name when somebody takes the first one in the last moment', async () => {
    const acts = journal()
    const late: Journal = {
      ...acts,
      async begin(attempt, path) {
        if (attempt === 1) await writeFile(path, 'Somebody was faster.')
        return acts.begin(attempt, path)
      },
    }
    expect(await putFile(file(), late, disk)).toBe(join(folder, 'Report (2).md'))
    expect(await content('Report.md')).toBe('Somebody was faster.')
    expect(await content('Report (2).md')).toBe('The report.')
    expect(acts.acts.get(2)?.done).toBe(true)
  })

  it('goes to the place of the first try after a resume, and clears away its own half-written file', async () => {
    // Killed after the bytes were written: nothing is cleared away any more.
    const killed: Disk = { ...failing('link', 'EIO'), remove: () => Promise.resolve() }
    await expect(putFile(file(), journal(), killed)).rejects.toMatchObject({ code: 'file.notWritten' })
    expect(await names()).toEqual([expect.stringMatching(/^\.kaihe-[0-9a-f]{16}\.part$/)])
    const acts = journal(new Map([[1, { path: join(folder, 'Report (7).md'), done: false }]]))
    expect(await putFile(file(), acts, disk)).toBe(join(folder, 'Report (7).md'))
    expect(await names()).toEqual(['Report (7).md'])
  })

  it('does nothing when the act is known to be done, even if the owner has moved the file since', async () => {
    const acts = journal(new Map([[1, { path: join(folder, 'Report.md'), done: true }]]))
    expect(await putFile(file(), acts, disk)).toBe(join(folder, 'Report.md'))
    expect(await names()).toEqual([])
  })

  it('says that the disk is full, and leaves no half file', async () => {
    const full: Disk = { ...fullDisk, link: disk.link }
    await expect(putFile(file(), journal(), full)).rejects.toMatchObject({ code: 'file.diskFull' })
    expect(await names()).toEqual([])
  })
})

describe('putting a file', () => {
  it('finishes what was begun before a kill on a disk without links: the empty file was its own', async () => {
    await writeFile(join(folder, 'Report.md'), '')
    const acts = journal(new Map([[1, { path: join(folder, 'Report.md'), done: false }]]))
    expect(await putFile(file(), acts, linkless)).toBe(join(folder, 'Report.md'))
    expect(await content('Report.md')).toBe('The report.')
    expect(await names()).toEqual(['Report.md'])
  })

  it.each([
    ['writeNew', 'ENOSPC', 'file.diskFull'],
    ['writeNew', 'EDQUOT', 'file.diskFull'],
    ['writeNew', 'EROFS', 'folder.notWritable'],
    ['writeNew', 'EACCES', 'folder.notWritable'],
    ['writeNew', 'ENOENT', 'folder.missing'],
    ['writeNew', 'EIO', 'file.notWritten'],
    ['link', 'ENOSPC', 'file.diskFull'],
    ['link', 'EACCES', 'folder.notWritable'],
    ['syncFolder', 'EIO', 'file.notWritten'],
  ] as const)('answers a failing %s (%s) with %s', async (operation, code, expected) => {
    await expect(putFile(file(), journal(), failing(operation, code))).rejects.toMatchObject({
      code: expected,
      detail: expect.stringContaining(code),
    })
    expect((await names()).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('removes its empty placeholder when the last move fails', async () => {
    const disk: Disk = { ...linkless, rename: () => Promise.reject(systemError('ENOSPC')) }
    await expect(putFile(file(), journal(), disk)).rejects.toMatchObject({ code: 'file.diskFull' })
    expect(await names()).toEqual([])
  })

  it('does not believe a disk that gives back other bytes than it was given', async () => {
    const acts = journal()
    const disk: Disk = { ...systemDisk, read: async () => Buffer.from('The repost.') }
    await expect(putFile(file(), acts, disk)).rejects.toMatchObject({ code: 'file.notWritten' })
    expect(acts.acts.get(1)?.done).toBe(false)
  })

  it('refuses a place outside of the folder, whoever names it', async () => {
    const acts = journal(new Map([[1, { path: join(tmpdir(), 'elsewhere.md'), done: false }]]))
    await expect(putFile(file(), acts, systemDisk)).rejects.toMatchObject({ code: 'folder.notGranted' })
    expect(await names()).toEqual([])
  })

  it('takes its file back when the folder turns out to be a link to somewhere else by now', async () => {
    const disk: Disk = { ...systemDisk, real: async () => '/somewhere/else/Report.md' }
    await expect(putFile(file(), journal(), disk)).rejects.toMatchObject({ code: 'folder.notGranted' })
    expect(await names()).toEqual([])
  })

  it('does not follow a link somebody put where the half-written file goes', async () => {
    const target = join(folder, 'target.txt')
    await writeFile(target, 'precious')
    const seen: string[] = []
    const watched: Disk = {
      ...systemDisk,
      writeNew: (path, bytes) => (seen.push(path), systemDisk.writeNew(path, bytes)),
    }
    await putFile(file('first'), journal(), watched)
    await symlink(target, seen[0] ?? '')
    await putFile(file('second'), journal(), systemDisk)
    expect(await content('target.txt')).toBe('precious')
    expect(await content('Report (2).md')).toBe('second')
    await symlink(target, seen[0] ?? '')
    await expect(systemDisk.writeNew(seen[0] ?? '', Buffer.from('x'))).rejects.toMatchObject({ code: 'EEXIST' })
  })
})

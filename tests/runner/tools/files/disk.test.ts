import { renameSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { settledPlace, systemDisk } from '../../../../electron/runner/tools/files/disk.ts'
import { replaceFile } from '../../../../electron/runner/tools/files/replace-file.ts'
import { sha256 } from '../../../../electron/runner/tools/files/sha256.ts'

let root = ''
const at = (...names: string[]) => join(root, ...names)
const text = (path: string) => readFile(path, 'utf8')
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'disk-')))
  await mkdir(at('own'))
  await mkdir(at('private'))
  await writeFile(at('own/a.txt'), 'mine')
  await writeFile(at('private/a.txt'), 'secret')
  await symlink(at('private'), at('link'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

describe('what has a link on its way', () => {
  it.each([
    ['written', () => systemDisk.writeNew(at('link/new.txt'), Buffer.from('x'))],
    ['read', () => systemDisk.read(at('link/a.txt'))],
    ['given a second name', () => systemDisk.link(at('own/a.txt'), at('link/b.txt'))],
    ['moved there', () => systemDisk.rename(at('own/a.txt'), at('link/a.txt'))],
    ['moved away', () => systemDisk.rename(at('link/a.txt'), at('own/b.txt'))],
    ['removed', () => systemDisk.remove(at('link/a.txt'))],
    ['removed for what it holds', () => systemDisk.removeIf(at('link/a.txt'), () => true)],
    ['made', () => systemDisk.makeFolder(at('link/one/two'))],
  ])('is not %s', async (_, act) => {
    await expect(act()).rejects.toMatchObject({ code: 'folder.notGranted' })
    expect(await readdir(at('private'))).toEqual(['a.txt'])
    expect(await text(at('private/a.txt'))).toBe('secret')
    expect(await text(at('own/a.txt'))).toBe('mine')
  })

  it('is not read where it is a link itself', async () => {
    await symlink(at('private/a.txt'), at('own/link.txt'))
    await expect(systemDisk.read(at('own/link.txt'))).rejects.toMatchObject({ code: 'ELOOP' })
    await expect(systemDisk.removeIf(at('own/link.txt'), () => true)).rejects.toMatchObject({ code: 'ELOOP' })
  })
})

describe('removing what holds something', () => {
  it('leaves what holds something else, or was exchanged while it was looked at', async () => {
    expect(await systemDisk.removeIf(at('own/a.txt'), () => false)).toBe(false)
    await writeFile(at('own/b.txt'), 'saved meanwhile')
    const gone = await systemDisk.removeIf(at('own/a.txt'), (bytes) => {
      renameSync(at('own/b.txt'), at('own/a.txt'))
      return Buffer.from(bytes).toString() === 'mine'
    })
    expect(gone).toBe(false)
    expect(await text(at('own/a.txt'))).toBe('saved meanwhile')
  })

  it('takes what it was said to', async () => {
    expect(await systemDisk.removeIf(at('own/a.txt'), (bytes) => sha256(bytes) === sha256('mine'))).toBe(true)
    expect(await readdir(at('own'))).toEqual([])
  })
})

describe('giving a file new content', () => {
  it('leaves alone what somebody saved while the new one was written', async () => {
    const disk = {
      ...systemDisk,
      async writeNew(path: string, bytes: Uint8Array) {
        await systemDisk.writeNew(path, bytes)
        await writeFile(at('own/a.txt'), 'saved meanwhile')
      },
    }
    await expect(replaceFile(at('own/a.txt'), Buffer.from('new'), 'mark', disk, sha256('mine'))).rejects.toMatchObject({
      code: 'file.changed',
    })
    expect(await text(at('own/a.txt'))).toBe('saved meanwhile')
    expect(await readdir(at('own'))).toEqual(['a.txt'])
  })
})

it('makes folders in folders, and settles places that are not there yet', async () => {
  await systemDisk.makeFolder(at('own/one/two/three'))
  await systemDisk.makeFolder(at('own/one/two/three'))
  expect(await readdir(at('own/one/two'))).toEqual(['three'])
  await expect(systemDisk.makeFolder(at('own/a.txt'))).rejects.toMatchObject({ code: 'EEXIST' })
  expect(await settledPlace(at('link/not/there'), systemDisk)).toBe(at('private/not/there'))
})

import { mkdir, mkdtemp, realpath, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { systemDisk } from '../../../../electron/runner/tools/files/disk.ts'
import { grantedFolder, isInside } from '../../../../electron/runner/tools/files/granted-folder.ts'
import { failing } from './fake-disk.ts'

let root = ''
const inRoot = (name: string) => join(root, name)
beforeAll(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'granted-')))
  for (const name of ['picked/inner', 'picked secret', 'private']) await mkdir(inRoot(name), { recursive: true })
  await symlink(inRoot('private'), inRoot('picked/way-out'))
  await symlink(inRoot('picked'), inRoot('shortcut'))
})
afterAll(() => rm(root, { recursive: true, force: true }))

const ask = (folder: string | null, access: 'read' | 'write' = 'read', picked = 'picked') =>
  grantedFolder(folder, access, [{ path: inRoot(picked), access: 'read' }], systemDisk)

describe('a granted folder', () => {
  it('is the picked one, one inside it, or one reached through a link', async () => {
    expect(await ask(inRoot('picked'))).toBe(inRoot('picked'))
    expect(await ask(inRoot('picked/inner'))).toBe(inRoot('picked/inner'))
    expect(await ask(inRoot('shortcut/inner'))).toBe(inRoot('picked/inner'))
  })

  it('opens nothing where it became a link since it was picked', async () => {
    await expect(ask(inRoot('picked'), 'read', 'shortcut')).rejects.toMatchObject({ code: 'folder.notGranted' })
    await expect(ask(inRoot('shortcut'), 'read', 'shortcut')).rejects.toMatchObject({ code: 'folder.notGranted' })
  })

  it.each(['', '..', 'private', 'picked secret', 'picked/way-out', 'picked/../private'])('is not %j', async (name) => {
    await expect(ask(`${root}/${name}`)).rejects.toMatchObject({ code: 'folder.notGranted' })
  })

  it('is granted for one access only', async () => {
    await expect(ask(inRoot('picked'), 'write')).rejects.toMatchObject({ code: 'folder.notGranted' })
  })

  it('says when it was not chosen, is gone, or cannot be looked at', async () => {
    await expect(ask(null)).rejects.toMatchObject({ code: 'folder.notChosen' })
    await expect(ask(inRoot('gone'))).rejects.toMatchObject({ code: 'folder.missing', params: { name: 'gone' } })
    await expect(ask(inRoot('picked'), 'read', 'gone')).rejects.toMatchObject({ code: 'folder.notGranted' })
    const grants = [{ path: inRoot('picked'), access: 'read' as const }]
    await expect(grantedFolder(inRoot('picked'), 'read', grants, failing('real', 'EACCES'))).rejects.toMatchObject({
      code: 'folder.unreadable',
      params: { name: 'picked', reason: 'EACCES' },
    })
  })
})

describe('being inside', () => {
  it.each([
    ['/a', '/a', true],
    ['/a', '/a/b', true],
    ['/a', '/ab', false],
    ['/a', '/a/../b', false],
    ['/a', '/a/..b', true],
    ['/', '/anything', true],
  ])('%s holds %s: %s', (outer, inner, expected) => {
    expect(isInside(outer, inner)).toBe(expected)
  })
})

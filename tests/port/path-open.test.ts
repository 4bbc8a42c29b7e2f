import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askPort } from './ask-port.ts'

let folder = ''
beforeEach(async () => {
  folder = await realpath(await mkdtemp(join(tmpdir(), 'port-')))
  await mkdir(join(folder, 'picked'))
  await writeFile(join(folder, 'picked/note.txt'), 'four')
  await writeFile(join(folder, 'secret.txt'), 'secret')
})
afterEach(() => rm(folder, { recursive: true }))

describe('path.open', () => {
  const ask = async (name: string, mode: string) => {
    const grants = [{ path: join(folder, 'picked'), access: 'read' }]
    return (await askPort('path.open', { grants, path: `${folder}/${name}`, mode })).ok
  }

  it('says what the opened handle is', async () => {
    expect(await ask('picked/note.txt', 'read')).toMatchObject({
      allowed: true,
      opened: { path: join(folder, 'picked/note.txt'), kind: 'file', bytes: 4, created: false },
    })
  })

  it('refuses what is not granted, with the reason', async () => {
    await symlink(join(folder, 'secret.txt'), join(folder, 'picked/link.txt'))
    expect(await ask('picked/link.txt', 'read')).toMatchObject({ allowed: false, code: 'folder.notGranted' })
    expect(await ask('picked/note.txt', 'write')).toMatchObject({ allowed: false, code: 'folder.notGranted' })
    expect(await ask('picked/CON', 'read')).toMatchObject({ allowed: false, code: 'file.nameRefused', opened: null })
  })
})

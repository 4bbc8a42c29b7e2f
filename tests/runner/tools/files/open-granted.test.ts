import { execFileSync } from 'node:child_process'
import { link, mkdir, mkdtemp, open, readFile, realpath, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type OpenMode,
  openGranted,
  pathSystem,
  type PathSystem,
} from '../../../../electron/runner/tools/files/open-granted.ts'
import type { FolderGrant } from '../../../../shared/model/agent.ts'

let root = ''
let grants: FolderGrant[] = []
const at = (...names: string[]) => join(root, ...names)
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'open-granted-')))
  await mkdir(at('picked/inner'), { recursive: true })
  await mkdir(at('private'))
  await writeFile(at('picked/letter.txt'), 'open')
  await writeFile(at('picked/inner/note.txt'), 'open')
  await writeFile(at('private/secret.txt'), 'secret')
  grants = [
    { path: at('picked'), access: 'read' },
    { path: at('picked'), access: 'write' },
  ]
})
afterEach(() => rm(root, { recursive: true, force: true }))

const ask = async (path: string, mode: OpenMode = 'read', system: PathSystem = pathSystem) => {
  const { handle, ...opened } = await openGranted(path, mode, grants, system)
  const content = opened.kind === 'file' ? await handle.readFile('utf8') : ''
  await handle.close()
  return { ...opened, content }
}
const refused = async (path: string, mode: OpenMode = 'read', system: PathSystem = pathSystem) =>
  ask(path, mode, system).then(
    () => 'allowed',
    (thrown: unknown) => (thrown instanceof Error && 'code' in thrown ? thrown.code : thrown),
  )

describe('what lies in a granted folder', () => {
  it('is opened, and the handle says what it is', async () => {
    expect(await ask(at('picked/inner/../letter.txt'))).toMatchObject({
      path: at('picked/letter.txt'),
      kind: 'file',
      bytes: 4,
      created: false,
    })
    expect(await ask(at('picked/inner'), 'list')).toMatchObject({ kind: 'folder', path: at('picked/inner') })
    expect(await ask(at('picked/new.txt'), 'write')).toMatchObject({ created: true, bytes: 0 })
  })

  it('may be reached through a link, as long as that ends inside', async () => {
    await symlink(at('picked/inner'), at('picked/shortcut'))
    expect(await ask(at('picked/shortcut/note.txt'))).toMatchObject({ path: at('picked/inner/note.txt') })
  })
})

describe('nothing else is opened', () => {
  it.each(['picked/../private/secret.txt', 'private/secret.txt', 'picked2', 'picked/inner/../../private/secret.txt'])(
    'by a path out of it: %s',
    async (path) => expect(await refused(`${root}/${path}`)).not.toBe('allowed'),
  )

  it.each([
    '/proc/self/root/etc/passwd',
    '/proc/self/cwd',
    '/proc/self/environ',
    '/dev/stdin',
    '/dev/fd/0',
    '\\\\server\\share\\secret.txt',
    '//server/share/secret.txt',
    'C:\\Windows\\win.ini',
    '\\\\?\\C:\\secret.txt',
    'file:///etc/passwd',
    '~/secret.txt',
  ])('by a name with another meaning: %s', async (path) => {
    expect(await refused(path)).not.toBe('allowed')
    expect(await refused(path, 'write')).not.toBe('allowed')
  })

  it('through a file that is open elsewhere in this process', async () => {
    const secret = await open(at('private/secret.txt'))
    expect(await refused(`/proc/self/fd/${secret.fd}`)).toBe('folder.notGranted')
    await symlink(`/proc/self/fd/${secret.fd}`, at('picked/open'))
    expect(await refused(at('picked/open'))).toBe('folder.notGranted')
    await secret.close()
  })

  it.each(['PICKED', 'Picked', 'p\u0131cked', 'pic\u212aed', 'pick\u0435d', 'ｐｉｃｋｅｄ'])(
    'by a name that only looks like the granted one: %s',
    async (name) => {
      await mkdir(at(name))
      await writeFile(at(name, 'letter.txt'), 'secret')
      expect(await refused(at(name, 'letter.txt'))).toBe('folder.notGranted')
    },
  )

  it('by the same letters written in another way', async () => {
    await mkdir(at('cafe\u0301'))
    await writeFile(at('cafe\u0301/letter.txt'), 'secret')
    await mkdir(at('caf\u00e9'))
    grants = [{ path: at('caf\u00e9'), access: 'read' }]
    expect(await refused(at('cafe\u0301/letter.txt'))).toBe('folder.notGranted')
  })

  it('that is a socket', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(at('picked/socket'), resolve))
    expect(await refused(at('picked/socket'))).toBe('file.notOrdinary')
    expect(await refused(at('picked/socket'), 'write')).toBe('file.notOrdinary')
    await new Promise((resolve) => server.close(resolve))
  })

  it('by a path that is not absolute', async () => {
    expect(await refused('letter.txt')).toBe('folder.notGranted')
  })

  it.each(['read', 'write'] as const)('through links that lead out, to %s', async (mode) => {
    await symlink(at('private/secret.txt'), at('picked/file-link'))
    await symlink(at('private'), at('picked/folder-link'))
    await symlink(at('private/not-there.txt'), at('picked/nowhere'))
    await symlink(at('picked/circle'), at('picked/circle'))
    expect(await refused(at('picked/file-link'), mode)).toBe('folder.notGranted')
    expect(await refused(at('picked/folder-link/secret.txt'), mode)).toBe('folder.notGranted')
    expect(await refused(at('picked/nowhere'), mode)).not.toBe('allowed')
    expect(await refused(at('picked/circle'), mode)).not.toBe('allowed')
    await expect(readFile(at('private/not-there.txt'))).rejects.toThrow('ENOENT')
  })

  it('that has a second name elsewhere', async () => {
    await link(at('private/secret.txt'), at('picked/innocent.txt'))
    expect(await refused(at('picked/innocent.txt'))).toBe('file.notOrdinary')
    expect(await refused(at('picked/innocent.txt'), 'write')).toBe('file.notOrdinary')
  })

  it('that is no file, without waiting for it', async () => {
    execFileSync('mkfifo', [at('picked/pipe')])
    expect(await refused(at('picked/pipe'))).toBe('file.notOrdinary')
    expect(await refused(at('picked/pipe'), 'write')).toBe('file.notOrdinary')
    expect(await refused(at('picked/inner'))).toBe('file.notOrdinary')
    expect(await refused(at('picked/inner'), 'write')).toBe('file.notOrdinary')
    expect(await refused(at('picked/letter.txt'), 'list')).toBe('file.notOrdinary')
    grants.push({ path: '/dev', access: 'read' })
    expect(await refused('/dev/zero')).toBe('file.notOrdinary')
  })

  it.each(['CON', 'nul', 'con.txt', 'AUX.tar.gz', 'COM1', 'lpt9.md', 'NUL .txt', 'CONIN$', 'nul:stream'])(
    'named like a device: %s',
    async (name) => {
      for (const mode of ['read', 'write'] as const)
        expect(await refused(at('picked', name), mode)).toBe('file.nameRefused')
    },
  )

  it('with names no system takes', async () => {
    for (const mode of ['read', 'write'] as const) {
      expect(await refused(at('picked', 'a'.repeat(256)), mode)).toBe('file.nameRefused')
      expect(await refused(at('picked', 'a/'.repeat(3000)), mode)).toBe('file.nameRefused')
      expect(await refused(`${at('picked')}/letter.txt\0.png`, mode)).toBe('file.nameRefused')
    }
    for (const name of ['new.', 'new ', 'a:b', 'what?'])
      expect(await refused(at('picked', name), 'write')).toBe('file.nameRefused')
  })

  it('for another use than it was granted for', async () => {
    grants = [{ path: at('picked'), access: 'read' }]
    expect(await refused(at('picked/letter.txt'), 'write')).toBe('folder.notGranted')
    grants = []
    expect(await refused(at('picked/letter.txt'))).toBe('folder.notGranted')
    grants = [{ path: at('gone'), access: 'read' }]
    expect(await refused(at('gone/letter.txt'))).not.toBe('allowed')
  })
})

describe('a swap between check and use', () => {
  /** Exchanges something right before the chosen step of the guard, as an attacker who watches it would. */
  const swapping = (
    step: keyof Omit<PathSystem, 'platform'>,
    turn: number,
    swap: () => Promise<void>,
    platform = pathSystem.platform,
  ): PathSystem => {
    let turns = 0
    const before = async (name: string) => {
      if (name === step && ++turns === turn) await swap()
    }
    return {
      platform,
      real: async (path) => (await before('real'), pathSystem.real(path)),
      open: async (...args) => (await before('open'), pathSystem.open(...args)),
      look: async (path) => (await before('look'), pathSystem.look(path)),
      placeOf: async (handle) => (await before('placeOf'), platform === 'linux' ? pathSystem.placeOf(handle) : null),
    }
  }
  const file = async () => {
    await rm(at('picked/letter.txt'), { force: true })
    await symlink(at('private/secret.txt'), at('picked/letter.txt'))
  }
  const folder = async () => {
    await rename(at('picked/inner'), at('picked/moved'))
    await symlink(at('private'), at('picked/inner'))
  }

  it.each(['linux', 'darwin', 'win32'] as const)('never shows what lies outside, on %s', async (platform) => {
    await writeFile(at('private/note.txt'), 'secret')
    const turns = fc.record({
      step: fc.constantFrom('real' as const, 'open' as const, 'look' as const, 'placeOf' as const),
      turn: fc.integer({ min: 1, max: 4 }),
      what: fc.constantFrom('file' as const, 'folder' as const),
    })
    await fc.assert(
      fc
        .asyncProperty(turns, async ({ step, turn, what }) => {
          const path = at(what === 'file' ? 'picked/letter.txt' : 'picked/inner/note.txt')
          const system = swapping(step, turn, what === 'file' ? file : folder, platform)
          const content = await ask(path, 'read', system).then(
            (opened) => opened.content,
            () => 'refused',
          )
          expect(['open', 'refused']).toContain(content)
        })
        .beforeEach(async () => {
          await rm(at('picked'), { recursive: true, force: true })
          await mkdir(at('picked/inner'), { recursive: true })
          await writeFile(at('picked/letter.txt'), 'open')
          await writeFile(at('picked/inner/note.txt'), 'open')
        }),
      { numRuns: 60 },
    )
  })

  it('takes no new file out of the folder', async () => {
    for (const turn of [1, 2]) {
      await ask(at(`picked/inner/new-${turn}.txt`), 'write', swapping('open', turn, folder)).catch(() => undefined)
      await expect(readFile(at(`private/new-${turn}.txt`))).rejects.toThrow('ENOENT')
      await rm(at('picked/inner'), { recursive: true, force: true })
      await rename(at('picked/moved'), at('picked/inner'))
    }
  })
})

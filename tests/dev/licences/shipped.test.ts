import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { isAllowed, packageFolder, problemsOf, readShipped } from '../../../electron/dev/licences/shipped.ts'

const root = join(import.meta.dirname, '..', '..', '..')

describe('the package of a module', () => {
  const folderOf = (module: string) => packageFolder(module, (folder) => !folder.endsWith('/copied'))

  it('is the innermost one that describes itself', () => {
    expect(folderOf('/a/node_modules/zod/index.js')).toBe('/a/node_modules/zod')
    expect(folderOf('/a/node_modules/@s/b/lib/x.js?raw')).toBe('/a/node_modules/@s/b')
    expect(folderOf('\0/a/node_modules/b/x.js?commonjs')).toBe('/a/node_modules/b')
    expect(folderOf('C:\\a\\node_modules\\b\\node_modules\\c\\x.js')).toBe('C:/a/node_modules/b/node_modules/c')
    expect(folderOf('/a/node_modules/b/dist/node_modules/copied/x.js')).toBe('/a/node_modules/b')
  })

  it('is none for what is ours', () => {
    expect(folderOf('/a/renderer/app.tsx')).toBeNull()
    expect(folderOf('/a/node_modules/.vite/x.js')).toBeNull()
  })
})

describe('what a package says of its licence', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'kaihe-licence-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const describeIt = (more: object) =>
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'thing', version: '1.2.3', ...more }))

  it('is read with the texts beside it, whatever they are called', () => {
    describeIt({ license: 'Apache-2.0' })
    writeFileSync(join(folder, 'LICENCE.md'), 'the terms\n')
    writeFileSync(join(folder, 'NOTICE'), 'made by many')
    writeFileSync(join(folder, 'license.js'), 'code')
    mkdirSync(join(folder, 'lib'))
    expect(readShipped(folder)).toEqual({
      name: 'thing',
      version: '1.2.3',
      licence: 'Apache-2.0',
      text: 'the terms\n\nmade by many',
    })
  })

  it('is the standard text with its author where it carries none', () => {
    describeIt({ license: 'MIT', author: 'Ada Lovelace <ada@example.com>' })
    expect(readShipped(folder).text).toContain('Copyright (c) Ada Lovelace\n')
    describeIt({ licenses: [{ type: 'ISC' }] })
    expect(readShipped(folder)).toMatchObject({ licence: 'ISC' })
    expect(readShipped(folder).text).toContain('Copyright (c) the authors of thing')
    describeIt({ license: { type: 'MPL-2.0' }, repository: { url: 'git+https://example.com/thing.git' } })
    expect(readShipped(folder).text).toContain('Its source is at https://example.com/thing.')
  })

  it('keeps it from being shipped where it is not on the list, not named, or has no text', () => {
    describeIt({ license: 'GPL-3.0-only' })
    expect(problemsOf([readShipped(folder)])).toEqual([
      'thing: its licence is not on the list: GPL-3.0-only',
      'thing: the text of its licence is missing',
    ])
    describeIt({})
    expect(problemsOf([readShipped(folder)])[0]).toBe('thing: its licence is not on the list: none named')
    describeIt({ license: 'MIT' })
    expect(problemsOf([readShipped(folder)])).toEqual([])
  })

  it.each([
    ['(MIT OR GPL-3.0-or-later)', true],
    ['(MIT AND Zlib)', true],
    ['(MIT AND GPL-3.0-or-later)', false],
    ['GPL-3.0-or-later OR AGPL-3.0', false],
    ['UNLICENSED', false],
    ['', false],
  ])('%s may be shipped: %s', (licence, allowed) => {
    expect(isAllowed(licence)).toBe(allowed)
  })
})

describe('install scripts', () => {
  /** Packages that want to run something when they are installed. None does: nothing of ours needs it. */
  const known = ['@parcel/watcher', 'electron-winstaller', 'node-llama-cpp']

  it('are of packages that are known, and a new one is looked at before it comes in', () => {
    const lock = z
      .object({ packages: z.record(z.string(), z.object({ hasInstallScript: z.boolean().optional() })) })
      .parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))
    const wanting = Object.entries(lock.packages)
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([path]) => path.split('node_modules/').at(-1) ?? path)
    expect(wanting.filter((name) => !known.includes(name))).toEqual([])
    expect(wanting).toContain('@parcel/watcher')
  })

  it('run for no one: npm is told so by the clone, and once more where it is called', () => {
    expect(readFileSync(join(root, '.npmrc'), 'utf8')).toMatch(/^ignore-scripts=true$/m)
    const installing = readFileSync(join(root, 'electron/dev/dependencies.mjs'), 'utf8')
    expect(installing.match(/runNpm\(\['ci'[^)]*\]/)?.[0]).toContain("'--ignore-scripts'")
  })
})

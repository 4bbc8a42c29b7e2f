import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

const root = join(import.meta.dirname, '..', '..')
const changelog = `# Changes

All notable changes.

## 1.1.0 (unreleased)

- A long entry that is folded
  in the file.
- A short one.

## 1.0.0

- The first.

## 0.9.0
`
let releaseNotes: (changelog: string, version: string) => unknown

beforeAll(async () => {
  const loaded: unknown = await import(pathToFileURL(join(root, 'electron', 'dev', 'release-notes.mjs')).href)
  const called = z.object({ releaseNotes: z.instanceof(Function) }).parse(loaded).releaseNotes
  releaseNotes = (...args) => Reflect.apply(called, null, args)
})

describe('release notes', () => {
  it('are the entries of one version, each in one piece', () => {
    expect(releaseNotes(changelog, '1.1.0')).toBe('- A long entry that is folded in the file.\n- A short one.')
    expect(releaseNotes(changelog, '1.0.0')).toBe('- The first.')
  })

  it('are missed where the changelog says nothing of a version', () => {
    for (const version of ['0.9.0', '1.1', '2.0.0']) {
      expect(() => releaseNotes(changelog, version)).toThrow(`CHANGELOG.md says nothing about version ${version}.`)
    }
  })

  it('are there for the version that would be packed now, and go with it', () => {
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(read('package.json')))
    expect(String(releaseNotes(read('CHANGELOG.md'), version)).split('\n').length).toBeGreaterThan(3)
    expect(read('electron/dev/package-app.mjs')).toContain('releaseInfo: { releaseNotes: notes() }')
  })
})

const read = (file: string) => readFileSync(join(root, file), 'utf8')

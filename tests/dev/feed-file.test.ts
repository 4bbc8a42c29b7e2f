import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeAll, expect, it, vi } from 'vitest'
import { z } from 'zod'

const root = join(import.meta.dirname, '..', '..')
let withSignatures: (text: string, sign: (version: string, sha512: string) => string | null) => unknown
beforeAll(async () => {
  const loaded: unknown = await import(pathToFileURL(join(root, 'electron', 'dev', 'feed-file.mjs')).href)
  const called = z.object({ withSignatures: z.instanceof(Function) }).parse(loaded).withSignatures
  withSignatures = (...args) => Reflect.apply(called, null, args)
})
afterEach(() => void vi.unstubAllEnvs())

const hash = Buffer.alloc(64, 7)
const written = `version: 1.2.0
files:
  - url: kaihe-companion-1.2.0-linux-x86_64.AppImage
    sha512: ${hash.toString('base64')}
    size: 10
path: kaihe-companion-1.2.0-linux-x86_64.AppImage
sha512: ${hash.toString('base64')}
releaseDate: '2026-11-27T00:00:00.000Z'
`

it('every file of what electron-builder wrote gets a signature over version and hash', () => {
  const asked: string[][] = []
  const signed = withSignatures(written, (...given) => {
    asked.push(given)
    return 'signed'
  })
  expect(asked).toEqual([['1.2.0', hash.toString('hex')]])
  expect(signed).toBe(written.replace('    size:', '    signature: signed\n    size:'))
})

it('without a key it stays as it is, and a version for a part of all computers says so', () => {
  expect(withSignatures(written, () => null)).toBe(written)
  vi.stubEnv('KAIHE_UPDATE_SHARE', '10')
  expect(withSignatures(written, () => null)).toBe(`${written}stagingPercentage: 10\n`)
})

it('what is no such file ends the packing', () => {
  expect(() => withSignatures('nonsense', () => null)).toThrow('no version')
})

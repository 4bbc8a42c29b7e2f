import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const entrySchema = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
})
const lockSchema = z.object({ packages: z.record(z.string(), entrySchema) })
const { packages } = lockSchema.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'package-lock.json'), 'utf8')),
)

describe('package-lock.json', () => {
  it('names the packages of every system, or npm would refuse it on some (node electron/dev/complete-lock.mjs)', () => {
    const named = new Set(Object.keys(packages).map((path) => path.split('node_modules/').at(-1)))
    const missing = Object.values(packages)
      .flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}))
      .filter((name) => !named.has(name))
    expect(missing).toEqual([])
  })

  it('names no registry, so that everyone installs from their own', () => {
    expect(Object.entries(packages).filter(([, entry]) => entry.resolved !== undefined)).toEqual([])
  })
})

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { familiesSchema, lineUpSchema } from '../../../shared/rules/facts/model-book.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const folder = join(root, 'assets', 'models')
const filesSchema = z.record(z.string(), z.string())
let files: z.infer<typeof filesSchema> = {}

beforeAll(async () => {
  const loaded: unknown = await import(pathToFileURL(join(root, 'electron', 'dev', 'models', 'book.mjs')).href)
  const { buildModelBook } = z.object({ buildModelBook: z.function({ input: [], output: filesSchema }) }).parse({
    ...z.object({ buildModelBook: z.unknown() }).parse(loaded),
  })
  files = buildModelBook()
})

describe('assets/models', () => {
  it('is what the script builds from the facts and the package (node electron/dev/models/build.mjs)', () => {
    expect(readdirSync(folder).toSorted()).toEqual(Object.keys(files).toSorted())
    for (const [name, text] of Object.entries(files)) {
      expect(readFileSync(join(folder, name), 'utf8'), name).toBe(text)
    }
  })

  it('is as the app reads it, and every fact has its source', () => {
    for (const [name, text] of Object.entries(files)) {
      const json: unknown = JSON.parse(text)
      const { sources, listed } =
        name === 'families.json'
          ? { ...familiesSchema.parse(json), listed: familiesSchema.parse(json).families }
          : { ...lineUpSchema.parse(json), listed: lineUpSchema.parse(json).models }
      expect(listed.length, name).toBeGreaterThan(0)
      for (const { source } of listed) expect(Object.keys(sources), name).toContain(source)
    }
  })
})

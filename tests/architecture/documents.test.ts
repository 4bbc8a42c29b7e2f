import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSource, root } from './sources.ts'

/** What those who want to help, or to report a fault, are told to look at. */
const documents = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md']

describe.each(documents)('%s', (document) => {
  it('names files that are there', () => {
    const text = readSource(document)
    const linked = [...text.matchAll(/\]\(([^)#]+)\)/g)]
      .map(([, path = '']) => path)
      .filter((path) => !path.includes('://'))
    const named = [...text.matchAll(/`((?:assets|electron|renderer|shared|tests)\/[^`<*]+)`/g)].map(
      ([, path = '']) => path,
    )
    expect([...linked, ...named].filter((path) => !existsSync(join(root, path)))).toEqual([])
  })
})

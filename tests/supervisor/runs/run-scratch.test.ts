import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createRunScratch } from '../../../electron/supervisor/runs/run-scratch.ts'
import { runIdSchema } from '../../../shared/model/brand.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'

const idOf = (name: string) => runIdSchema.parse(name)

function setUp() {
  const root = join(temporaryFolder(), 'scratch')
  for (const name of ['run-1', 'run-2', 'run-3']) {
    mkdirSync(join(root, name, 'inner'), { recursive: true })
    writeFileSync(join(root, name, 'inner', 'text'), 'x')
  }
  return { root, scratch: createRunScratch(root) }
}

describe('scratch folders', () => {
  it('go with their run', async () => {
    const { root, scratch } = setUp()
    expect(scratch.folderOf(idOf('run-1'))).toBe(join(root, 'run-1'))
    await scratch.remove(idOf('run-1'))
    await scratch.remove(idOf('never made'))
    expect(readdirSync(root)).toEqual(['run-2', 'run-3'])
  })

  it('of runs that have ended while nobody looked are removed', async () => {
    const { root, scratch } = setUp()
    await scratch.keepOnly([idOf('run-2'), idOf('run-9')])
    expect(readdirSync(root)).toEqual(['run-2'])
  })

  it('need not be there', async () => {
    const { root } = setUp()
    await expect(createRunScratch(join(root, 'nowhere')).keepOnly([])).resolves.toBeUndefined()
  })

  it('that cannot be looked at are not passed over in silence', async () => {
    const { root } = setUp()
    await expect(createRunScratch(join(root, 'run-1', 'inner', 'text')).keepOnly([])).rejects.toThrow('ENOTDIR')
  })
})

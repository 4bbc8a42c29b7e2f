import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createScratch } from '../../electron/runner/scratch.ts'
import { systemDisk } from '../../electron/runner/tools/files/disk.ts'
import { sha256 } from '../../electron/runner/tools/files/sha256.ts'
import { failing, fullDisk } from './tools/files/fake-disk.ts'

let folder = ''
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'scratch-')), 'run-1')
})
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }))

describe('what a run puts aside', () => {
  it('is found by its content, and kept once', async () => {
    const scratch = createScratch(folder, systemDisk)
    const hash = await scratch.put(Buffer.from('文本'))
    expect(await scratch.put(Buffer.from('文本'))).toBe(hash)
    expect(hash).toBe(sha256('文本'))
    expect(await readdir(folder)).toEqual([hash])
    expect(Buffer.from((await scratch.get(hash)) ?? []).toString()).toBe('文本')
  })

  it('is not there when it is gone or was changed, and can be put aside again', async () => {
    const scratch = createScratch(folder, systemDisk)
    expect(await scratch.get(sha256('text'))).toBeNull()
    const hash = await scratch.put(Buffer.from('text'))
    await writeFile(join(folder, hash), 'spoilt')
    expect(await scratch.get(hash)).toBeNull()
    await scratch.put(Buffer.from('text'))
    expect(Buffer.from((await scratch.get(hash)) ?? []).toString()).toBe('text')
  })

  it.each([
    ['full', fullDisk, 'storage.diskFull'],
    ['broken', failing('rename', 'EIO'), 'storage.failed'],
  ])('says that the disk is %s, and leaves nothing half-written', async (_, disk, code) => {
    await expect(createScratch(folder, disk).put(Buffer.from('text'))).rejects.toMatchObject({ code })
    expect(await readdir(folder)).toEqual([])
  })
})

import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { randomBytes } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type OpenPart, packHouse } from '../../../electron/storage/moving/pack.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { birthday } from '../../helpers/things.ts'
import { furnish } from './house.ts'

function setUp() {
  const { folder: dataFolder, close } = furnish()
  onTestFinished(close)
  // More than one frame.
  writeFileSync(join(dataFolder, 'kept', 'large'), randomBytes(900_000))
  const target = join(temporaryFolder(), 'My PC.kaihe-backup')
  writeFileSync(target, 'the backup of yesterday')
  const order = { dataFolder, target, app: '0.1.0', at: birthday, passphrase: null, keys: [], work: 10 }
  const isAsBefore = () => {
    expect(readdirSync(dirname(target))).toEqual(['My PC.kaihe-backup'])
    expect(readFileSync(target, 'utf8')).toBe('the backup of yesterday')
    expect(readdirSync(dataFolder).filter((name) => name.startsWith('packing-'))).toEqual([])
  }
  return { order, target, dataFolder, isAsBefore }
}

/** Fails with that code from a write on. */
function failing(code: string, from: number, onWrite: (count: number) => void = () => undefined): OpenPart {
  return async (path) => {
    const file = await open(path, 'wx')
    let count = 0
    return {
      async appendFile(...content) {
        count += 1
        onWrite(count)
        if (count >= from) throw Object.assign(new Error(`${code}: a failing disk`), { code })
        return file.appendFile(...content)
      },
      sync: () => file.sync(),
      close: () => file.close(),
    }
  }
}

describe('a backup that cannot be written', () => {
  it.each(['first', 'middle', 'last'] as const)(
    'keeps the one before where the disk is full at the %s write, and says what is needed',
    async (when) => {
      const { order, target, isAsBefore } = setUp()
      let all = 0
      const counted = { ...order, target: join(dirname(target), 'counted') }
      await packHouse(
        counted,
        failing('', Infinity, (count) => (all = count)),
      )
      rmSync(counted.target)
      expect(all).toBeGreaterThan(4)
      const from = { first: 1, middle: Math.ceil(all / 2), last: all }[when]
      await expect(packHouse(order, failing('ENOSPC', from))).rejects.toMatchObject({
        code: 'backup.noRoom',
        params: { needed: expect.stringMatching(/^1\.\d MB$/), free: expect.stringMatching(/[kMG]B$/) },
      })
      isAsBefore()
    },
  )

  it.each([
    ['EROFS', 'backup.placeReadOnly'],
    ['EACCES', 'backup.placeReadOnly'],
    ['EIO', 'backup.placeGone'],
    ['ENXIO', 'backup.placeGone'],
    ['EDQUOT', 'backup.noRoom'],
    ['EBUSY', 'storage.failed'],
  ])('keeps the one before where the system says %s', async (code, said) => {
    const { order, isAsBefore } = setUp()
    await expect(packHouse(order, failing(code, 2))).rejects.toMatchObject({ code: said })
    isAsBefore()
  })

  it('says that its place is gone where the drive was unplugged', async () => {
    const { order, target } = setUp()
    rmSync(dirname(target), { recursive: true })
    await expect(packHouse(order)).rejects.toMatchObject({ code: 'backup.placeGone' })
    expect(existsSync(dirname(target))).toBe(false)
  })

  it('says that the app’s own folder is what fails, where that is so', async () => {
    const { order, dataFolder, isAsBefore } = setUp()
    // Found in place of a file that is to be copied.
    rmSync(join(dataFolder, 'preferences.json'))
    mkdirSync(join(dataFolder, 'preferences.json'))
    await expect(packHouse(order)).rejects.toMatchObject({ code: 'storage.failed' })
    isAsBefore()
  })
})

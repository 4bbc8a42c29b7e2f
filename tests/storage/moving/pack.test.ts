import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readBackupHead } from '../../../electron/storage/moving/unpack.ts'
import { putStoredKeys } from '../../../electron/storage/moving/stored-keys.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'
import { birthday } from '../../helpers/things.ts'
import { furnish, knows, pack, rowsOf, secretOfMailbox, unpack } from './house.ts'

const insertRun = `INSERT INTO runs (id, agent_id, body, plan, settled, created_at) VALUES (?, ?, ?, ?, 0, 0)`
const house = () => {
  const furnished = furnish()
  onTestFinished(furnished.close)
  return furnished
}
const key = { place: 'kept' as const, name: 'mail:1', text: secretOfMailbox }

describe('a backup', () => {
  it('brings back what is committed but still in the log, and says what it is', async () => {
    const { folder, db } = house()
    db.exec(`INSERT INTO kept_secrets VALUES ('hook:1', 'protected', 'x')`)
    const packed = await pack(folder)
    expect(await readBackupHead(packed)).toMatchObject({ app: '0.1.0', at: birthday, sealed: false })
    const { into } = await unpack(packed)
    expect(readFileSync(join(into, 'kept', 'run-1', 'before.txt'), 'utf8')).toBe('as it was')
    expect(readFileSync(join(into, 'preferences.json'), 'utf8')).toContain('zh-CN')
    expect(rowsOf(join(into, 'ledger.db'), 'PRAGMA user_version')).toEqual([{ user_version: knows.ledger }])
    expect(readdirSync(folder).filter((name) => name.startsWith('packing-'))).toEqual([])
    expect(readdirSync(dirname(packed))).toEqual(['My PC.kaihe-backup'])
  })

  it('holds no key, not even in a page of the database that is free', async () => {
    const { folder } = house()
    const { into, keys } = await unpack(await pack(folder))
    expect(keys).toEqual([])
    expect(rowsOf(join(into, 'companion.db'), 'SELECT * FROM kept_secrets')).toEqual([])
    expect(readFileSync(join(into, 'companion.db')).includes(secretOfMailbox)).toBe(false)
  })

  it('takes keys along only behind a passphrase, and shows nothing without it', async () => {
    const { folder } = house()
    await expect(pack(folder, { keys: [key] })).rejects.toMatchObject({ code: 'request.invalid' })
    const packed = await pack(folder, { passphrase: 'correct horse', keys: [key] })
    const bytes = readFileSync(packed)
    for (const word of [secretOfMailbox, 'SQLite', 'preferences']) expect(bytes.includes(word)).toBe(false)
    await expect(unpack(packed)).rejects.toMatchObject({ code: 'backup.passphraseMissing' })
    await expect(unpack(packed, { passphrase: 'Correct horse' })).rejects.toMatchObject({
      code: 'backup.wrongPassphrase',
    })
    const { into, keys } = await unpack(packed, { passphrase: 'correct horse' })
    expect(keys).toEqual([key])
    putStoredKeys(join(into, 'companion.db'), [
      { place: 'kept', name: 'mail:1', storage: 'protected', content: 'sealed again' },
    ])
    expect(rowsOf(join(into, 'companion.db'), 'SELECT content FROM kept_secrets')).toEqual([
      { content: 'sealed again' },
    ])
  })

  it.each([null, 'correct horse'])(
    'is refused wherever it is cut or changed (passphrase %s)',
    async (passphrase) => {
      const { folder } = house()
      writeFileSync(
        join(folder, 'kept', 'large'),
        Buffer.alloc(700_000, 'incompressible?').map((_, at) => (at * at) >> 3),
      )
      const packed = await pack(folder, { passphrase })
      const whole = readFileSync(packed)
      const broken = join(temporaryFolder(), 'broken')
      const codeOf = async (): Promise<string> => {
        const into = join(temporaryFolder(), 'incoming')
        const code = await unpack(broken, { passphrase, into }).then(
          () => 'taken',
          ({ code: thrown }: { code: string }) => thrown,
        )
        expect(existsSync(into)).toBe(false)
        return code
      }
      for (const part of [0.3, 0.9]) {
        writeFileSync(broken, whole)
        truncateSync(broken, Math.floor(whole.length * part))
        expect(await codeOf()).toBe('backup.cut')
        const changed = Buffer.from(whole)
        const at = Math.floor(whole.length * part)
        changed[at] = (changed[at] ?? 0) ^ 1
        writeFileSync(broken, changed)
        expect(await codeOf()).toBe('backup.damaged')
      }
      writeFileSync(broken, Buffer.concat([whole, Buffer.from('more')]))
      expect(await codeOf()).toBe('backup.damaged')
      writeFileSync(broken, 'a letter')
      expect(await codeOf()).toBe('backup.notOne')
      writeFileSync(broken, '')
      expect(await codeOf()).toBe('backup.notOne')
    },
    60_000,
  )

  it('of a newer version is refused, by its format and by the shape of its databases', async () => {
    const { folder } = house()
    const packed = await pack(folder)
    await expect(unpack(packed, { knows: { ...knows, companion: knows.companion - 1 } })).rejects.toMatchObject({
      code: 'backup.newer',
    })
    const future = join(temporaryFolder(), 'future')
    writeFileSync(future, 'kaihe-backup {"format":2}\n')
    await expect(unpack(future)).rejects.toMatchObject({ code: 'backup.newer' })
  })

  it('ends runs that had not ended, so that nothing is done twice', async () => {
    const { folder, db } = house()
    db.exec('PRAGMA foreign_keys = OFF')
    db.prepare(insertRun).run('run-1', 'agent-1', JSON.stringify({ state: { name: 'running' }, endedAt: null }), '{}')
    const { into } = await unpack(await pack(folder))
    const [row] = rowsOf(
      join(into, 'companion.db'),
      `SELECT plan, json_extract(body, '$.state.error.code') AS code FROM runs`,
    )
    expect(row).toEqual({ plan: null, code: 'backup.runOpen' })
  })

  it('leaves an older one as it was where the new one cannot be written', async () => {
    const { folder } = house()
    const target = join(temporaryFolder(), 'backup')
    mkdirSync(target)
    await expect(pack(folder, { target })).rejects.toMatchObject({ code: 'storage.failed' })
    expect(statSync(target).isDirectory()).toBe(true)
    expect(readdirSync(dirname(target))).toEqual(['backup'])
    await expect(pack(folder, { target: join(folder, 'inside') })).rejects.toMatchObject({
      code: 'backup.insideItself',
    })
  })
})

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  confirmExchange,
  incomingName,
  orderDeletion,
  orderRestore,
  settleExchange,
} from '../../../electron/storage/moving/exchange.ts'
import { temporaryFolder } from '../../helpers/agent-database.ts'

function setUp() {
  const folder = temporaryFolder()
  const put = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  for (const name of ['companion.db', 'companion.db-wal', 'preferences.json', 'kept/a', 'models/m']) put(name, 'old')
  for (const name of ['companion.db', 'ledger.db', 'kept/b']) put(`${incomingName}/${name}`, 'new')
  const read = (path: string) => readFileSync(join(folder, path), 'utf8')
  return { folder, put, read, has: (path: string) => existsSync(join(folder, path)) }
}

describe('the exchange', () => {
  it('does nothing that was not ordered', () => {
    const { folder, read } = setUp()
    expect(settleExchange(folder)).toBe('nothing')
    expect(read('companion.db')).toBe('old')
  })

  it('puts the new in place whole, keeps the old beside it, and leaves what is not part of it', () => {
    const { folder, read, has } = setUp()
    orderRestore(folder, '20260501')
    expect(settleExchange(folder)).toBe('restored')
    expect(read('companion.db')).toBe('new')
    expect(read('ledger.db')).toBe('new')
    // The log of the old file must not be taken for that of the new one.
    expect(has('companion.db-wal')).toBe(false)
    expect(has('kept/a')).toBe(false)
    expect(read('models/m')).toBe('old')
    expect(read('before-restoring-20260501/companion.db-wal')).toBe('old')
    confirmExchange(folder, Date.now())
    expect(settleExchange(folder)).toBe('nothing')
    expect(read('before-restoring-20260501/companion.db')).toBe('old')
    confirmExchange(folder, Date.now() + 8 * 86_400_000)
    expect(has('before-restoring-20260501')).toBe(false)
  })

  it('puts the old back where the new one does not come up', () => {
    const { folder, read, has } = setUp()
    orderRestore(folder, '20260501')
    expect(settleExchange(folder)).toBe('restored')
    expect(settleExchange(folder)).toBe('restored')
    expect(settleExchange(folder)).toBe('putBack')
    expect(read('companion.db')).toBe('old')
    expect(read('companion.db-wal')).toBe('old')
    expect(has('ledger.db')).toBe(false)
    expect(read('before-restoring-20260501-not-started/companion.db')).toBe('new')
    expect(settleExchange(folder)).toBe('nothing')
  })

  it.each(['setAside', 'putIn'])('goes on with what was cut off while it was at %s', (stage) => {
    const { folder, read, put, has } = setUp()
    put('exchange.json', JSON.stringify({ kind: 'restore', stage, tries: 0, aside: 'before-restoring-1' }))
    mkdirSync(join(folder, 'before-restoring-1'))
    for (const name of ['companion.db', 'companion.db-wal', 'preferences.json', 'kept']) {
      // All of it had gone when putting in began; else only a part.
      if (stage === 'setAside' && name !== 'companion.db') continue
      put(`before-restoring-1/${name === 'kept' ? 'kept/a' : name}`, 'old')
    }
    const { rmSync } = process.getBuiltinModule('node:fs')
    for (const name of readdirSync(join(folder, 'before-restoring-1'))) {
      rmSync(join(folder, name), { recursive: true })
    }
    expect(settleExchange(folder)).toBe('restored')
    expect(read('companion.db')).toBe('new')
    expect(read('before-restoring-1/companion.db-wal')).toBe('old')
    expect(has('companion.db-wal')).toBe(false)
  })

  it('passes over an order it cannot read, and never reaches outside the folder', () => {
    const { folder, put, read } = setUp()
    for (const text of ['{', '{"kind":"restore","stage":"putBack","tries":0,"aside":"../other"}']) {
      put('exchange.json', text)
      expect(settleExchange(folder)).toBe('nothing')
      expect(read('companion.db')).toBe('old')
    }
  })

  it('deletes everything but what the browser holds open', () => {
    const { folder, put } = setUp()
    put('SingletonLock', 'held')
    orderDeletion(folder)
    expect(settleExchange(folder)).toBe('deleted')
    expect(readdirSync(folder)).toEqual(['SingletonLock'])
  })
})

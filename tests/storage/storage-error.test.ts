import { expect, it } from 'vitest'
import { storageError } from '../../electron/storage/storage-error.ts'

it.each([
  [{ code: 'ENOSPC' }, 'storage.diskFull'],
  [{ errcode: 13 }, 'storage.diskFull'],
  // No room for the index of the log.
  [{ errcode: 4874 }, 'storage.diskFull'],
  [{ errcode: 522 }, 'storage.failed'],
  [{ errcode: 11 }, 'storage.damaged'],
])('%o is %s', (thrown, code) => {
  expect(storageError(Object.assign(new Error('made up'), thrown), 'writing').code).toBe(code)
})

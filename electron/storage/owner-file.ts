import { CodedError } from '../../shared/contract/errors.ts'
import { storageError } from './storage-error.ts'

/** Why a file could not be written where its owner wanted it: `file.diskFull` or `file.notWritten`. */
export function ownerFileError(thrown: unknown, target: string): CodedError {
  const { code, detail } = storageError(thrown, target)
  return new CodedError(code === 'storage.diskFull' ? 'file.diskFull' : 'file.notWritten', { file: target }, detail)
}

import type { FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { CodedError } from '../../../../shared/contract/errors.ts'
import type { FolderGrant } from '../../../../shared/model/agent.ts'
import type { DocumentText } from '../documents/document.ts'
import { readDocument } from '../documents/read-document.ts'
import type { Disk } from './disk.ts'
import { openGranted, pathSystem } from './open-granted.ts'

/**
 * Reads a document of a granted folder, or a granted file, through a handle that was judged after it was open: what was exchanged
 * meanwhile, lies elsewhere under another name, or is no ordinary file is refused.
 *
 * @returns the text, and where the file really lies
 * @throws CodedError of `document.*` for what the document is, `folder.notGranted`, `file.notOrdinary` and `file.nameRefused`
 */
export async function readGrantedDocument(
  path: string,
  grants: readonly FolderGrant[],
  { disk, signal }: { disk: Pick<Disk, 'real'>; signal: AbortSignal },
): Promise<{ text: DocumentText; path: string }> {
  let place = path
  const text = await readDocument(path, {
    signal,
    async open() {
      const opened = await openAsDocument(path, grants, disk)
      place = opened.path
      return opened.handle
    },
  })
  return { text, path: place }
}

/** Opens a granted file for reading; what is wrong with it is said in the words of documents. */
export async function openAsDocument(
  path: string,
  grants: readonly FolderGrant[],
  disk: Pick<Disk, 'real'>,
): Promise<{ handle: FileHandle; path: string; name: string }> {
  const name = basename(path)
  try {
    return { ...(await openGranted(path, 'read', grants, { ...pathSystem, real: disk.real })), name }
  } catch (thrown) {
    throw asDocumentError(thrown, name)
  }
}

/** In the words of documents, where they have one. */
function asDocumentError(thrown: unknown, name: string): unknown {
  if (!(thrown instanceof CodedError)) return thrown
  switch (thrown.code) {
    case 'file.missing':
      return new CodedError('document.missing', { name }, thrown.detail)
    case 'file.notOpened':
      return new CodedError('document.unreadable', { name, reason: thrown.params.reason ?? 'unknown' }, thrown.detail)
    case 'file.changed':
      return new CodedError('document.changed', { name }, thrown.detail)
    default:
      return thrown
  }
}

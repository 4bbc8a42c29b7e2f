import { basename, isAbsolute, relative, resolve, sep } from 'node:path'
import { CodedError } from '../../../../shared/contract/errors.ts'
import type { FolderGrant } from '../../../../shared/model/agent.ts'
import { describe, systemCode } from '../documents/document-error.ts'
import type { Disk } from './disk.ts'

/**
 * The real path of a folder the owner opened to the agent with this very access: the picked folder itself or one inside it,
 * judged after all links are followed.
 *
 * @throws CodedError folder.notChosen, folder.missing, folder.unreadable, folder.notGranted
 */
export async function grantedFolder(
  folder: string | null,
  access: FolderGrant['access'],
  grants: readonly FolderGrant[],
  disk: Pick<Disk, 'real'>,
): Promise<string> {
  if (folder === null) throw new CodedError('folder.notChosen')
  const real = await realFolder(folder, disk)
  for (const grant of grants) {
    if (grant.access !== access) continue
    const root = await grantedRoot(grant, disk)
    if (root !== null && isInside(root, real)) return real
  }
  throw new CodedError('folder.notGranted', { name: basename(folder) || folder }, folder)
}

/**
 * The place a grant opens; null where it opens none. It was granted with all links followed: one that leads elsewhere now was exchanged
 * since, and nobody granted where it leads. One that is gone grants nothing either.
 */
export async function grantedRoot({ path }: FolderGrant, disk: Pick<Disk, 'real'>): Promise<string | null> {
  const root = await disk.real(path).catch(() => null)
  return root === resolve(path) ? root : null
}

/** True for the root itself and everything below it. Both paths must be real ones. */
export function isInside(root: string, path: string): boolean {
  const way = relative(root, path)
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way))
}

async function realFolder(folder: string, disk: Pick<Disk, 'real'>): Promise<string> {
  try {
    return await disk.real(folder)
  } catch (thrown) {
    const code = systemCode(thrown)
    const isGone = code === 'ENOENT' || code === 'ENOTDIR'
    throw new CodedError(
      isGone ? 'folder.missing' : 'folder.unreadable',
      { name: basename(folder), ...(isGone ? {} : { reason: code ?? 'unknown' }) },
      describe(thrown),
    )
  }
}

import { copyFile, type FileHandle, lstat, open, realpath, rename, rm } from 'node:fs/promises'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { DeliverableId } from '../../../shared/model/brand.ts'
import type { Deliverable } from '../../../shared/model/run.ts'
import { ownerFileError } from '../../storage/owner-file.ts'
import type { DeliverableRepository } from '../../storage/companion/deliverables.ts'

export type DeliverableService = {
  /** What a run left behind, when it is still the file it was. Throws CodedError `file.missing`. */
  locate(deliverableId: DeliverableId): Promise<Deliverable>
  /** Its Markdown for the page, cut at `previewLimit`. Throws `file.missing`. */
  preview(deliverableId: DeliverableId): Promise<{ markdown: string; truncated: boolean }>
  /** Writes a copy; what was there before is replaced once the copy is whole. Throws `file.missing`, `file.diskFull`, `file.notWritten`. */
  copy(deliverableId: DeliverableId, target: string): Promise<void>
}

/** Bytes; more than a long answer has. The page draws of it what is looked at. */
export const previewLimit = 4_000_000

/** What runs left behind: only what they recorded themselves, never a path the page names. */
export function createDeliverableService(dependencies: {
  repository: Pick<DeliverableRepository, 'find' | 'previewOf'>
}): DeliverableService {
  const { repository } = dependencies
  const locate = async (deliverableId: DeliverableId) => {
    const deliverable = repository.find(deliverableId)
    if (deliverable === null) throw new CodedError('file.missing', {}, deliverableId)
    if (!(await isFile(deliverable.path))) throw new CodedError('file.missing', { file: deliverable.path })
    return deliverable
  }
  return {
    locate,
    async copy(deliverableId, target) {
      const { path } = await locate(deliverableId)
      await copyWhole(path, target)
    },
    async preview(deliverableId) {
      const deliverable = await locate(deliverableId)
      // A file that is text itself was kept without a preview: it says itself what it holds.
      const preview = repository.previewOf(deliverableId)
      return preview === null ? readBeginning(deliverable.path) : cut(Buffer.from(preview))
    },
  }
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isFile()
  } catch {
    return false
  }
}

async function copyWhole(path: string, target: string): Promise<void> {
  // A copy over the file itself would leave nothing to copy.
  if ((await realpath(path)) === (await realpath(target).catch(() => target))) return
  const part = `${target}.part`
  try {
    await copyFile(path, part)
    await rename(part, target)
  } catch (thrown) {
    await rm(part, { force: true })
    throw ownerFileError(thrown, target)
  }
}

async function readBeginning(path: string): Promise<{ markdown: string; truncated: boolean }> {
  let handle: FileHandle | null = null
  try {
    handle = await open(path, 'r')
    const buffer = Buffer.alloc(previewLimit + 1)
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0)
    return cut(buffer.subarray(0, bytesRead))
  } catch (thrown) {
    throw new CodedError('file.missing', { file: path }, String(thrown))
  } finally {
    await handle?.close()
  }
}

/** Cuts between characters, never inside one. */
function cut(bytes: Buffer): { markdown: string; truncated: boolean } {
  const truncated = bytes.length > previewLimit
  const markdown = new TextDecoder().decode(bytes.subarray(0, previewLimit), { stream: truncated })
  return { markdown, truncated }
}

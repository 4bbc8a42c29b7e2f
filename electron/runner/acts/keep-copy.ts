import { join } from 'node:path'
import type { FileAct } from '../protocol.ts'
import type { StepContext } from '../step-context.ts'
import { sha256 } from '../tools/files/sha256.ts'

/** Files beyond are changed without a copy, and their change says that it cannot be taken back. */
const mostBytes = 200 * 1024 * 1024

/**
 * Puts a copy of what a file holds aside before it is changed, named by its content and forced to the disk, so that it can be had back.
 *
 * @returns what is written down of it; `kept` is false where there was no room for a copy
 */
export async function keepCopy(
  bytes: Uint8Array,
  { order, disk }: Pick<StepContext, 'order' | 'disk'>,
): Promise<NonNullable<FileAct['before']>> {
  const hash = sha256(bytes)
  const content = { sha256: hash, bytes: bytes.length }
  if (bytes.length > mostBytes) return { ...content, kept: false }
  const place = join(order.keptFolder, hash)
  const beside = join(order.keptFolder, `${hash}.${order.runId}.part`)
  try {
    await disk.makeFolder(order.keptFolder)
    if ((await disk.inspect(place))?.bytes === bytes.length) return { ...content, kept: true }
    await disk.remove(beside)
    await disk.writeNew(beside, bytes)
    await disk.rename(beside, place)
    return { ...content, kept: true }
  } catch {
    await disk.remove(beside).catch(() => undefined)
    return { ...content, kept: false }
  }
}

import { readdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { RunId } from '../../../shared/model/brand.ts'

/** Folders of live runs for what need not be kept; the runners make them. */
export type RunScratch = {
  folderOf(runId: RunId): string
  /** Copies of files as they were before runs changed them; they outlive the runs. */
  readonly keptFolder: string
  remove(runId: RunId): Promise<void>
  /** Removes what runs left behind that have ended, such as when the app was killed. */
  keepOnly(runIds: readonly RunId[]): Promise<void>
}

/** The folders lie below `root`, named after their runs. */
export function createRunScratch(root: string): RunScratch {
  const folderOf = (name: string) => join(root, name)
  const removeFolder = (name: string) => rm(folderOf(name), { recursive: true, force: true })
  return {
    folderOf,
    keptFolder: join(dirname(root), 'kept'),
    remove: removeFolder,
    async keepOnly(runIds) {
      const kept = new Set<string>(runIds)
      const left = (await namesIn(root)).filter((name) => !kept.has(name))
      await Promise.all(left.map(removeFolder))
    },
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (thrown) {
    if (z.object({ code: z.literal('ENOENT') }).safeParse(thrown).success) return []
    throw thrown
  }
}

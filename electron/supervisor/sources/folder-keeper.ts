import type { Clock } from '../../../shared/model/clock.ts'
import type { PortHandlers } from '../../ipc/port-calls.ts'
import type { FolderOrder, SourcesContract } from '../../runner/sources/protocol.ts'
import type { Cursor } from '../../storage/companion/sources.ts'
import type { ProcessHost } from '../processes/process-host.ts'
import { type SourcesProcess, startSourcesProcess } from './sources-process.ts'

/** A folder to watch; its cursor is read when it is needed, since it can be long. */
export type WantedFolder = Omit<FolderOrder, 'cursor'> & { readonly cursor: () => Cursor }

export type FolderKeeper = {
  keep(folders: readonly WantedFolder[]): void
  lookAgain(): void
  close(): Promise<void>
}

const firstPause = 1000
const longestPause = 5 * 60_000

/** Keeps one process watching as long as there is a folder to watch. A hung network drive can hold up that process, never main. */
export function createFolderKeeper(dependencies: {
  processes: ProcessHost
  clock: Clock
  answers: PortHandlers<SourcesContract>
}): FolderKeeper {
  const { processes, clock, answers } = dependencies
  let wanted: readonly WantedFolder[] = []
  let process: SourcesProcess | null = null
  let deaths = 0
  let cancelRestart: (() => void) | null = null
  let closed = false

  const order = () => {
    const folders = wanted.map(({ cursor, ...folder }): FolderOrder => ({ ...folder, cursor: cursor() }))
    process?.order({ type: 'watch', folders })
  }
  const begin = () => {
    cancelRestart = null
    if (closed || process !== null || wanted.length === 0) return
    try {
      const started = startSourcesProcess(processes, answers)
      process = started
      void started.exited.then(() => {
        if (process !== started) return
        process = null
        beginLater()
      })
      order()
    } catch {
      beginLater()
    }
  }
  const beginLater = () => {
    if (closed || wanted.length === 0) return
    deaths += 1
    cancelRestart = clock.after(Math.min(longestPause, firstPause * 2 ** Math.min(deaths - 1, 10)), begin)
  }
  const end = async () => {
    cancelRestart?.()
    cancelRestart = null
    const ending = process
    process = null
    await ending?.end()
  }

  return {
    keep(folders) {
      const isSame = describe(folders) === describe(wanted)
      wanted = folders
      if (wanted.length === 0) void end()
      else if (process === null && cancelRestart === null) begin()
      else if (!isSame) order()
    },
    lookAgain() {
      process?.order({ type: 'again' })
    },
    async close() {
      closed = true
      await end()
    },
  }
}

function describe(folders: readonly WantedFolder[]): string {
  return JSON.stringify(folders.map(({ agentId, triggerId, trigger }) => [agentId, triggerId, trigger]))
}

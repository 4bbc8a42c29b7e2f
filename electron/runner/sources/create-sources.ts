import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { createPortCaller, type MessagePortLike } from '../../ipc/port-calls.ts'
import {
  type FolderOrder,
  type SourcesContract,
  type SourcesOrder,
  sourcesOperations,
  sourcesOrderSchema,
} from './protocol.ts'
import type { ScanFolder } from './scan-folder.ts'
import type { WebWays } from '../tools/web/fetch-guarded.ts'
import { makeChecks, sendNotice, testMail } from './check.ts'
import { type FolderReport, type FolderWatch, type Subscribe, watchFolder } from './watch-folder.ts'

/** The process that looks at sources: does what main orders, and tells main what it finds. */
export function createSources(dependencies: {
  port: MessagePortLike
  clock: Clock
  scan: ScanFolder
  subscribe: Subscribe
  ways: WebWays
}): { close(): void } {
  const { port, clock, scan, subscribe, ways } = dependencies
  const main = createPortCaller<SourcesContract>(port, sourcesOperations)
  const watches = new Map<string, { definition: string; watch: FolderWatch }>()

  const arrange = (folders: readonly FolderOrder[]) => {
    const wanted = new Map(folders.map((order) => [`${order.agentId} ${order.triggerId}`, order]))
    for (const [key, { definition, watch }] of watches) {
      const order = wanted.get(key)
      if (order !== undefined && definitionOf(order) === definition) continue
      watch.stop()
      watches.delete(key)
    }
    for (const [key, order] of wanted) {
      if (watches.has(key)) continue
      const watch = watchFolder({ order, clock, scan, subscribe, report: reportOf(order) })
      watches.set(key, { definition: definitionOf(order), watch })
    }
  }
  const reportOf = ({ agentId, triggerId }: FolderOrder): FolderReport => ({
    async happened(what) {
      return (await main.call('source.happened', { agentId, triggerId, ...what })).kept
    },
    async looked(cursor) {
      await main.call('source.looked', { agentId, triggerId, cursor })
    },
    async failed(error, away) {
      await main.call('source.failed', { agentId, triggerId, error, away, retryAt: null })
    },
  })
  const obey = (order: SourcesOrder) => {
    switch (order.type) {
      case 'watch':
        arrange(order.folders)
        break
      case 'again':
        for (const { watch } of watches.values()) watch.again()
        break
      case 'check':
        makeChecks(order.checks, { ways, clock, main }).catch(ignoreEnd)
        break
      case 'testMail':
        testMail(order.door, main).catch(ignoreEnd)
        break
      case 'sendNotice':
        sendNotice(order, main).catch(ignoreEnd)
        break
    }
  }

  const stopListening = port.onMessage((message) => {
    if (!z.object({ type: z.string() }).safeParse(message).success) return
    obey(sourcesOrderSchema.parse(message))
  })
  return {
    close() {
      stopListening()
      for (const { watch } of watches.values()) watch.stop()
      main.close(new CodedError('run.ended'))
    },
  }
}

/** Main may let go of this process at any time; what it did not hear of is looked at again. */
function ignoreEnd(): void {}

/** A folder whose trigger was changed is watched anew. */
function definitionOf({ trigger }: FolderOrder): string {
  return JSON.stringify(trigger)
}

import { CodedError } from '../../../shared/contract/errors.ts'
import { createPortCaller, type PortCaller } from '../../ipc/port-calls.ts'
import {
  type KeeperContract,
  keeperOperations,
  type KeeperProgress,
  keeperProgressSchema,
} from '../../keeper/protocol.ts'
import type { ProcessHost } from '../processes/process-host.ts'

export type Keeper = {
  /** Has something done in a process of its own. Throws what the keeper threw, and `storage.failed` when it went away. */
  call: PortCaller<KeeperContract>['call']
  /** Ends what is under way. */
  close(): void
}

/** One short-lived process for each order, one order at a time. */
export function createKeeperHost(
  processes: ProcessHost,
  onProgress: (progress: KeeperProgress) => void = () => undefined,
): Keeper {
  let last: Promise<unknown> = Promise.resolve()
  let end: () => void = () => undefined
  let isClosed = false
  const call: Keeper['call'] = (name, args) => {
    const done = last.then(async () => {
      if (isClosed) throw new CodedError('storage.failed', {}, 'the app is closing')
      const process = processes.start('keeper')
      const caller = createPortCaller<KeeperContract>(process.port, keeperOperations)
      process.port.onMessage((message) => {
        const said = keeperProgressSchema.safeParse(message)
        if (said.success) onProgress(said.data.progress)
      })
      void process.exited.then((code) =>
        caller.close(new CodedError('storage.failed', {}, `the keeper ended with ${code}`)),
      )
      end = () => void process.kill()
      try {
        return await caller.call(name, args)
      } finally {
        await process.kill()
      }
    })
    last = done.catch(() => undefined)
    return done
  }
  return {
    call,
    close() {
      isClosed = true
      end()
    },
  }
}

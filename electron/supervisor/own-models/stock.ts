import { CodedError } from '../../../shared/contract/errors.ts'
import { type EngineContract, engineOperations, type EngineReport, engineReportSchema } from '../../engine/protocol.ts'
import { createPortCaller } from '../../ipc/port-calls.ts'
import type { ProcessHost } from '../processes/process-host.ts'

type Progress = EngineReport & { type: 'progress' }
type Order = 'fetch' | 'inspect' | 'fingerprint'

export type Stock = {
  /** Has something done about files in a process of its own, which is gone afterwards. Throws what it threw, and `ownModel.stopped`. */
  call<Name extends Order>(
    name: Name,
    args: EngineContract[Name]['request'],
    watch?: { onProgress: (progress: Progress) => void; signal: AbortSignal },
  ): Promise<EngineContract[Name]['reply']>
  close(): void
}

/** What is done about model files is done away from main; ending such a process leaves what it wrote. */
export function createStock(processes: ProcessHost): Stock {
  const ends = new Set<() => void>()
  return {
    async call(name, args, watch) {
      watch?.signal.throwIfAborted()
      const process = processes.start('engine')
      const caller = createPortCaller<EngineContract>(process.port, engineOperations)
      void process.exited.then((code) => caller.close(new CodedError('ownModel.stopped', {}, `it ended with ${code}`)))
      process.port.onMessage((message) => {
        const report = engineReportSchema.safeParse(message)
        if (report.success && report.data.type === 'progress') watch?.onProgress(report.data)
      })
      const end = () => void process.kill()
      ends.add(end)
      watch?.signal.addEventListener('abort', end, { once: true })
      try {
        return await caller.call(name, args)
      } finally {
        ends.delete(end)
        watch?.signal.removeEventListener('abort', end)
        await process.kill()
      }
    },
    close() {
      for (const end of ends) end()
    },
  }
}

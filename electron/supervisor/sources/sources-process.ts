import { answerPortCalls, type PortHandlers } from '../../ipc/port-calls.ts'
import { type SourcesContract, type SourcesOrder, sourcesOperations } from '../../runner/sources/protocol.ts'
import type { ProcessHost } from '../processes/process-host.ts'

export type SourcesProcess = {
  order(order: SourcesOrder): void
  /** Resolves when it is gone. */
  readonly exited: Promise<number>
  end(): Promise<void>
}

/** Starts the process that looks at sources, and answers it. Throws what the system says when it cannot start. */
export function startSourcesProcess(processes: ProcessHost, answers: PortHandlers<SourcesContract>): SourcesProcess {
  const process = processes.start('sources')
  const stopAnswering = answerPortCalls(process.port, sourcesOperations, answers)
  const exited = process.exited.then((code) => {
    stopAnswering()
    return code
  })
  return { order: (order) => process.port.postMessage(order), exited, end: () => process.kill() }
}

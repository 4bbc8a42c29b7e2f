import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { createPortCaller, type MessagePortLike } from '../../ipc/port-calls.ts'
import { type MeasureContract, measureOperations, type MeasureOrder, type MeasureReport } from './protocol.ts'
import type { Disk } from '../tools/files/disk.ts'

/** Counts what lies in the folders of a task and reports it; resolves when there is nothing more to say, whichever way. */
export async function startMeasuring(
  order: MeasureOrder,
  edge: { port: MessagePortLike; clock: Clock; disk: Disk; signal: AbortSignal },
): Promise<void> {
  const { port, signal } = edge
  const main = createPortCaller<MeasureContract>(port, measureOperations)
  const report = (said: MeasureReport) => port.postMessage(said)
  signal.addEventListener('abort', () => main.close(new CodedError('run.ended', {}, 'measuring was stopped')))
  try {
    // The readers of all kinds are heavy; a runner that runs loads them when it needs them.
    const { measureFolders } = await import('./measure-folders.ts')
    await measureFolders(order, { ...edge, main, report })
  } catch (thrown) {
    if (!signal.aborted) report({ type: 'failed', error: toAppError(thrown) })
  }
}

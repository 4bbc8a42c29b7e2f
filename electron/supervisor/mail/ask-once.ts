import { CodedError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { PortHandlers } from '../../ipc/port-calls.ts'
import type { SourcesContract, SourcesOrder } from '../../runner/sources/protocol.ts'
import type { ProcessHost } from '../processes/process-host.ts'
import { startSourcesProcess } from '../sources/sources-process.ts'

/** What a process that was started for one thing may answer with. */
type Answers = Pick<SourcesContract, 'mail.tested' | 'notice.sent'>

const patience = 60_000

/**
 * Starts a process for one thing and ends it when it has answered; null when it went away or took longer than a minute. Throws what
 * the system says when it cannot start.
 */
export async function askOnce<Name extends keyof Answers>(
  { processes, clock }: { processes: ProcessHost; clock: Clock },
  order: SourcesOrder,
  awaited: Name,
): Promise<Answers[Name]['request'] | null> {
  const answered = Promise.withResolvers<Answers[Name]['request'] | null>()
  const unused = () => Promise.reject(new CodedError('request.invalid'))
  const handlers: PortHandlers<SourcesContract> = {
    'source.happened': unused,
    'source.looked': unused,
    'source.failed': unused,
    'checks.done': unused,
    'mail.tested': unused,
    'notice.sent': unused,
    [awaited]: async (answer: Answers[Name]['request']) => {
      answered.resolve(answer)
      return {}
    },
  }
  const process = startSourcesProcess(processes, handlers)
  const giveUp = () => answered.resolve(null)
  const cancel = clock.after(patience, giveUp)
  void process.exited.then(giveUp)
  process.order(order)
  const answer = await answered.promise
  cancel()
  await process.end()
  return answer
}

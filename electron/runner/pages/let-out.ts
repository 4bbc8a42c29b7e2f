import { toAppError } from '../../../shared/contract/errors.ts'
import type { LetOutReport, RunnerOrder } from '../protocol.ts'
import { checkUrl } from '../tools/web/check-way.ts'
import { grantsOfAddress, type WebWays } from '../tools/web/fetch-guarded.ts'
import { startFilteringProxy } from '../tools/web/filtering-proxy.ts'
import { anySite } from './open-page.ts'

/** Is the way out of a window in which the owner signs in to a site, until the process is told to stop. */
export async function letOut(
  { address, upstream }: Extract<RunnerOrder, { type: 'letOut' }>['order'],
  { send, ways, signal }: { send: (report: LetOutReport) => void; ways: WebWays; signal: AbortSignal },
): Promise<void> {
  try {
    const grants = grantsOfAddress(address)
    checkUrl(address, grants)
    const proxy = await startFilteringProxy({
      grants: [...grants, anySite],
      lookUp: ways.lookUp,
      upstream,
      mostBytes: null,
    })
    signal.addEventListener('abort', () => void proxy.close())
    send({ type: 'lettingOut', proxy: { port: proxy.port, secret: proxy.secret } })
  } catch (thrown) {
    send({ type: 'failed', error: toAppError(thrown) })
  }
}

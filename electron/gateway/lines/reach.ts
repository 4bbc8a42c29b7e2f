import type { Clock } from '../../../shared/model/clock.ts'
import { networkFailure } from '../providers/network-failure.ts'
import type { Fetch } from '../providers/read-bytes.ts'

/** How long an address may take to show that it is there, in milliseconds. */
const patience = 5_000

/** Whether anything answers at an address: its answer does not matter, and a closed door is one too. No key is sent. */
export async function reach(address: string, { fetch, clock }: { fetch: Fetch; clock: Clock }): Promise<boolean> {
  const line = new AbortController()
  const cancel = clock.after(patience, () => line.abort())
  try {
    const response = await fetch(address, {
      method: 'HEAD',
      signal: line.signal,
      redirect: 'error',
      cache: 'no-store',
      credentials: 'omit',
    })
    await response.body?.cancel()
    return true
  } catch (thrown) {
    if (line.signal.aborted) return false
    const { retry } = networkFailure(thrown, new URL(address).host)
    return retry.kind !== 'network' || retry.away === undefined
  } finally {
    cancel()
    line.abort()
  }
}

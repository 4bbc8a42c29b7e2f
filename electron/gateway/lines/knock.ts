import { type AppError, CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { ProviderFailure } from '../providers/provider.ts'
import { openExchange, type Fetch } from '../providers/read-bytes.ts'

const patience = 12_000
const enough = 16 * 1024

/** Whether the service itself answers at an address, whatever it says: null, or what stood between. No key is sent. */
export async function knock(
  address: string,
  { fetch, clock }: { fetch: Fetch; clock: Clock },
): Promise<AppError | null> {
  const host = new URL(address).host
  const never = new AbortController()
  const asked = { fetch, clock, signal: never.signal, silenceMilliseconds: patience }
  try {
    const { response, text } = await openExchange(asked, `${address.replace(/\/+$/, '')}/models`, {
      headers: { accept: 'application/json' },
      credentials: 'omit',
    })
    const said = await text(enough)
    return isForeignPage(response.status, said) ? toAppError(new CodedError('network.otherPage', { host })) : null
  } catch (thrown) {
    return toAppError(thrown instanceof ProviderFailure ? thrown.error : thrown)
  }
}

/** Services answer programs in their own language; a page for people, where all is said to be well or forbidden, comes from the way there. */
function isForeignPage(status: number, said: string): boolean {
  const isPage = /^\s*<(?:!doctype\s+html|html|head|body)/i.test(said)
  return isPage && (status < 400 || status === 403 || status === 451 || status === 511)
}

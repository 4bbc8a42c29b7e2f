import { CodedError, type ErrorCode } from '../../../shared/contract/errors.ts'
import type { RankingFigures } from '../../../shared/model/world-usage.ts'
import { isPrivateHost } from '../../../shared/rules/base-url.ts'
import { mostBytes, readRankingText } from './ranking-text.ts'

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

/**
 * Where OpenRouter publishes its ranking for everybody, without a key: the newest export (CC BY 4.0), and what its own page is drawn
 * from. As of 2026-11-27.
 */
export const publicAddresses: readonly string[] = [
  'https://openrouter.ai/api/v1/datasets/exports/rankings-daily/latest.csv',
  'https://openrouter.ai/api/frontend/v1/rankings/models?view=week',
]

/**
 * Fetches a ranking from the first of these addresses that has one. Throws `ranking.unreachable`, `ranking.refused`,
 * `ranking.serverError`, `ranking.tooLarge`, `ranking.notOne`, `ranking.empty`, `network.proxySignIn`, or the reason of the signal.
 */
export async function fetchRanking(
  addresses: readonly string[],
  { fetch, signal }: { fetch: Fetch; signal: AbortSignal },
): Promise<{ figures: RankingFigures; host: string }> {
  const failures: unknown[] = []
  for (const address of addresses) {
    const { host } = new URL(address)
    try {
      return { host, figures: await readRankingText(await textAt(address, { fetch, signal }), host) }
    } catch (thrown) {
      signal.throwIfAborted()
      failures.push(thrown)
      // An address that moved, broke or changed its form: the next one may have a ranking. No proxy is asked twice.
      if (!(thrown instanceof CodedError) || thrown.code === 'network.proxySignIn') break
    }
  }
  throw failures[0]
}

async function textAt(address: string, { fetch, signal }: { fetch: Fetch; signal: AbortSignal }): Promise<string> {
  const { host, protocol, hostname } = new URL(address)
  if (protocol !== 'https:' && !isPrivateHost(hostname)) {
    throw new CodedError('ranking.refused', { from: host }, 'only https is safe')
  }
  try {
    const answer = await fetch(address, {
      headers: { accept: 'text/csv, application/json' },
      signal,
      redirect: 'error',
      credentials: 'omit',
      cache: 'no-store',
    })
    if (answer.status === 407) throw new CodedError('network.proxySignIn', { host })
    if (!answer.ok) throw new CodedError(codeOf(answer.status), { from: host }, `status ${answer.status}`)
    return await boundedText(answer, host)
  } catch (thrown) {
    if (thrown instanceof CodedError) throw thrown
    throw new CodedError('ranking.unreachable', { from: host }, describe(thrown))
  }
}

async function boundedText(answer: Response, from: string): Promise<string> {
  const decoder = new TextDecoder()
  let [text, bytes] = ['', 0]
  for await (const piece of answer.body ?? []) {
    bytes += piece.byteLength
    if (bytes > mostBytes) throw new CodedError('ranking.tooLarge', { from, megabytes: mostBytes / 1e6 })
    text += decoder.decode(piece, { stream: true })
  }
  return text + decoder.decode()
}

/** What is turned away stays so; what is broken there, or asked for too often, may work later. */
function codeOf(status: number): ErrorCode {
  return status >= 500 || status === 429 ? 'ranking.serverError' : 'ranking.refused'
}

/** Node says why in the cause, Chromium in the message. */
function describe(thrown: unknown): string {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? `: ${thrown.cause.message}` : ''
  return `${String(thrown)}${cause}`
}

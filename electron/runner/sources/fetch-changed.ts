import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import { fetchGuarded, type Fetched, grantsOfAddress, type WebWays } from '../tools/web/fetch-guarded.ts'
import { refusalOf, retryAtOf } from '../tools/web/web-error.ts'

/** What a site gave us to ask it "only if it changed". */
export const validatorsSchema = z.object({ etag: z.string().nullable(), lastModified: z.string().nullable() })
export type Validators = z.infer<typeof validatorsSchema>

export type Changed = { readonly answer: Fetched; readonly validators: Validators }

/** A refusal that says when to come back. */
export class AskedToWait extends CodedError {
  readonly retryAt: number

  constructor(refusal: CodedError, retryAt: number) {
    super(refusal.code, refusal.params, refusal.detail)
    this.retryAt = retryAt
  }
}

const signInWords = /(?:^|[/._-])(?:log-?in|sign-?in|passport|sso|oauth2?|auth|cas)(?:[/._?-]|$)/i

/**
 * Fetches an address if it changed since; null when the site says that it did not. A polite visitor: it says who it is, asks
 * conditionally, and goes when told.
 */
export async function fetchChanged(
  url: string,
  before: Validators | null,
  accept: string,
  world: { ways: WebWays; now: () => number; isBehindProxy: boolean },
): Promise<Changed | null> {
  const headers: Record<string, string> = {
    'user-agent': 'Mozilla/5.0 (compatible; KaiheCompanion/0.1; watches pages for one person)',
    accept,
    'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8',
  }
  if (before?.etag) headers['if-none-match'] = before.etag
  if (before?.lastModified) headers['if-modified-since'] = before.lastModified
  const answer = await fetchAnswer(url, headers, world)
  if (answer.status === 304 && before !== null) return null
  const refusal = refusalOf(answer.status, answer.site)
  if (refusal !== null) {
    const retryAt = retryAtOf(answer.headers['retry-after'], world.now())
    throw retryAt === null ? refusal : new AskedToWait(refusal, retryAt)
  }
  if (signInWords.test(pathOf(answer.url)) && !signInWords.test(pathOf(url))) {
    throw new CodedError('web.signInNeeded', { site: answer.site }, answer.url)
  }
  const { etag = null, 'last-modified': lastModified = null } = answer.headers
  return { answer, validators: { etag, lastModified } }
}

/** A page that sends its visitors to another site to sign in is not one that leads astray. */
async function fetchAnswer(
  url: string,
  headers: Record<string, string>,
  world: { ways: WebWays; isBehindProxy: boolean },
): Promise<Fetched> {
  try {
    return await fetchGuarded(url, grantsOfAddress(url), world.ways, { headers, isBehindProxy: world.isBehindProxy })
  } catch (thrown) {
    if (!(thrown instanceof CodedError) || thrown.code !== 'web.notGranted') throw thrown
    const site = String(thrown.params.site ?? '')
    throw /(?:^|\.)(?:log-?in|sign-?in|passport|sso|oauth2?|auth|accounts?|id)\./i.test(site)
      ? new CodedError('web.signInNeeded', { site })
      : thrown
  }
}

function pathOf(url: string): string {
  return URL.parse(url)?.pathname ?? ''
}

/** The charset the answer names, if any. */
export function charsetOf(answer: Fetched): string | null {
  return /charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(answer.headers['content-type'] ?? '')?.[1] ?? null
}

import { z } from 'zod'
import { CodedError } from '../../../../shared/contract/errors.ts'
import type { SiteGrant } from '../../../../shared/model/site-grant.ts'
import { isSignInHost } from '../../../../shared/rules/sign-in-sites.ts'
import { decodeText } from '../documents/decode-text.ts'
import { fetchGuarded, type Fetched, grantsOfAddress, type WebWays } from './fetch-guarded.ts'
import { refusalOf, retryAtOf } from './web-error.ts'

/** What a site gave us to ask it "only if it changed". */
export const validatorsSchema = z.object({ etag: z.string().nullable(), lastModified: z.string().nullable() })
export type Validators = z.infer<typeof validatorsSchema>

type Changed = { readonly answer: Fetched; readonly validators: Validators }
/** How sites are reached, and what the time is. */
export type WebWorld = {
  readonly ways: WebWays
  readonly now: () => number
  readonly isBehindProxy: boolean
  /** What may be asked; the address itself opens its own site where nothing is said. */
  readonly grants?: readonly SiteGrant[]
}
/** What is looked for at an address: a page to read, or a feed. */
export type Wanted = {
  readonly accept: string
  /** What it is when it is not even text. */
  readonly otherwise: 'web.notAPage' | 'web.notAFeed'
  /** The encoding the document itself names, where the site names none. */
  readonly encodingIn: (bytes: Uint8Array) => string | null
}

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
 * The text an address holds, if it changed since; null when the site says that it did not.
 *
 * @throws CodedError of `web.*`
 */
export async function fetchChangedText(
  url: string,
  before: Validators | null,
  wanted: Wanted,
  world: WebWorld,
): Promise<(Changed & { text: string }) | null> {
  const changed = await fetchChanged(url, before, wanted.accept, world)
  if (changed === null) return null
  const { answer } = changed
  const decoded = decodeText(answer.bytes, charsetOf(answer) ?? wanted.encodingIn(answer.bytes))
  if (decoded === null) throw new CodedError(wanted.otherwise, { site: answer.site }, 'it is not text')
  return { ...changed, text: decoded.text }
}

/** A polite visitor: it says who it is, asks conditionally, and goes when told. */
async function fetchChanged(
  url: string,
  before: Validators | null,
  accept: string,
  world: WebWorld,
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
async function fetchAnswer(url: string, headers: Record<string, string>, world: WebWorld): Promise<Fetched> {
  try {
    return await fetchGuarded(url, world.grants ?? grantsOfAddress(url), world.ways, {
      headers,
      isBehindProxy: world.isBehindProxy,
    })
  } catch (thrown) {
    throw asSignInNeeded(thrown)
  }
}

/** A way that ends at a site whose name says that it signs people in means just that. */
export function asSignInNeeded(thrown: unknown): unknown {
  if (!(thrown instanceof CodedError) || thrown.code !== 'web.notGranted') return thrown
  const site = String(thrown.params.site ?? '')
  return isSignInHost(site) ? new CodedError('web.signInNeeded', { site }) : thrown
}

function pathOf(url: string): string {
  return URL.parse(url)?.pathname ?? ''
}

/** The charset the answer names, if any. */
function charsetOf(answer: Fetched): string | null {
  return /charset\s*=\s*["']?([\w.:-]{1,40})/i.exec(answer.headers['content-type'] ?? '')?.[1] ?? null
}

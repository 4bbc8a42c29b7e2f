import { createPublicKey, verify } from 'node:crypto'
import { z } from 'zod'
import { CodedError } from '../../../shared/contract/errors.ts'
import { isPrivateHost } from '../../../shared/rules/base-url.ts'

/** What lies at `<feed>/kaihe-<system>-<processor>.json`, written as a version is packed. */
export const feedFileSchema = z.object({
  version: z.string().regex(/^\d+\.\d+\.\d+(?:-[\w.-]{1,40})?$/),
  /** The archive, beside this file. */
  file: z.string().regex(/^[\w.-]{1,200}\.tar\.gz$/),
  bytes: z.number().int().positive().max(2_000_000_000),
  sha512: z.string().regex(/^[\da-f]{128}$/),
  /** By the maker's key, over version and hash (Ed25519, base64). */
  signature: z.string().max(200).optional(),
  share: z.number().min(0).max(100).default(100),
})
export type FeedFile = z.infer<typeof feedFileSchema>

export type Fetch = (url: string, init: RequestInit) => Promise<Response>

const patience = 30_000
const mostCharacters = 512 * 1024

/** Reads what a feed offers. Throws `update.feedUnreachable`, `update.feedUnreadable`, `update.wrongSignature`. */
export async function readFeed(
  feed: string,
  name: string,
  { fetch, publicKey }: { fetch: Fetch; publicKey: string | null },
): Promise<{ offered: FeedFile; address: string }> {
  const address = addressIn(feed, `${name}.json`)
  const text = await readAt(address, fetch)
  const read = feedFileSchema.safeParse(parse(text))
  if (!read.success) throw unreadable(address, text.slice(0, 200))
  if (publicKey !== null) refuseUnsigned(read.data, publicKey)
  return { offered: read.data, address: addressIn(feed, read.data.file) }
}

/** What lies at an address of a feed. Throws `update.feedUnreachable`, `update.feedUnreadable`. */
export async function readAt(address: string, fetch: Fetch): Promise<string> {
  try {
    const answer = await fetch(address, {
      signal: AbortSignal.timeout(patience),
      redirect: 'follow',
      cache: 'no-store',
    })
    if (!answer.ok) throw unreadable(address, `status ${answer.status}`)
    return (await answer.text()).slice(0, mostCharacters)
  } catch (thrown) {
    if (thrown instanceof CodedError) throw thrown
    throw new CodedError('update.feedUnreachable', { host: new URL(address).host }, String(thrown))
  }
}

/** That something at this address tells of no newer version. */
export function unreadable(address: string, detail: string): CodedError {
  return new CodedError('update.feedUnreadable', { host: new URL(address).host }, detail)
}

/** Throws `update.wrongSignature` for what was not signed with this key. */
export function refuseUnsigned(offered: Pick<FeedFile, 'version' | 'sha512' | 'signature'>, publicKey: string): void {
  if (!isSigned(offered, publicKey)) throw new CodedError('update.wrongSignature', { version: offered.version })
}

/** What is signed: a hash alone could be passed off as another version. */
export function signedText({ version, sha512 }: Pick<FeedFile, 'version' | 'sha512'>): Buffer {
  return Buffer.from(`${version}\n${sha512}\n`)
}

function isSigned(offered: Parameters<typeof refuseUnsigned>[0], publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    return verify(null, signedText(offered), key, Buffer.from(offered.signature ?? '', 'base64'))
  } catch {
    return false
  }
}

/** Where a file of a feed lies. Throws `update.feedUnreadable` for a place where anybody on the way could exchange it. */
export function addressIn(feed: string, name: string): string {
  const url = new URL(name, feed.endsWith('/') ? feed : `${feed}/`)
  if (url.protocol === 'https:' || (url.protocol === 'http:' && isPrivateHost(url.hostname))) return url.href
  throw unreadable(url.href, 'only https is safe')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

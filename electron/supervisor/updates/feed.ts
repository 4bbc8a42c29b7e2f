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
const mostCharacters = 64 * 1024

/** Reads what a feed offers. Throws `update.feedUnreachable`, `update.feedUnreadable`, `update.wrongSignature`. */
export async function readFeed(
  feed: string,
  name: string,
  { fetch, publicKey }: { fetch: Fetch; publicKey: string | null },
): Promise<{ offered: FeedFile; address: string }> {
  const address = addressIn(feed, `${name}.json`)
  const { host } = new URL(address)
  let text: string
  try {
    const answer = await fetch(address, {
      signal: AbortSignal.timeout(patience),
      redirect: 'follow',
      cache: 'no-store',
    })
    if (!answer.ok) throw new CodedError('update.feedUnreadable', { host }, `status ${answer.status}`)
    text = (await answer.text()).slice(0, mostCharacters)
  } catch (thrown) {
    if (thrown instanceof CodedError) throw thrown
    throw new CodedError('update.feedUnreachable', { host }, String(thrown))
  }
  const read = feedFileSchema.safeParse(parse(text))
  if (!read.success) throw new CodedError('update.feedUnreadable', { host }, text.slice(0, 200))
  if (publicKey !== null && !isSigned(read.data, publicKey)) {
    throw new CodedError('update.wrongSignature', { version: read.data.version })
  }
  return { offered: read.data, address: addressIn(feed, read.data.file) }
}

/** What is signed: a hash alone could be passed off as another version. */
export function signedText({ version, sha512 }: Pick<FeedFile, 'version' | 'sha512'>): Buffer {
  return Buffer.from(`${version}\n${sha512}\n`)
}

function isSigned(offered: FeedFile, publicKey: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
    return verify(null, signedText(offered), key, Buffer.from(offered.signature ?? '', 'base64'))
  } catch {
    return false
  }
}

function addressIn(feed: string, name: string): string {
  const url = new URL(name, feed.endsWith('/') ? feed : `${feed}/`)
  if (url.protocol === 'https:' || isPrivateHost(url.hostname)) return url.href
  throw new CodedError('update.feedUnreadable', { host: url.host }, 'only https is safe')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

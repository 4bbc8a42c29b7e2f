import { request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP } from 'node:net'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { CodedError } from '../../../../shared/contract/errors.ts'
import { trustSystemCertificates } from '../../../system-certificates.ts'
import type { CheckedWay } from './check-way.ts'

export type SiteAnswer = {
  readonly status: number
  /** By their names in small letters. */
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Uint8Array
}

/** Asks one address once. Redirects come back as answers. */
export type AskSite = (
  way: CheckedWay,
  options: { headers: Readonly<Record<string, string>>; mostBytes: number; signal: AbortSignal },
) => Promise<SiteAnswer>

/**
 * Asks a site at the very address that was checked: no name is looked up again, and the certificate must still be that of the name.
 */
export const askSite: AskSite = (way, { headers, mostBytes, signal }) =>
  new Promise((resolve, reject) => {
    const { url, host, port, address } = way
    if (url.protocol === 'https:') trustSystemCertificates()
    const ask = url.protocol === 'https:' ? secureRequest : plainRequest
    const request = ask(
      {
        host: address,
        port,
        path: `${url.pathname}${url.search}`,
        method: 'GET',
        headers: { ...headers, host: url.host, 'accept-encoding': 'gzip, deflate, br' },
        // A connection of its own: one that is kept could belong to another name at that address.
        agent: false,
        signal,
        ...(url.protocol === 'https:' && isIP(host) === 0 ? { servername: host } : {}),
      },
      (response) => {
        const plain: Record<string, string> = {}
        for (const [name, value] of Object.entries(response.headers)) plain[name] = String(value)
        const body = unpacked(response, plain['content-encoding'])
        readBounded(body, mostBytes, host).then(
          (bytes) => resolve({ status: response.statusCode ?? 0, headers: plain, bytes }),
          (thrown: unknown) => {
            request.destroy()
            reject(thrown)
          },
        )
      },
    )
    request.on('error', reject)
    request.end()
  })

function unpacked(response: Readable, encoding: string | undefined): Readable {
  const unpack = { gzip: createGunzip, 'x-gzip': createGunzip, deflate: createInflate, br: createBrotliDecompress }
  const known = Object.entries(unpack).find(([name]) => name === encoding?.trim().toLowerCase())
  if (known === undefined) return response
  const stream = known[1]()
  response.on('error', (error) => stream.destroy(error))
  return response.pipe(stream)
}

/** Counts what comes out of the packing, so that a small bomb stays a small one. */
async function readBounded(body: AsyncIterable<unknown>, mostBytes: number, site: string): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) continue
    bytes += chunk.length
    if (bytes > mostBytes) throw new CodedError('web.tooLarge', { site, max: mostBytes })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

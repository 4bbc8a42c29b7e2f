import { Readable } from 'node:stream'
import { net } from 'electron'
import type { ProxyLogin } from '../supervisor/network/network-edge.ts'

/**
 * As `net.fetch` in main, and able to sign in at a proxy: main's own `net.fetch` breaks off where one asks. Bodies are texts, as ours are;
 * a redirect is an error unless it is to be followed.
 */
export function createSessionFetch(loginAt: (place: { host: string; port: number }) => ProxyLogin | null) {
  return (url: string, init: RequestInit): Promise<Response> =>
    new Promise((resolve, reject) => {
      const { method = 'GET', body = null, signal = null, redirect = 'follow' } = init
      if (body !== null && typeof body !== 'string') throw new TypeError('only a text can be sent')
      signal?.throwIfAborted()
      const request = net.request({
        url,
        method,
        redirect: redirect === 'follow' ? 'follow' : 'error',
        cache: 'no-store',
      })
      for (const [name, value] of new Headers(init.headers)) request.setHeader(name, value)
      const onAbort = () => {
        reject(signal?.reason)
        request.abort()
      }
      signal?.addEventListener('abort', onAbort, { once: true })
      const free = () => signal?.removeEventListener('abort', onAbort)
      // A proxy that asks again did not like the answer.
      let isAsked = false
      request.on('login', (asked, answer) => {
        const login = asked.isProxy && !isAsked ? loginAt(asked) : null
        isAsked = true
        if (login === null) answer()
        else answer(login.user, login.password)
      })
      request.on('error', (thrown) => {
        free()
        reject(thrown)
      })
      request.on('response', (answer) => {
        const headers = new Headers()
        for (const [name, value] of Object.entries(answer.headers)) headers.set(name, [value].flat().join(', '))
        const stream = new Readable({ read: () => undefined })
        answer.on('data', (piece) => stream.push(piece))
        answer.on('end', () => {
          free()
          stream.push(null)
        })
        answer.on('error', (thrown: Error) => stream.destroy(thrown))
        answer.on('aborted', () => stream.destroy(new Error('net::ERR_ABORTED')))
        const { statusCode: status } = answer
        const isEmpty = [101, 204, 205, 304].includes(status)
        resolve(new Response(isEmpty ? null : bodyOf(stream), { status, headers }))
      })
      request.end(body ?? undefined)
    })
}

/** The pieces as they come. Node's own way to turn a stream into another makes types of two worlds meet. */
function bodyOf(stream: Readable): ReadableStream<Uint8Array> {
  const pieces = stream[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next()
      if (done === true) controller.close()
      else controller.enqueue(new Uint8Array(value))
    },
    async cancel() {
      stream.destroy()
    },
  })
}

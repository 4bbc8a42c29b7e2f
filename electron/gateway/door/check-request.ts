import type { IncomingMessage } from 'node:http'
import type { RunPass } from '../protocol.ts'
import type { Passes } from './passes.ts'
import { Refusal } from './refusal.ts'

export type Route = 'chat' | 'models'

/**
 * Lets in only a program on this computer that was given a token: the name it calls us by must be our own (a page that points
 * its own name at this computer brings another), and pages, which always say where they come from, stay outside.
 */
export function checkRequest(request: IncomingMessage, port: number, passes: Passes): { route: Route; pass: RunPass } {
  const { host, origin, authorization } = request.headers
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) {
    throw new Refusal(421, 'request.refused', 'unknown host name')
  }
  const site = request.headers['sec-fetch-site']
  if (origin !== undefined || (site !== undefined && site !== 'none')) {
    throw new Refusal(403, 'request.refused', 'requests from pages are not answered')
  }
  const token = /^Bearer ([\x21-\x7e]{1,4096})$/i.exec(authorization ?? '')?.[1]
  const pass = token === undefined ? null : passes.find(token)
  if (pass === null) throw new Refusal(401, 'request.refused', 'unknown token')
  return { route: routeOf(request), pass }
}

const routes: Readonly<Record<string, { method: string; route: Route }>> = {
  '/v1/chat/completions': { method: 'POST', route: 'chat' },
  '/v1/models': { method: 'GET', route: 'models' },
}

function routeOf({ url = '', method }: IncomingMessage): Route {
  const path = url.split('?', 1)[0] ?? ''
  const known = Object.hasOwn(routes, path) ? routes[path] : undefined
  if (known === undefined) throw new Refusal(404, 'request.invalid', 'no such address')
  if (method !== known.method) throw new Refusal(405, 'request.invalid', `only ${known.method} is answered here`)
  return known.route
}

import { readFile } from 'node:fs/promises'
import { basename, extname, join, normalize, sep } from 'node:path'
import { protocol } from 'electron'

/** Where the page lives. A scheme of our own: file:// would give the page the rights of a local file. */
export const pageOrigin = 'kaihe://app'
const scheme = 'kaihe'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.woff2': 'font/woff2',
}

/** Everything the page may load, and nothing else: it has no way out but the bridge. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ')

/** Must be called before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/**
 * Serves the built page from its folder; anything outside it does not exist. `codeServed` resolves when the page has been
 * handed everything its first document names.
 */
export function serveApp(pageFolder: string): { codeServed: Promise<void> } {
  const code = Promise.withResolvers<void>()
  let awaited = Number.POSITIVE_INFINITY
  const count = () => {
    awaited -= 1
    if (awaited <= 0) code.resolve()
  }
  protocol.handle(scheme, async (request) => {
    const file = resolvePage(pageFolder, request.url)
    if (request.method !== 'GET' || file === null) return new Response(null, { status: 404 })
    try {
      const content = await readFile(file)
      if (basename(file) === 'index.html') awaited = content.toString().split('="./assets/').length
      return new Response(handedOver(content, count), {
        headers: {
          'content-type': contentTypes[extname(file)] ?? 'application/octet-stream',
          'content-security-policy': contentSecurityPolicy,
          'x-content-type-options': 'nosniff',
          'cross-origin-opener-policy': 'same-origin',
          'cache-control': file.includes(`${sep}assets${sep}`) ? 'max-age=31536000, immutable' : 'no-store',
        },
      })
    } catch {
      return new Response(null, { status: 404 })
    }
  })
  return { codeServed: code.promise }
}

/** A body that tells when it has been taken in whole. */
function handedOver(content: Buffer, onTaken: () => void): ReadableStream<Uint8Array> {
  let given = false
  return new ReadableStream({
    pull(controller) {
      if (given) {
        controller.close()
        onTaken()
        return
      }
      given = true
      controller.enqueue(new Uint8Array(content))
    },
  })
}

/** The file behind an address of ours, or null when there is none it may name. */
export function resolvePage(pageFolder: string, address: string): string | null {
  let url: URL
  let path: string
  try {
    url = new URL(address)
    path = decodeURIComponent(url.pathname)
  } catch {
    return null
  }
  if (`${url.protocol}//${url.host}` !== pageOrigin || path.includes('\0') || path.includes('\\')) return null
  const file = normalize(join(pageFolder, path === '/' ? 'index.html' : path))
  return file.startsWith(pageFolder + sep) ? file : null
}

import { CodedError } from '../contract/errors.ts'

/**
 * The address requests are appended to, from what a person typed: with or without scheme, `/v1`, slash at the end, or the whole
 * `/chat/completions` address. Plain http is for this computer and private networks only. Throws `provider.addressInvalid`.
 */
export function normaliseBaseUrl(typed: string): string {
  const url = parse(typed.trim())
  if (url.username !== '' || url.password !== '') throw invalid('a key belongs in its own field, not in the address')
  if (url.search !== '') throw invalid('the address must not contain a question mark')
  if (url.protocol === 'http:' && !isPrivateHost(url.hostname)) throw invalid('http is for private networks only')
  const path = url.pathname.replace(/\/+$/, '')
  const whole = /^(.*?)\/(?:chat\/completions|completions|responses|models)$/.exec(path)
  return `${url.origin}${whole?.[1] ?? withVersion(path)}`
}

/** True for this computer itself, where no proxy and no certificate stands between. */
export function isLoopbackHost(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    /^127(?:\.\d+){3}$/.test(hostname)
  )
}

function parse(typed: string): URL {
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed)
  let url = read(hasScheme ? typed : `https://${typed}`)
  if (!hasScheme && isPrivateHost(url.hostname)) url = read(`http://${typed}`)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw invalid(`the scheme is ${url.protocol}`)
  return url
}

function read(text: string): URL {
  if (/\s/.test(text)) throw invalid('the address contains a space')
  const url = URL.parse(text)
  if (url === null || url.hostname === '') throw invalid('it does not read as an address')
  return url
}

/** Addresses without any version in them get the usual one; GLM's `/api/paas/v4` and Gemini's `/v1beta/openai` have their own. */
function withVersion(path: string): string {
  const hasVersion = path.split('/').some((segment) => /^v\d+(?:alpha|beta)?\d*$/i.test(segment))
  return hasVersion ? path : `${path}/v1`
}

/** This computer, private ranges (RFC 1918, RFC 4193) and names that only a local network knows. */
export function isPrivateHost(hostname: string): boolean {
  if (isLoopbackHost(hostname)) return true
  if (/^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.)/.test(hostname) && /^[\d.]+$/.test(hostname)) return true
  if (/^\[f[cd][0-9a-f]{2}:/.test(hostname)) return true
  const isName = !/^[\d.]+$/.test(hostname) && !hostname.startsWith('[')
  return isName && (!hostname.includes('.') || /\.(?:local|lan|internal|home\.arpa)$/.test(hostname))
}

function invalid(detail: string): CodedError {
  return new CodedError('provider.addressInvalid', {}, detail)
}

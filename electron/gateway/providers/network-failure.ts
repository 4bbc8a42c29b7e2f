import { CodedError, type ErrorCode } from '../../../shared/contract/errors.ts'
import { type Away, ProviderFailure } from './provider.ts'

/**
 * Turns what `fetch` or reading its body threw into a failure. Node names causes by code (`ECONNREFUSED`, `UND_ERR_SOCKET`),
 * Chromium in the message (`net::ERR_NAME_NOT_RESOLVED`). `host` names the address, never the key.
 */
export function networkFailure(thrown: unknown, host: string): ProviderFailure {
  const described = describeChain(thrown)
  const reason = reasons.find(({ pattern }) => pattern.test(described)) ?? broken
  const error = new CodedError(reason.code, { host }, described.slice(0, 1_000))
  return new ProviderFailure(error, {
    retry: reason.mayPass
      ? { kind: 'network', ...(reason.away && { away: reason.away(described) }) }
      : { kind: 'never' },
    maybeCharged: !reason.beforeSending,
  })
}

/** No answer, or no more of it, for longer than the gateway waits. */
export function timeoutFailure(host: string, milliseconds: number): ProviderFailure {
  const error = new CodedError('provider.timedOut', { host }, `nothing came for ${Math.round(milliseconds / 1_000)} s`)
  return new ProviderFailure(error, { retry: { kind: 'never' }, maybeCharged: true })
}

type Reason = {
  pattern: RegExp
  code: ErrorCode
  beforeSending: boolean
  mayPass: boolean
  /** Left out where the other side was reached: a port that is closed is a server that is down. */
  away?: (described: string) => Away
}

/** Told by the system of this computer, not by anyone it reached. */
const surely = /ENETUNREACH|EHOSTUNREACH|ENETDOWN|ERR_ADDRESS_UNREACHABLE|ERR_INTERNET_DISCONNECTED|EAI_AGAIN/
const judged = (described: string): Away => (surely.test(described) ? 'surely' : 'perhaps')

const broken: Reason = { pattern: /(?:)/, code: 'provider.unreachable', beforeSending: false, mayPass: true }

/** Tried in this order; what no pattern fits broke off under way. */
const reasons: readonly Reason[] = [
  {
    pattern: /ERR_UNSAFE_PORT|ERR_INVALID_URL|ERR_DISALLOWED_URL_SCHEME|bad port/,
    code: 'provider.addressInvalid',
    beforeSending: true,
    mayPass: false,
  },
  {
    pattern: /ENOTFOUND|EAI_AGAIN|EAI_NODATA|ERR_NAME_NOT_RESOLVED|ERR_NAME_RESOLUTION_FAILED|ERR_ICANN_NAME_COLLISION/,
    code: 'provider.notFound',
    beforeSending: true,
    mayPass: true,
    away: judged,
  },
  {
    pattern: /CERT|_TLS_|\bTLS\b|SSL|SELF_SIGNED|UNABLE_TO_VERIFY_LEAF|EPROTO|ERR_BAD_SSL/i,
    code: 'provider.tls',
    beforeSending: true,
    mayPass: false,
  },
  {
    pattern: /unexpected redirect|redirect mode|ERR_UNSAFE_REDIRECT|ERR_TOO_MANY_REDIRECTS|\bredirect/i,
    code: 'provider.notAnApi',
    beforeSending: true,
    mayPass: false,
  },
  {
    pattern: /ECONNREFUSED|ERR_CONNECTION_REFUSED/,
    code: 'provider.unreachable',
    beforeSending: true,
    mayPass: true,
  },
  {
    pattern: /ENETUNREACH|EHOSTUNREACH|ENETDOWN|ERR_ADDRESS_UNREACHABLE/,
    code: 'provider.unreachable',
    beforeSending: true,
    mayPass: true,
    away: judged,
  },
  {
    pattern: /ERR_PROXY_AUTH/,
    code: 'network.proxySignIn',
    beforeSending: true,
    mayPass: false,
  },
  {
    // The proxy was reached, and does not lead there.
    pattern: /ERR_TUNNEL_/,
    code: 'network.proxyRefused',
    beforeSending: true,
    mayPass: true,
    away: judged,
  },
  {
    pattern: /ERR_PROXY_|ERR_SOCKS_|ERR_MANDATORY_PROXY|ERR_PAC_/,
    code: 'network.proxyUnreachable',
    beforeSending: true,
    mayPass: true,
    away: judged,
  },
  {
    // `ERR_NETWORK_CHANGED` is not here: it may come when all was sent.
    pattern: /ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_FAILED|ERR_BLOCKED/,
    code: 'provider.unreachable',
    beforeSending: true,
    mayPass: true,
    away: judged,
  },
  {
    pattern: /UND_ERR_CONNECT_TIMEOUT|ERR_CONNECTION_TIMED_OUT/,
    code: 'provider.timedOut',
    beforeSending: true,
    mayPass: true,
    away: judged,
  },
  {
    pattern: /ETIMEDOUT|UND_ERR_(?:HEADERS|BODY)_TIMEOUT|ERR_TIMED_OUT/,
    code: 'provider.timedOut',
    beforeSending: false,
    mayPass: false,
  },
]

function describeChain(thrown: unknown): string {
  const parts: string[] = []
  let current: unknown = thrown
  for (let depth = 0; depth < 5 && current instanceof Error; depth++) {
    const code = 'code' in current ? `${String(current.code)} ` : ''
    parts.push(`${code}${current.message}`)
    if (current instanceof AggregateError)
      parts.push(...current.errors.slice(0, 3).map((inner) => describeChain(inner)))
    current = current.cause
  }
  return parts.length === 0 ? String(thrown) : parts.join('; ')
}

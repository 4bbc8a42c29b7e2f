import type { ErrorCode } from '../../../shared/contract/errors.ts'

/**
 * Failures another model may help with: its service is not reached, does not answer or asks for patience, takes no money from this
 * key, or no longer has the model. What is wrong with the request itself, or was refused for what it says, is wrong everywhere.
 */
const helped: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  'provider.missing',
  'provider.addressInvalid',
  'provider.notFound',
  'provider.unreachable',
  'network.proxySignIn',
  'network.proxyRefused',
  'network.proxyUnreachable',
  'provider.timedOut',
  'provider.tls',
  'provider.notAnApi',
  'provider.keyMissing',
  'provider.keyRefused',
  'provider.forbidden',
  'provider.modelUnknown',
  'provider.noMoney',
  'provider.rateLimited',
  'provider.serverError',
  'model.cut',
  'model.badAnswer',
])

export function mayFallBack(code: ErrorCode): boolean {
  return helped.has(code)
}

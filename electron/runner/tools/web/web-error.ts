import { CodedError } from '../../../../shared/contract/errors.ts'
import { describe, systemCode } from '../documents/document-error.ts'

const unsafe = /^(?:CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO|HOSTNAME_MISMATCH)|ERR_CERT/

/** What went wrong on the way to a site, in our own words. Coded errors stay as they are. */
export function asWebError(thrown: unknown, site: string): CodedError {
  if (thrown instanceof CodedError) return thrown
  const code = systemCode(thrown) ?? describe(thrown)
  if (unsafe.test(code) || code.includes('ERR_CERT')) return new CodedError('web.insecure', { site }, describe(thrown))
  if (/ENOTFOUND|EAI_|NAME_NOT_RESOLVED/.test(code)) return new CodedError('web.notFound', { site }, describe(thrown))
  if (/TIMEDOUT|TIMED_OUT|Abort|Timeout/i.test(code)) return new CodedError('web.timedOut', { site }, describe(thrown))
  return new CodedError('web.unreachable', { site }, describe(thrown))
}

/** What a site's refusal means; null for an answer that can be read. */
export function refusalOf(status: number, site: string): CodedError | null {
  if (status < 400) return null
  const detail = `status ${status}`
  if (status === 401 || status === 407) return new CodedError('web.signInNeeded', { site }, detail)
  if (status === 404 || status === 410) return new CodedError('web.gone', { site }, detail)
  if (status === 429) return new CodedError('web.rateLimited', { site }, detail)
  return new CodedError(status >= 500 ? 'web.serverError' : 'web.refused', { site }, detail)
}

/** When a site wants to be asked again: seconds or a date; null when it does not say. */
export function retryAtOf(value: string | undefined, now: number): number | null {
  if (value === undefined) return null
  const at = /^\s*\d+\s*$/.test(value) ? now + Number(value) * 1000 : Date.parse(value)
  return Number.isFinite(at) && at > now ? at : null
}

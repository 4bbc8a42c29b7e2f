import { z } from 'zod'
import { CodedError, type ErrorCode, errorCodeSchema } from '../../../shared/contract/errors.ts'
import { describe } from '../tools/documents/document-error.ts'

/** What a failed call means: the gateway itself was away, and asking it again is free; or it said why the call cannot be done. */
export type Problem = { kind: 'gatewayAway'; detail: string } | { kind: 'refused'; error: CodedError }

const ownErrorSchema = z.object({
  code: errorCodeSchema,
  params: z.record(z.string(), z.union([z.string(), z.number()])).catch({}),
  message: z.string().catch(''),
})

/** Codes of the gateway that speak of itself: it is starting, or does not yet know this run's token. */
const awayCodes: ReadonlySet<ErrorCode> = new Set(['gateway.unavailable', 'request.refused'])

/** Reads what the `openai` package threw: the gateway's own errors carry our codes, in a body or in the middle of a stream. */
export function readProblem(thrown: unknown): Problem {
  if (thrown instanceof CodedError) return { kind: 'refused', error: thrown }
  const body = bodyOf(thrown)
  const own = ownErrorSchema.safeParse(body)
  if (own.success) {
    const { code, params, message } = own.data
    if (awayCodes.has(code)) return { kind: 'gatewayAway', detail: `${code} ${message}` }
    return { kind: 'refused', error: new CodedError(code, params, message) }
  }
  if (thrown instanceof SyntaxError || body !== undefined) {
    return { kind: 'refused', error: new CodedError('model.badAnswer', {}, describe(thrown)) }
  }
  // No answer at all, or one that broke off: nobody but the gateway is at the other end of this connection.
  return { kind: 'gatewayAway', detail: describe(thrown) }
}

const apiErrorSchema = z.object({ error: z.unknown(), status: z.number().optional() })

/** The error object the other side sent; undefined when there was none, so that a broken connection is told apart. */
function bodyOf(thrown: unknown): unknown {
  if (!(thrown instanceof Error)) return undefined
  const read = apiErrorSchema.safeParse(thrown)
  if (!read.success) return undefined
  return read.data.error ?? (read.data.status === undefined ? undefined : null)
}

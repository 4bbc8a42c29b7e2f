import type { ServerResponse } from 'node:http'
import { CodedError, type ErrorCode, toAppError } from '../../../shared/contract/errors.ts'

/** An answer without a model call: status and error. */
export class Refusal extends Error {
  readonly status: number
  readonly error: CodedError

  constructor(status: number, code: ErrorCode, detail: string) {
    super(detail)
    this.name = 'Refusal'
    this.status = status
    this.error = new CodedError(code, {}, detail)
  }
}

/**
 * The body of an error as OpenAI words it, with our own code and its parameters; the same object stands in an `error` event in
 * the middle of a stream.
 */
export function errorBody(thrown: unknown) {
  const { code, params, detail } = toAppError(thrown instanceof Refusal ? thrown.error : thrown)
  return { error: { message: detail, type: 'kaihe', param: null, code, params } }
}

/** Sends an error and ends the answer. The connection ends too: what is left of a refused request is not read. */
export function sendError(response: ServerResponse, thrown: unknown): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const body = JSON.stringify(errorBody(thrown))
  response.writeHead(thrown instanceof Refusal ? thrown.status : statusOf(toAppError(thrown).code), {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    // The gateway alone decides what is tried again.
    'x-should-retry': 'false',
    connection: 'close',
  })
  response.end(body)
}

function statusOf(code: ErrorCode): number {
  switch (code) {
    case 'provider.rateLimited':
      return 429
    case 'provider.noMoney':
    case 'budget.reached':
    case 'budget.priceMissing':
    case 'budget.rateMissing':
    case 'budget.sizeUnknown':
      return 402
    case 'provider.timedOut':
      return 504
    case 'model.contextTooSmall':
    case 'model.refusedContent':
    case 'provider.requestRefused':
      return 400
    case 'run.ended':
      return 409
    case 'provider.missing':
    case 'model.missing':
      return 404
    case 'storage.diskFull':
      return 507
    case 'unexpected':
    case 'storage.failed':
    case 'storage.damaged':
      return 500
    case 'gateway.unavailable':
      return 503
    default:
      return 502
  }
}

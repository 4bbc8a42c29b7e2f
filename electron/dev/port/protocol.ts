import { z } from 'zod'
import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import { createTranslator } from '../../../shared/i18n/translate.ts'

/** One line in: what to do, and the id its answer will carry. */
const requestSchema = z.object({
  id: z.union([z.string().max(200), z.number()]),
  op: z.string(),
  args: z.unknown().optional(),
})
export type PortRequest = z.infer<typeof requestSchema>
export type PortId = PortRequest['id'] | null

/** One line out. */
export type PortReply = { id: PortId; ok: unknown } | { id: PortId; error: PortError }

/** `message` is for people, in English; `detail` is the technical part, empty when there is none; `partial` is what there was before. */
export type PortError = {
  code: string
  message: string
  params: Record<string, string | number>
  detail: string
  partial?: unknown
}

/** An operation that failed after it had done something worth showing. */
export class PartialFailure extends Error {
  readonly partial: unknown

  constructor(cause: CodedError, partial: unknown) {
    super(cause.message, { cause })
    this.name = 'PartialFailure'
    this.partial = partial
  }
}

/** Reads one line; a line that is no request gives the answer to it, with the id as far as it could be read. */
export function readRequest(line: string): PortRequest | { id: PortId; error: PortError } {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (thrown) {
    return { id: null, error: describeError(invalid(`not JSON: ${thrown instanceof Error ? thrown.message : ''}`)) }
  }
  const request = requestSchema.safeParse(value)
  if (request.success) return request.data
  const named = requestSchema.pick({ id: true }).safeParse(value)
  return { id: named.success ? named.data.id : null, error: describeError(invalid(z.prettifyError(request.error))) }
}

export function invalid(detail: string): CodedError {
  return new CodedError('request.invalid', {}, detail)
}

/** Any failure as the port tells it: with the text the app itself would show, in English. */
export function describeError(thrown: unknown): PortError {
  const partial = thrown instanceof PartialFailure ? { partial: thrown.partial } : {}
  const { code, params, detail } = toAppError(thrown instanceof PartialFailure ? thrown.cause : thrown)
  const { t, exists } = createTranslator('en')
  const said = ['what', 'meaning', 'next'].filter((part) => exists(`errors.${code}.${part}`))
  const sentences = said.map((part) => t(`errors.${code}.${part}`, params).replace(/(?<![.!?])$/, '.'))
  return { code, message: sentences.length === 0 ? detail || code : sentences.join(' '), params, detail, ...partial }
}

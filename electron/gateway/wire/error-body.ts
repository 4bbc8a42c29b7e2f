import { z } from 'zod'

/**
 * What a vendor says went wrong, read out of whatever it sent. `code`, `type` and `param` are null when it did not say; a
 * number is kept as its digits. `raw` is the parsed body for the dialects that need more (OpenRouter's `metadata`).
 */
export type VendorError = {
  shape: 'wrapped' | 'text' | 'flat' | 'html' | 'plain' | 'empty'
  message: string
  type: string | null
  code: string | null
  param: string | null
  raw: unknown
}

const longestMessage = 2000

/** Reads the body of a failed request; every text gives an error, also HTML of a proxy, plain text and nothing at all. */
export function readErrorBody(body: string): VendorError {
  const text = body.replace(/^\uFEFF/, '').trim()
  if (text === '') return bare('empty', '', null)
  const json = parseJson(text)
  if (json !== undefined) return findError(json) ?? bare('plain', text, json)
  if (/^<(?:!doctype|html|head|body|\?xml)/i.test(text)) return bare('html', htmlTitle(text), null)
  return bare('plain', text, null)
}

/**
 * Finds the error in a parsed body or stream event, or null when it holds none: an answer with `error: null` is an answer.
 * Shapes: `{error: {…}}`, `{error: "…"}`, a list around them (Gemini), `{code, message}` (SiliconFlow), `{detail}` (vLLM),
 * `{base_resp: {status_code}}` under HTTP 200 (MiniMax).
 */
export function findError(value: unknown): VendorError | null {
  const only = z.tuple([z.unknown()]).safeParse(value)
  const body = looseSchema.safeParse(only.success ? only.data[0] : value)
  if (!body.success) return null
  const { error, choices } = body.data
  if (typeof error === 'string' && error !== '') {
    return { ...bare('text', error, value), code: label(body.data.code), type: label(body.data.type) }
  }
  const wrapped = looseSchema.safeParse(error)
  if (wrapped.success && Object.keys(wrapped.data).length > 0) return described('wrapped', wrapped.data, value)
  const minimax = minimaxSchema.safeParse(body.data.base_resp)
  if (minimax.success && minimax.data.status_code !== 0) {
    return { ...bare('flat', minimax.data.status_msg, value), code: String(minimax.data.status_code) }
  }
  if (choices !== undefined) return null
  const hasWords = ['message', 'msg', 'detail', 'error_msg'].some((name) => label(body.data[name]) !== null)
  const isList = Array.isArray(body.data.detail)
  const isAnswer = body.data.object !== undefined && body.data.object !== 'error'
  return (hasWords || isList) && !isAnswer ? described('flat', body.data, value) : null
}

const looseSchema = z.record(z.string(), z.unknown())
const minimaxSchema = z.looseObject({ status_code: z.number(), status_msg: z.string().catch('') })
const detailSchema = z.array(z.looseObject({ msg: z.string() })).min(1)

function described(shape: 'wrapped' | 'flat', fields: Record<string, unknown>, raw: unknown): VendorError {
  const details = detailSchema.safeParse(fields.detail)
  const message =
    label(fields.message) ??
    label(fields.msg) ??
    label(fields.error_msg) ??
    (details.success ? details.data.map((detail) => detail.msg).join('; ') : label(fields.detail)) ??
    JSON.stringify(fields)
  return {
    shape,
    message: message.slice(0, longestMessage),
    type: label(fields.type) ?? label(fields.status),
    code: label(fields.code) ?? label(fields.error_code),
    param: label(fields.param),
    raw,
  }
}

/** A short text or number as text; anything else, and the empty text, says nothing. */
function label(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value : null
}

function bare(shape: VendorError['shape'], message: string, raw: unknown): VendorError {
  return { shape, message: message.slice(0, longestMessage), type: null, code: null, param: null, raw }
}

/** The page's title, or its first words; tags are removed for reading only, the result is never used as HTML. */
function htmlTitle(html: string): string {
  const head = html.slice(0, 20_000)
  const title = /<title[^>]*>([^<]*)/i.exec(head)?.[1]?.replace(/\s+/g, ' ').trim()
  if (title !== undefined && title !== '') return title
  const words = head.replace(/<(?:script|style)[\s\S]*?<\/(?:script|style)>/gi, ' ').replace(/<[^>]*>/g, ' ')
  return words.replace(/\s+/g, ' ').trim().slice(0, 300)
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

import type { IncomingMessage } from 'node:http'
import { randomUUID } from 'node:crypto'
import type { ModelReference } from '../../../shared/model/provider.ts'
import { callKeyHeader, callKeyPattern, modelParameter, type RunPass } from '../protocol.ts'
import { type ChatRequest, chatRequestSchema } from '../wire/chat.ts'
import { Refusal } from './refusal.ts'

/** The largest request, in bytes: room for the longest context there is, with pictures. */
export const largestBody = 20 * 1024 * 1024

/** Reads and checks a chat request. Throws Refusal for a body that is too large, not JSON, or not a request. */
export async function readChatRequest(message: IncomingMessage): Promise<ChatRequest> {
  const text = await readBody(message)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Refusal(400, 'request.invalid', 'the body is not JSON')
  }
  const parsed = chatRequestSchema.safeParse(value)
  if (!parsed.success) throw new Refusal(400, 'request.invalid', parsed.error.message)
  return parsed.data
}

/** The name of the call. A program that names none gets every call made anew. */
export function readCallKey(message: IncomingMessage): string {
  const given = message.headers[callKeyHeader]
  if (given === undefined) return `unnamed/${randomUUID()}/1`
  if (typeof given !== 'string' || !callKeyPattern.test(given)) {
    throw new Refusal(400, 'request.invalid', `${callKeyHeader} is not a call key`)
  }
  return given
}

/** The model of a request, `provider/model`, if the run may use it; a model's name may itself contain slashes. */
export function readModel(parameter: string, pass: RunPass): ModelReference {
  const allowed = pass.models.find((reference) => modelParameter(reference) === parameter)
  if (allowed === undefined) throw new Refusal(403, 'model.missing', `this run may not use ${parameter}`)
  return allowed
}

/** Reads the body without destroying the connection, so that a refusal can still be sent over it. */
function readBody(message: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    const tooLarge = new Refusal(413, 'request.invalid', `the body is larger than ${largestBody} bytes`)
    if (Number(message.headers['content-length'] ?? 0) > largestBody) {
      reject(tooLarge)
      return
    }
    const pieces: Buffer[] = []
    let size = 0
    message.on('data', (piece: Buffer) => {
      size += piece.length
      pieces.push(piece)
      if (size <= largestBody) return
      pieces.length = 0
      message.pause()
      reject(tooLarge)
    })
    message.on('end', () => resolve(Buffer.concat(pieces).toString('utf8')))
    message.on('error', reject)
    message.on('close', () => reject(new Refusal(400, 'request.invalid', 'the request broke off')))
  })
}

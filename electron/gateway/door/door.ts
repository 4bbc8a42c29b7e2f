import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { CodedError } from '../../../shared/contract/errors.ts'
import { listenHere } from '../../listen-here.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import type { ModelReference } from '../../../shared/model/provider.ts'
import { hashRequest } from '../calls/call-key.ts'
import { fallbacksOf, type ServedModel } from '../calls/call-order.ts'
import type { CallStore } from '../calls/call-store.ts'
import { modelParameter, type RunPass } from '../protocol.ts'
import { checkRequest } from './check-request.ts'
import type { Passes } from './passes.ts'
import { readCallKey, readChatRequest, readModel } from './read-request.ts'
import { sendError } from './refusal.ts'
import { originHeader, streamAnswer, wholeAnswer } from './write-answer.ts'

export type DoorOptions = {
  passes: Passes
  calls: CallStore
  /** Throws `provider.missing`. */
  findModel: (reference: ModelReference) => ServedModel
  clock: Clock
}

export type Door = {
  readonly port: number
  /** Breaks off every connection and stops listening. */
  close(): Promise<void>
}

/** Opens the OpenAI-compatible API on 127.0.0.1, at a port the system chooses. */
export async function openDoor(options: DoorOptions): Promise<Door> {
  const { passes, calls, findModel, clock } = options
  let port = 0

  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { route, pass } = checkRequest(message, port, passes)
    if (route === 'models') {
      sendJson(response, listOf(pass))
      return
    }
    const callKey = readCallKey(message)
    const asked = await readChatRequest(message)
    const reference = readModel(asked.model, pass)
    const request = { ...asked, model: reference.model }
    const served = findModel(reference)
    // The token may have been withdrawn while the body came in.
    if (passes.find(pass.token)?.runId !== pass.runId) throw new CodedError('run.ended')
    const requestHash = hashRequest({ ...request, model: asked.model })
    const fallbacks = fallbacksOf(pass, reference)
    const asks = { pass, callKey, requestHash, request, reference, fallbacks, standsFor: null }
    const source = calls.open({ ...asks, ...served })
    const target = {
      response,
      headers: { [originHeader]: source.origin },
      model: asked.model,
      createdSeconds: Math.floor(clock.now() / 1_000),
    }
    const listener =
      asked.stream === true
        ? streamAnswer(target, asked.stream_options?.include_usage === true, clock)
        : wholeAnswer(target)
    // Nobody listening any more does not end the call.
    const leave = source.listen(listener)
    response.once('close', leave)
  }

  const server = createServer((message, response) => {
    answer(message, response).catch((thrown: unknown) => sendError(response, thrown))
  })
  port = await listenHere(server)
  return {
    port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      // What was said last still reaches the runners.
      await nextTurn()
      server.closeAllConnections()
      await closed
    },
  }
}

function listOf(pass: RunPass) {
  const data = pass.models.map((reference) => ({
    id: modelParameter(reference),
    object: 'model',
    created: 0,
    owned_by: reference.providerId,
  }))
  return { object: 'list', data }
}

function sendJson(response: ServerResponse, value: unknown): void {
  const body = JSON.stringify(value)
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}

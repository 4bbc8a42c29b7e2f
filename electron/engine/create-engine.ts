import { stat } from 'node:fs/promises'
import { CodedError } from '../../shared/contract/errors.ts'
import type { Clock } from '../../shared/model/clock.ts'
import { answerPortCalls, type MessagePortLike } from '../ipc/port-calls.ts'
import { type EngineContract, engineOperations, type EngineReport } from './protocol.ts'
import type { LoadModel } from './serve/answerer.ts'
import { openEngineDoor } from './serve/door.ts'
import { hashFile } from '../hash-file.ts'
import { fetchModel } from './stock/fetch-model.ts'
import { type FoundModel, inspectModel, modelFilesIn } from './stock/inspect-model.ts'

/** Progress is told so often at most, in milliseconds. */
const progressPace = 400

/** Answers main's orders. */
export function createEngine(options: {
  port: MessagePortLike
  clock: Clock
  fetch: (url: string, init: RequestInit) => Promise<Response>
  loadModel: LoadModel
}): void {
  const { port, clock, fetch, loadModel } = options
  let toldAt = Number.NEGATIVE_INFINITY
  const report = (message: EngineReport) => port.postMessage(message)
  const tell = (progress: Omit<EngineReport & { type: 'progress' }, 'type'>, isLast: boolean) => {
    const now = clock.now()
    if (now - toldAt < progressPace && !isLast) return
    toldAt = now
    report({ type: 'progress', ...progress })
  }
  answerPortCalls<EngineContract>(port, engineOperations, {
    async fetch(order) {
      await fetchModel(order, { fetch, clock, onProgress: (told) => tell(told, told.doneBytes === order.bytes) })
      return {}
    },
    async inspect({ path }) {
      const isFolder = (await stat(path).catch(() => null))?.isDirectory() === true
      const found: FoundModel[] = []
      if (!isFolder) return { found: [await inspectModel(path)], refused: 0 }
      const paths = await modelFilesIn(path)
      let refused = 0
      for (const each of paths) {
        try {
          found.push(await inspectModel(each))
        } catch (thrown) {
          if (!(thrown instanceof CodedError)) throw thrown
          refused += 1
        }
      }
      return { found, refused }
    },
    async open({ token, ...order }) {
      const answerer = await loadModel(order)
      const door = await openEngineDoor({
        answerer,
        token,
        clock,
        onCalls: (open) => report({ type: 'calls', open }),
        onSpeed: (tokensPerSecond) => report({ type: 'speed', tokensPerSecond }),
      })
      return { port: door.port }
    },
    fingerprint: async ({ path }) => ({ sha256: await hashFile(path) }),
  })
}

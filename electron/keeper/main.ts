import type { MessagePortLike } from '../ipc/port-calls.ts'
import { createKeeper } from './create-keeper.ts'

/** The keeper's process: checks, copies and exports the books, and is gone again. */

process.title = 'kaihe-keeper'
const { parentPort } = process
const port: MessagePortLike = {
  postMessage: (message) => parentPort.postMessage(message),
  onMessage(listener) {
    const receive = ({ data }: Electron.MessageEvent): void => listener(data)
    parentPort.on('message', receive)
    return () => parentPort.off('message', receive)
  },
}
createKeeper(port)

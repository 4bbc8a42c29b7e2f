import type { MessagePortLike } from './ipc/port-calls.ts'

/** The port of a utility process to main, as the plain port its program is written against. */
export function openParentPort(): MessagePortLike {
  const { parentPort } = process
  return {
    postMessage: (message) => parentPort.postMessage(message),
    onMessage(listener) {
      const hear = ({ data }: { data: unknown }) => listener(data)
      parentPort.on('message', hear)
      return () => parentPort.off('message', hear)
    },
  }
}

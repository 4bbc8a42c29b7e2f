import type { MessagePortLike } from '../../electron/ipc/port-calls.ts'

/** Two ends of one line, as between main and a utility process: messages are copied and arrive later, in order. */
export function createPortPair(): { ours: MessagePortLike; theirs: MessagePortLike; cut(): void } {
  let isCut = false
  const ours = new Set<(message: unknown) => void>()
  const theirs = new Set<(message: unknown) => void>()
  const end = (to: Set<(message: unknown) => void>, from: Set<(message: unknown) => void>): MessagePortLike => ({
    postMessage(message) {
      const copy: unknown = structuredClone(message)
      setImmediate(() => {
        if (!isCut) for (const listener of [...to]) listener(copy)
      })
    },
    onMessage(listener) {
      from.add(listener)
      return () => from.delete(listener)
    },
  })
  return {
    ours: end(theirs, ours),
    theirs: end(ours, theirs),
    cut() {
      isCut = true
    },
  }
}

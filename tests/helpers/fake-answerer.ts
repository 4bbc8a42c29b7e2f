import type { Answerer, Ended } from '../../electron/engine/serve/answerer.ts'

export const shortAnswer: Ended = {
  finish: 'stop',
  toolCalls: [],
  promptTokens: 7,
  cachedTokens: 2,
  completionTokens: 3,
}

/** A model that says the same words to everybody; it counts four letters as a token, and can be held up. */
export function createFakeAnswerer(options: { words?: string[]; ended?: Ended; contextTokens?: number } = {}) {
  const { words = ['Good', ' day'], ended = shortAnswer, contextTokens = 2_048 } = options
  const asked: unknown[] = []
  let hold: Promise<void> = Promise.resolve()
  let release: () => void = () => undefined
  let disposed = false
  const answerer: Answerer = {
    contextTokens,
    measure: ({ messages }) => Math.ceil(JSON.stringify(messages).length / 4),
    async answer(request, onPiece, signal) {
      asked.push(request)
      const aborted = new Promise<never>((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason), { once: true })
      })
      aborted.catch(() => undefined)
      await Promise.race([hold, aborted])
      for (const text of words) onPiece({ kind: text.startsWith('(') ? 'thought' : 'text', text })
      return ended
    },
    async dispose() {
      disposed = true
    },
  }
  return {
    answerer,
    asked,
    isDisposed: () => disposed,
    holdUp() {
      hold = new Promise((resolve) => {
        release = resolve
      })
    },
    goOn: () => release(),
  }
}

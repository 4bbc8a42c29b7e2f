import { useEffect, useState } from 'react'
import { type AppError, toAppError } from '../../shared/contract/errors.ts'

export type Reply<Value> =
  | { readonly kind: 'awaited' }
  | { readonly kind: 'arrived'; readonly value: Value }
  | { readonly kind: 'failed'; readonly error: AppError }

/** Asks main when a screen opens, and again when `key` changes; an answer to an earlier key is not shown. */
export function useReply<Value>(request: () => Promise<Value>, key: string): Reply<Value> {
  const [held, setHeld] = useState<{ key: string; reply: Reply<Value> }>({ key, reply: { kind: 'awaited' } })
  useEffect(() => {
    let current = true
    request().then(
      (value) => current && setHeld({ key, reply: { kind: 'arrived', value } }),
      (thrown: unknown) => current && setHeld({ key, reply: { kind: 'failed', error: toAppError(thrown) } }),
    )
    return () => {
      current = false
    }
    // The key stands for the request: the function itself is a new one at every drawing.
  }, [key])
  return held.key === key ? held.reply : { kind: 'awaited' }
}

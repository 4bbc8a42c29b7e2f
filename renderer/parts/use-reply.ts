import { useEffect, useEffectEvent, useState } from 'react'
import { type AppError, toAppError } from '../../shared/contract/errors.ts'

export type Reply<Value> =
  | { readonly kind: 'awaited' }
  | { readonly kind: 'arrived'; readonly value: Value }
  | { readonly kind: 'failed'; readonly error: AppError }

/** Asks main when a screen opens, and again when `key` changes; an answer to an earlier key is not shown. */
export function useReply<Value>(request: () => Promise<Value>, key: string): Reply<Value> {
  const [held, setHeld] = useState<{ key: string; reply: Reply<Value> }>({ key, reply: { kind: 'awaited' } })
  const ask = useEffectEvent(request)
  useEffect(() => {
    let current = true
    ask().then(
      (value) => current && setHeld({ key, reply: { kind: 'arrived', value } }),
      (thrown: unknown) => current && setHeld({ key, reply: { kind: 'failed', error: toAppError(thrown) } }),
    )
    return () => {
      current = false
    }
  }, [key])
  return held.key === key ? held.reply : { kind: 'awaited' }
}

import { useState } from 'react'
import { type Reply, useReply } from './use-reply.ts'

/** As `useReply`, but until the answer to a new key comes the last one stands; null before the first, and where none came. */
export function useHeldReply<Value>(request: () => Promise<Value>, key: string): Value | null {
  const reply: Reply<Value> = useReply(request, key)
  const [held, setHeld] = useState<Value | null>(null)
  if (reply.kind === 'arrived' && reply.value !== held) setHeld(reply.value)
  return held
}

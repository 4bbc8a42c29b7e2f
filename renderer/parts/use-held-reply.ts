import { useState } from 'react'
import { type Reply, useReply } from './use-reply.ts'

/** As `useReply`, and beside it the newest answer there was, to whichever key; null before the first. */
export function useHeldReply<Value>(
  request: () => Promise<Value>,
  key: string,
): { readonly reply: Reply<Value>; readonly held: Value | null } {
  const reply = useReply(request, key)
  const [held, setHeld] = useState<Value | null>(null)
  if (reply.kind === 'arrived' && reply.value !== held) setHeld(reply.value)
  return { reply, held }
}

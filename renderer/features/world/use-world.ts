import { useState } from 'react'
import { type AppError, toAppError } from '../../../shared/contract/errors.ts'
import { hasEnded } from '../../../shared/model/run.ts'
import type { WorldUsage } from '../../../shared/model/world-usage.ts'
import { send } from '../../bridge/client.ts'
import { useAction } from '../../parts/use-action.ts'
import { useHeldReply } from '../../parts/use-held-reply.ts'
import type { Reply } from '../../parts/use-reply.ts'
import { useMirror } from '../../store/mirror.ts'

export type World = {
  readonly reply: Reply<WorldUsage>
  /** The newest there is; null before the first. */
  readonly usage: WorldUsage | null
  /** Why the ranking could not be read last time; what there was before is in `usage`. */
  readonly error: AppError | null
  readonly doing: 'nothing' | 'fetching' | 'choosing'
  fetch(): void
  stop(): void
  readFile(): void
}

/** What main knows of the world's use and the owner's, and how a newer ranking is got. */
export function useWorld(): World {
  // A run that has ended may have asked a model.
  const ended = useMirror(({ runs }) => Object.values(runs).filter(({ state }) => hasEnded(state)).length)
  const [count, setCount] = useState(0)
  const [doing, setDoing] = useState<World['doing']>('nothing')
  const [error, setError] = useState<AppError | null>(null)
  const { act } = useAction((thrown) => setError(toAppError(thrown)))
  const { reply, held } = useHeldReply(async () => (await send('world.read', {})).usage, `${ended} ${count}`)
  const get = (what: 'fetching' | 'choosing', work: () => Promise<void>) => () => {
    setDoing(what)
    setError(null)
    act(async () => {
      await work().finally(() => setDoing('nothing'))
      setCount(count + 1)
    })
  }
  return {
    reply,
    usage: held,
    error,
    doing,
    fetch: get('fetching', async () => {
      await send('world.fetch', {})
    }),
    stop: () => act(async () => void (await send('world.stop', {}))),
    readFile: get('choosing', async () => {
      await send('world.readFile', {})
    }),
  }
}

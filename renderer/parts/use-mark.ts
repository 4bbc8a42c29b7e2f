import type { RunId } from '../../shared/model/brand.ts'
import type { ResultMark } from '../../shared/model/value.ts'
import { send } from '../bridge/client.ts'
import { useMirror } from '../store/mirror.ts'
import { useReply } from './use-reply.ts'

/** What the owner thinks of a run; null while that is not known, or nothing is kept of it. */
export function useMark(runId: RunId): ResultMark | null {
  const mirrored = useMirror((mirror) => mirror.marks[runId])
  const reply = useReply(async () => (await send('results.marks', { runIds: [runId] })).marks[0] ?? null, runId)
  return mirrored ?? (reply.kind === 'arrived' ? reply.value : null)
}

import { useMemo } from 'react'
import type { AgentId } from '../../../shared/model/brand.ts'
import { send } from '../../bridge/client.ts'
import { useReply } from '../../parts/use-reply.ts'
import { useMirror } from '../../store/mirror.ts'
import { newestRunOf } from '../../store/selectors.ts'
import type { LastValues } from './steps/step-surroundings.ts'

const none: LastValues = new Map()

/** What each step of an agent gave when it last ran, so that its columns can be pointed at with their real values. */
export function useLastValues(agentId: AgentId): LastValues {
  const newest = useMirror((mirror) => newestRunOf(mirror, agentId))
  const reply = useReply(() => send('agents.lastValues', { agentId }), `${agentId} ${newest?.id} ${newest?.state.name}`)
  const results = reply.kind === 'arrived' ? reply.value.results : null
  return useMemo(
    () =>
      results === null
        ? none
        : new Map(
            results.map(({ stepId, columns, rows }) => [stepId, { columns, rows: rows.map(({ values }) => values) }]),
          ),
    [results],
  )
}

import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import type { AgentId, Instant } from '../../../shared/model/brand.ts'
import type { Run } from '../../../shared/model/run.ts'
import type { ResultMark } from '../../../shared/model/value.ts'
import { send } from '../../bridge/client.ts'
import { useMirror } from '../../store/mirror.ts'
import { tellError } from '../../store/news.ts'

const page = 50

export type RunHistory = {
  /** Newest first. */
  readonly runs: readonly Run[]
  /** What the owner thinks of them, by their ids. */
  readonly marks: Readonly<Record<string, ResultMark>>
  /** `first`: the first page is on its way; `more`: there are older ones; `all`: there are none. */
  readonly state: 'first' | 'more' | 'all'
  readonly agentId: AgentId | null
  choose(agentId: AgentId | null): void
  /** Asks for the next older page, unless it is on its way. */
  older(): void
}

/** All runs, page by page from main, kept current by the mirror; of one agent when one is chosen. */
export function useRunHistory(): RunHistory {
  const [agentId, setAgentId] = useState<AgentId | null>(null)
  const [fetched, setFetched] = useState<readonly Run[]>([])
  const [state, setState] = useState<RunHistory['state']>('first')
  const mirrored = useMirror((mirror) => mirror.runs)
  const mirroredMarks = useMirror((mirror) => mirror.marks)
  const [fetchedMarks, setFetchedMarks] = useState<Readonly<Record<string, ResultMark>>>({})
  const asking = useRef(0)

  const fetchPage = useCallback((agent: AgentId | null, before: Instant | null) => {
    asking.current += 1
    const turn = asking.current
    send('runs.list', { before, agentId: agent, limit: page })
      .then((reply) => {
        if (asking.current !== turn) return undefined
        setFetched((known) => (before === null ? reply.runs : [...known, ...reply.runs]))
        setState(reply.more ? 'more' : 'all')
        return send('results.marks', { runIds: reply.runs.slice(0, 200).map(({ id }) => id) })
      })
      .then((reply) => {
        if (reply === undefined) return
        const marks = Object.fromEntries(reply.marks.map((mark) => [mark.runId, mark]))
        setFetchedMarks((known) => ({ ...known, ...marks }))
      })
      .catch(tellError)
  }, [])

  useEffect(() => {
    setState('first')
    fetchPage(agentId, null)
    return () => {
      asking.current += 1
    }
  }, [agentId, fetchPage])

  const runs = useMemo(() => joined(fetched, mirrored, agentId, state), [fetched, mirrored, agentId, state])
  const marks = useMemo(() => ({ ...fetchedMarks, ...mirroredMarks }), [fetchedMarks, mirroredMarks])
  const oldest = fetched.at(-1)?.createdAt ?? null
  const older = useRef<Instant | null>(null)
  return {
    runs,
    marks,
    state,
    agentId,
    choose: (chosen) => {
      setFetched([])
      older.current = null
      setAgentId(chosen)
    },
    older: () => {
      if (state !== 'more' || oldest === null || older.current === oldest) return
      older.current = oldest
      fetchPage(agentId, oldest)
    },
  }
}

/** What was fetched, in its newest version, and what has begun since. */
function joined(
  fetched: readonly Run[],
  mirrored: Readonly<Record<string, Run>>,
  agentId: AgentId | null,
  state: RunHistory['state'],
): Run[] {
  const byId = new Map(fetched.map((run) => [run.id, mirrored[run.id] ?? run]))
  const oldest = fetched.at(-1)?.createdAt ?? 0
  for (const run of Object.values(mirrored)) {
    const within = state === 'all' || state === 'first' || run.createdAt >= oldest
    if (within && (agentId === null || run.agentId === agentId)) byId.set(run.id, run)
  }
  return [...byId.values()].sort((left, right) => right.createdAt - left.createdAt || right.id.localeCompare(left.id))
}

import type { RunState } from '../../shared/model/run.ts'
import type { LampName } from '../ui/lamp.tsx'

/** The lamp of a run's state and the key of its name. */
export function lampOf(state: RunState): { lamp: LampName; text: string } {
  switch (state.name) {
    case 'queued':
      return { lamp: 'next', text: 'common.lamp.queued' }
    case 'waiting':
      return state.for === 'network' || state.for === 'offPeak'
        ? { lamp: 'paused', text: `common.waiting.${state.for}` }
        : { lamp: 'waiting', text: `common.waiting.${state.for}` }
    case 'running':
      return { lamp: 'running', text: 'common.lamp.working' }
    case 'stopping':
      return { lamp: 'running', text: 'common.lamp.stopping' }
    case 'succeeded':
      if (state.outcome === 'partial') return { lamp: 'doubt', text: 'common.lamp.partial' }
      return { lamp: 'done', text: state.outcome === 'complete' ? 'common.lamp.done' : 'common.lamp.nothingToDo' }
    case 'failed':
      return { lamp: 'failed', text: 'common.lamp.failed' }
    case 'stopped':
      return { lamp: 'paused', text: 'common.lamp.stopped' }
    case 'skipped':
      return { lamp: 'paused', text: 'common.lamp.skipped' }
  }
}

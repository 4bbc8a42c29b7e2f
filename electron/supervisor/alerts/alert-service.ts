import { CodedError, toAppError } from '../../../shared/contract/errors.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import type { Agent } from '../../../shared/model/agent.ts'
import type { Alert } from '../../../shared/model/alert.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { hasEnded } from '../../../shared/model/run.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { DataPlace } from '../../data-place.ts'
import type { AlertDesk } from './alert-desk.ts'
import type { DayWatch } from './watch-days.ts'
import type { SpendingWatch } from './watch-spending.ts'

export type AlertService = {
  observe(event: AppEvent): void
  start(): void
  wake(): void
  close(): void
  /** The newest of what the owner was told or will be. */
  newest(): Alert[]
  /** Puts one away. Throws `request.invalid` for one that is unknown. */
  see(id: string): void
}

const newestShown = 50
/** Caps are looked at this long after something was spent, in milliseconds: once for all that is spent meanwhile. */
const budgetPause = 5_000

/** What happens, as far as the owner wants to be told of it though they are not looking. */
export function createAlertService(from: {
  desk: AlertDesk
  spending: SpendingWatch
  days: DayWatch
  agents: () => readonly Agent[]
  /** Where the app's own data lies; never rejects. */
  dataPlace: () => Promise<DataPlace>
  publish: Publish
  clock: Clock
}): AlertService {
  const { desk, spending, days, agents, dataPlace, publish, clock } = from
  let cancelBudgets: (() => void) | null = null
  let told = 0

  const lookAtBudgetsSoon = () => {
    cancelBudgets ??= clock.after(budgetPause, () => {
      cancelBudgets = null
      heard(spending.lookAtBudgets)
    })
  }
  /** A watcher that fails must not stop what it watches. */
  const heard = (listen: () => void) => {
    try {
      listen()
    } catch (thrown) {
      publish({ type: 'notice', error: toAppError(thrown) })
    }
  }
  const standing = ({ id: agentId, name: agentName, standing: now }: Agent) => {
    if (now.name === 'ready') {
      for (const { id, about } of desk.open()) if (about.kind === 'standing' && about.agentId === agentId) desk.see(id)
      return
    }
    const failures = now.name === 'paused' ? now.failures : 0
    const about = { kind: 'standing' as const, agentId, agentName, standing: now.name, failures }
    desk.raise(`standing:${agentId}:${now.at}`, about)
  }
  const hear = (event: AppEvent) => {
    switch (event.type) {
      case 'approval.saved': {
        const { id: approvalId, runId, agentId, agentName, act, answer } = event.approval
        if (answer === null)
          desk.raise(`approval:${approvalId}`, { kind: 'approval', agentId, agentName, runId, approvalId, act })
        else desk.see(`approval:${approvalId}`)
        return
      }
      case 'agent.saved':
        standing(event.agent)
        lookAtBudgetsSoon()
        return
      case 'agent.told': {
        const { runId, agentName, text } = event
        told += 1
        desk.raise(`told:${runId}:${clock.now()}:${told}`, { kind: 'told', runId, agentName, text })
        return
      }
      case 'backup.tried':
        for (const { id, about } of desk.open()) if (about.kind === 'backup') desk.see(id)
        if (event.error !== null) {
          const { code, params } = event.error
          desk.raise(`backup:${event.day}`, { kind: 'backup', error: { code, params } })
        }
        return
      case 'run.meter':
        spending.meter(event.runId, event.usage)
        return
      case 'run.saved':
        if (hasEnded(event.run.state)) spending.lookAtRun(event.run)
        return
      case 'today.changed':
        lookAtBudgetsSoon()
        return
      case 'settings.saved':
        desk.look()
        lookAtBudgetsSoon()
        return
      default:
    }
  }
  return {
    observe: (event) => heard(() => hear(event)),
    start() {
      for (const agent of agents()) heard(() => standing(agent))
      desk.look()
      days.look()
      void dataPlace().then((place) => {
        if (place === 'network') heard(() => desk.raise('networkDrive', { kind: 'networkDrive' }))
      })
    },
    wake() {
      desk.look()
      days.look()
    },
    close() {
      cancelBudgets?.()
      desk.stop()
      days.stop()
    },
    newest: () => desk.newest(newestShown),
    see(id) {
      if (!desk.has(id)) throw new CodedError('request.invalid', {}, `no alert ${id}`)
      desk.see(id)
    },
  }
}

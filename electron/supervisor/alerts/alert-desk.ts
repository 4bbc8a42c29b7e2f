import { toAppError } from '../../../shared/contract/errors.ts'
import type { Alert, AlertAbout, AlertSettings } from '../../../shared/model/alert.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { alertForChat } from '../../../shared/rules/alerts/alert-words.ts'
import type { Reader } from '../../../shared/rules/money-words.ts'
import type { QuietHours } from '../../../shared/model/trigger.ts'
import { endOfQuiet, isQuiet } from '../../../shared/rules/recurrence/quiet-hours.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { AlertRepository } from '../../storage/companion/alerts.ts'
import type { RobotService } from '../robots/robot-service.ts'

export type AlertDesk = {
  /** Tells the owner, unless they were told or do not want to be; in quiet hours later. */
  raise(id: string, about: AlertAbout): void
  has(id: string): boolean
  /** What it was about needs nobody any more; null where it was put away before. */
  see(id: string): Alert | null
  open(): Alert[]
  newest(limit: number): Alert[]
  /** Looks whether quiet hours are over, and waits for their end where something does. */
  look(): void
  stop(): void
}

/** What settles itself within this time is not sent to a chat, and what comes together is sent together. */
const gatherMilliseconds = 30_000
/** Timers stand still while the PC sleeps. */
const longestWait = 3_600_000

/** The one place the owner is told from, window or not: once each, not in quiet hours, here and in the chats they chose. */
export function createAlertDesk(from: {
  repository: AlertRepository
  settings: () => AlertSettings
  robots: Pick<RobotService, 'send'>
  reader: () => Reader
  publish: Publish
  clock: Clock
}): AlertDesk {
  const { repository, settings, robots, reader, publish, clock } = from
  let forChat: string[] = []
  let cancelChat: (() => void) | null = null
  let cancelQuiet: (() => void) | null = null
  const silentRobots = new Set<string>()

  const sendToChats = async (ids: readonly string[]) => {
    const open = ids.flatMap((id) => repository.find(id) ?? []).filter(({ seen }) => !seen)
    if (open.length === 0) return
    const words = reader()
    const text = [words.t('alerts.chat.head'), ...open.map(({ about }) => alertForChat(about, words))].join('\n\n')
    for (const robotId of settings().robots) {
      try {
        await robots.send(robotId, text)
        silentRobots.delete(robotId)
      } catch (thrown) {
        // Told once: a robot that is gone must not become a storm of its own.
        if (!silentRobots.has(robotId)) publish({ type: 'notice', error: toAppError(thrown) })
        silentRobots.add(robotId)
      }
    }
  }
  const tell = (alerts: readonly Alert[]) => {
    publish({ type: 'alerts.told', alerts: [...alerts] })
    if (settings().robots.length === 0) return
    forChat.push(...alerts.map(({ id }) => id))
    cancelChat ??= clock.after(gatherMilliseconds, () => {
      cancelChat = null
      const ids = forChat
      forChat = []
      void sendToChats(ids)
    })
  }
  const look = () => {
    cancelQuiet?.()
    cancelQuiet = null
    const waiting = repository.open().filter(({ told }) => !told)
    if (waiting.length === 0) return
    const quiet = quietOf(settings())
    const now = clock.now()
    if (quiet !== null && isQuiet(now, quiet, clock.zone())) {
      const wait = endOfQuiet(now, quiet, clock.zone()) - now
      cancelQuiet = clock.after(Math.min(wait, longestWait), look)
      return
    }
    const told = waiting.map((alert) => ({ ...alert, told: true }))
    repository.told(told.map(({ id }) => id))
    for (const alert of told) publish({ type: 'alert.saved', alert })
    tell(told)
  }
  return {
    raise(id, about) {
      if (settings().off.includes(about.kind)) return
      const told = !isQuiet(clock.now(), quietOf(settings()), clock.zone())
      const alert: Alert = { id, at: clock.now(), about, told, seen: false }
      if (!repository.add(alert)) return
      publish({ type: 'alert.saved', alert })
      if (told) tell([alert])
      else look()
    },
    has: repository.has,
    see(id) {
      const alert = repository.see(id)
      if (alert !== null) publish({ type: 'alert.saved', alert })
      return alert
    },
    open: repository.open,
    newest: repository.newest,
    look,
    stop() {
      cancelChat?.()
      cancelQuiet?.()
    },
  }
}

function quietOf({ quiet }: AlertSettings): QuietHours | null {
  return quiet === null ? null : { ...quiet, inside: 'move' }
}

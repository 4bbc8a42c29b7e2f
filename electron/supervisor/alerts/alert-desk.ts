import { toAppError } from '../../../shared/contract/errors.ts'
import type { Alert, AlertAbout, AlertSettings } from '../../../shared/model/alert.ts'
import type { Clock } from '../../../shared/model/clock.ts'
import { alertForChat, alertsByMail } from '../../../shared/rules/alerts/alert-words.ts'
import type { Reader } from '../../../shared/rules/money-words.ts'
import type { QuietHours } from '../../../shared/model/trigger.ts'
import { endOfQuiet, isQuiet } from '../../../shared/rules/recurrence/quiet-hours.ts'
import type { Publish } from '../../ipc/publish.ts'
import type { AlertRepository } from '../../storage/companion/alerts.ts'
import type { MailService } from '../mail/mail-service.ts'
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

/** What settles itself within this time is not sent anywhere, and what comes together is sent together. */
const gatherMilliseconds = 30_000
/** Timers stand still while the PC sleeps. */
const longestWait = 3_600_000

/** The one place the owner is told from, window or not: once each, not in quiet hours, here, in the chats they chose and by mail. */
export function createAlertDesk(from: {
  repository: AlertRepository
  settings: () => AlertSettings
  robots: Pick<RobotService, 'send'>
  mail: Pick<MailService, 'sendNotice'>
  /** What each agent did in the week that begins on that day, a line each. */
  weekOf: (from: string) => Promise<readonly string[]>
  reader: () => Reader
  publish: Publish
  clock: Clock
}): AlertDesk {
  const { repository, settings, robots, mail, weekOf, reader, publish, clock } = from
  let toSend: string[] = []
  let cancelSending: (() => void) | null = null
  let cancelQuiet: (() => void) | null = null
  const silentWays = new Set<string>()

  /** Told once: a way out that is gone must not become a storm of its own. */
  const attempt = async (way: string, send: () => Promise<void>) => {
    try {
      await send()
      silentWays.delete(way)
    } catch (thrown) {
      if (!silentWays.has(way)) publish({ type: 'notice', error: toAppError(thrown) })
      silentWays.add(way)
    }
  }
  const sendOut = async (ids: readonly string[]) => {
    const open = ids.flatMap((id) => repository.find(id) ?? []).filter(({ seen }) => !seen)
    if (open.length === 0) return
    const words = reader()
    const { robots: robotIds, mailAccounts } = settings()
    const text = [words.t('alerts.chat.head'), ...open.map(({ about }) => alertForChat(about, words))].join('\n\n')
    for (const robotId of robotIds) await attempt(`robot ${robotId}`, () => robots.send(robotId, text))
    if (mailAccounts.length === 0) return
    const weeks = new Map<string, readonly string[]>()
    for (const { about } of open) {
      if (about.kind !== 'digest') continue
      // The mail goes out without it rather than not at all.
      await attempt('week', async () => void weeks.set(about.from, await weekOf(about.from)))
    }
    const notice = alertsByMail(open, weeks, words)
    for (const accountId of mailAccounts) await attempt(`mail ${accountId}`, () => mail.sendNotice(accountId, notice))
  }
  const tell = (alerts: readonly Alert[]) => {
    publish({ type: 'alerts.told', alerts: [...alerts] })
    if (settings().robots.length + settings().mailAccounts.length === 0) return
    toSend.push(...alerts.map(({ id }) => id))
    cancelSending ??= clock.after(gatherMilliseconds, () => {
      cancelSending = null
      const ids = toSend
      toSend = []
      void sendOut(ids)
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
      cancelSending?.()
      cancelQuiet?.()
    },
  }
}

function quietOf({ quiet }: AlertSettings): QuietHours | null {
  return quiet === null ? null : { ...quiet, inside: 'move' }
}

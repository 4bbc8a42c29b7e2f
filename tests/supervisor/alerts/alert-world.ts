import { createAlertRepository } from '../../../electron/storage/companion/alerts.ts'
import { createAlertDesk } from '../../../electron/supervisor/alerts/alert-desk.ts'
import { createTranslator } from '../../../shared/i18n/translate.ts'
import type { AppEvent } from '../../../shared/contract/events.ts'
import { type Alert, alertSettingsSchema } from '../../../shared/model/alert.ts'
import { openCompanionDatabase } from '../../helpers/companion-database.ts'
import { createFakeClock } from '../../helpers/fake-clock.ts'
import { at, makeAgent } from '../../helpers/things.ts'

/** A desk on a real database, at ten in the morning in Shanghai unless said otherwise; chats are written to a list. */
export function openAlertWorld({ start = '2026-05-01T02:00:00Z' } = {}) {
  const database = openCompanionDatabase([makeAgent()])
  const clock = createFakeClock(at(start), 'Asia/Shanghai')
  const events: AppEvent[] = []
  const sent: { robot: string; text: string }[] = []
  const mailed: { account: string; subject: string; body: string }[] = []
  const broken = new Set<string>()
  let settings = alertSettingsSchema.parse({})
  const desk = createAlertDesk({
    repository: createAlertRepository(database.db()),
    settings: () => settings,
    robots: {
      async send(robot, text) {
        if (broken.has(robot)) throw new Error('nobody answers')
        sent.push({ robot, text })
      },
    },
    mail: {
      async sendNotice(account, notice) {
        if (broken.has(account)) throw new Error('nobody answers')
        mailed.push({ account, ...notice })
      },
    },
    async weekOf(from) {
      if (broken.has('week')) throw new Error('the books are closed')
      return [`what was done from ${from}`]
    },
    reader: () => ({ language: 'en', t: createTranslator('en').t }),
    publish: (event) => events.push(event),
    clock,
  })
  return {
    database,
    clock,
    events,
    sent,
    mailed,
    broken,
    desk,
    choose(changes: Partial<typeof settings>) {
      settings = { ...settings, ...changes }
    },
    /** What was shown, notification by notification. */
    told: (): Alert[][] => events.flatMap((event) => (event.type === 'alerts.told' ? [event.alerts] : [])),
    notices: () => events.filter(({ type }) => type === 'notice'),
  }
}

import { Notification } from 'electron'
import type { i18n } from 'i18next'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { Alert, AlertAbout } from '../../shared/model/alert.ts'
import type { AgentId, RunId } from '../../shared/model/brand.ts'
import type { Approval } from '../../shared/model/approval.ts'
import { alertBody, alertTitle } from '../../shared/rules/alerts/alert-words.ts'
import type { Companion } from '../companion.ts'

type Actions = {
  openRun(runId: RunId): void
  openAgent(agentId: AgentId): void
  openToday(): void
  openWeek(from: string): void
  openSettings(): void
  refuse(approval: Approval): void
  /** Whether the owner looks at our window, where they see it anyway. */
  isLooking(): boolean
}

/**
 * Shows what the owner is told of as the system shows such things, window or not. A notification opens what it speaks of; a question
 * may be refused there, where the system shows buttons, but never agreed to.
 */
export function notifyOwner(companion: Companion, translator: () => i18n, actions: Actions): () => void {
  if (!Notification.isSupported()) return () => undefined
  /** Kept until closed: a notification nobody holds loses its listeners. */
  const shown = new Set<Notification>()

  const show = (title: string, body: string, onClick: () => void, button?: { text: string; onPress: () => void }) => {
    const notification = new Notification({
      title,
      body,
      actions: button === undefined ? [] : [{ type: 'button', text: button.text }],
    })
    shown.add(notification)
    notification.on('click', onClick)
    notification.on('action', () => button?.onPress())
    notification.on('close', () => shown.delete(notification))
    notification.show()
  }
  const open = (about: AlertAbout) => {
    switch (about.kind) {
      case 'approval':
      case 'told':
      case 'unusualSpend':
        return actions.openRun(about.runId)
      case 'standing':
        return actions.openAgent(about.agentId)
      case 'budget':
        return about.agentId === null ? actions.openToday() : actions.openAgent(about.agentId)
      case 'digest':
        return actions.openWeek(about.from)
      case 'backup':
        return actions.openSettings()
      case 'nothingRan':
      case 'networkDrive':
        return actions.openToday()
    }
  }
  const showOne = ({ about }: Alert) => {
    const { t, language } = translator()
    const reader = { t, language }
    const question =
      about.kind === 'approval'
        ? companion.services.publisher.mirror().approvals.find(({ id }) => id === about.approvalId)
        : undefined
    // Our own screen may say what it asks about; a chat may not.
    const body = question !== undefined && question.act === null ? question.message : alertBody(about, reader)
    const refuse =
      question === undefined ? undefined : { text: t('desktop.notify.refuse'), onPress: () => actions.refuse(question) }
    show(alertTitle(about, reader), body, () => open(about), refuse)
  }
  return companion.observe((event: AppEvent) => {
    if (event.type !== 'alerts.told' || actions.isLooking()) return
    const [first, ...others] = event.alerts
    if (first === undefined) return
    if (others.length === 0) {
      showOne(first)
      return
    }
    const { t, language } = translator()
    const lines = event.alerts.map(({ about }) => alertTitle(about, { t, language }))
    show(t('alerts.several', { count: lines.length }), lines.slice(0, 4).join('\n'), actions.openToday)
  })
}

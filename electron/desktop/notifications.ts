import { Notification } from 'electron'
import type { i18n } from 'i18next'
import type { AppEvent } from '../../shared/contract/events.ts'
import type { AgentId, RunId } from '../../shared/model/brand.ts'
import type { Approval } from '../../shared/model/approval.ts'
import type { Companion } from '../companion.ts'

type Actions = { openRun(runId: RunId): void; openAgent(agentId: AgentId): void; refuse(approval: Approval): void }

/**
 * Tells the owner, window or not, when a run asks them something and when an agent stopped starting by itself. A notification
 * opens what it speaks of; a question may be refused there, where the system shows buttons, but never agreed to.
 */
export function notifyOwner(companion: Companion, translator: () => i18n, actions: Actions): () => void {
  if (!Notification.isSupported()) return () => undefined
  const told = new Map<AgentId, string>()
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
  const hear = (event: AppEvent) => {
    const { t } = translator()
    if (event.type === 'approval.saved' && event.approval.answer === null) {
      const { approval } = event
      show(
        t('desktop.notify.asks', { agent: approval.agentName }),
        approval.act === null ? approval.message : t(`approvals.act.${approval.act}`),
        () => actions.openRun(approval.runId),
        { text: t('desktop.notify.refuse'), onPress: () => actions.refuse(approval) },
      )
    }
    if (event.type === 'agent.told') show(event.agentName, event.text, () => actions.openRun(event.runId))
    if (event.type === 'agent.saved') {
      const { id, name, standing } = event.agent
      if (standing.name !== 'ready' && told.get(id) !== standing.name) {
        show(t(`desktop.notify.${standing.name}`, { agent: name }), t(`errors.${standing.error.code}.what`), () =>
          actions.openAgent(id),
        )
      }
      told.set(id, standing.name)
    }
  }
  for (const { id, standing } of companion.services.agents.list()) told.set(id, standing.name)
  return companion.observe(hear)
}

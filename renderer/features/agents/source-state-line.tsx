import { useTranslation } from 'react-i18next'
import type { Agent } from '../../../shared/model/agent.ts'
import { errorSentence } from '../../parts/error-sentence.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import type { SourceTrigger } from './source-sentences.tsx'

/** How what an agent waits for stands: when it was last looked at and what came of it, or what is wrong. */
export function SourceStateLine({ trigger, saved }: { trigger: SourceTrigger; saved: Agent }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const state = useMirror((mirror) => mirror.sources[trigger.id])
  if (trigger.kind === 'appStart' || trigger.kind === 'webhook' || isIncomplete(trigger)) return null
  const isWaiting = saved.enabled && saved.triggers.some(({ id }) => id === trigger.id)
  if (!isWaiting) return <p className="source-state">{t('sources.state.unsaved')}</p>
  if (state === undefined || state.health === 'new') return <p className="source-state">{t('sources.state.new')}</p>
  if (state.error !== null) {
    const again = state.nextLook !== null && t('sources.state.again', { when: format.dayAndClock(state.nextLook, now) })
    return (
      <p className="source-state wrong">
        {errorSentence(state.error, t)} {again}
      </p>
    )
  }
  const when = state.lookedAt === null ? '' : format.dayAndClock(state.lookedAt, now)
  if (state.changedAt === null) return <p className="source-state">{t('sources.state.nothing', { when })}</p>
  const found = format.dayAndClock(state.changedAt, now)
  return <p className="source-state">{t('sources.state.found', { when, found })}</p>
}

/** The words that say what to look at are still missing. */
function isIncomplete(trigger: SourceTrigger): boolean {
  if (trigger.kind === 'folder') return trigger.folder === null
  if (trigger.kind === 'mail') return trigger.accountId === null
  return (trigger.kind === 'page' || trigger.kind === 'feed') && trigger.url === ''
}

import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import type { AgentId } from '../../../shared/model/brand.ts'
import { redoEdit, undoEdit, useEditHistory } from '../../store/edit-history.ts'
import { readMoment } from '../../store/moment.ts'
import { IconButton } from '../../ui/button.tsx'

/** Takes changes of an agent back and makes them again: with buttons, and with the keys everybody knows. */
export function UndoRedo({ agentId, draft }: { agentId: AgentId; draft: AgentDraft }) {
  const { t } = useTranslation()
  const { canUndo, canRedo } = useEditHistory(agentId)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return
      const key = event.key.toLowerCase()
      const isRedo = (key === 'z' && event.shiftKey) || key === 'y'
      if (!isRedo && key !== 'z') return
      event.preventDefault()
      if (isRedo) redoEdit(agentId, draft, readMoment())
      else undoEdit(agentId, draft, readMoment())
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [agentId, draft])
  return (
    <>
      <IconButton
        icon="undo"
        label={t('agents.undo')}
        disabled={!canUndo}
        onClick={() => undoEdit(agentId, draft, readMoment())}
      />
      <IconButton
        icon="redo"
        label={t('agents.redo')}
        disabled={!canRedo}
        onClick={() => redoEdit(agentId, draft, readMoment())}
      />
    </>
  )
}

/** Fields of text take back their own typing. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement
}

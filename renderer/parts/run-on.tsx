import { type DragEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agent } from '../../shared/model/agent.ts'
import { canRunOn } from '../../shared/rules/can-run-on.ts'
import { send, sendFiles } from '../bridge/client.ts'
import { go } from '../store/place.ts'
import { isComplete } from '../store/selectors.ts'
import { MenuItem } from '../ui/chip.tsx'
import { MoreMenu } from '../ui/more-menu.tsx'
import { useAction } from './use-action.ts'

/**
 * Lets files be dropped on an agent's row: it runs once on them. What an agent cannot take is refused by main in words, so every row
 * takes a drop.
 */
export function useFileDrop(agent: Agent) {
  const [isOver, setIsOver] = useState(false)
  const { act } = useAction()
  const holdsFiles = (event: DragEvent) => event.dataTransfer.types.includes('Files')
  return {
    isOver,
    handlers: {
      onDragOver(event: DragEvent) {
        if (!holdsFiles(event)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'copy'
        setIsOver(true)
      },
      onDragLeave: () => setIsOver(false),
      onDrop(event: DragEvent) {
        if (!holdsFiles(event)) return
        event.preventDefault()
        setIsOver(false)
        const files = [...event.dataTransfer.files]
        act(async () => {
          const { runId } = await sendFiles('agents.runOn', { agentId: agent.id, files })
          if (runId !== null) go({ name: 'run', runId })
        })
      },
    },
  }
}

/** The same without dropping: files that are picked, or what is on the clipboard. Nothing for an agent that takes neither. */
export function RunOnMenu({ agent }: { agent: Agent }) {
  const { t } = useTranslation()
  const { busy, act } = useAction()
  const ways = canRunOn(agent)
  if (ways.length === 0 || !canStart(agent)) return null
  return (
    <MoreMenu small label={t('agents.runOn.label', { agent: agent.name })}>
      {(close) => (
        <>
          {ways.some((way) => way !== 'text') && (
            <MenuItem
              icon="text"
              disabled={busy}
              onClick={() => {
                close()
                act(async () => {
                  const { runId } = await send('agents.runOn', { agentId: agent.id, files: null })
                  if (runId !== null) go({ name: 'run', runId })
                })
              }}
            >
              {t('agents.runOn.file')}
              <small>{t('agents.runOn.fileMeaning')}</small>
            </MenuItem>
          )}
          {ways.includes('text') && (
            <MenuItem
              icon="clipboard"
              disabled={busy}
              onClick={() => {
                close()
                act(async () => {
                  const { runId } = await send('agents.runOnClipboard', { agentId: agent.id })
                  go({ name: 'run', runId })
                })
              }}
            >
              {t('agents.runOn.clipboard')}
            </MenuItem>
          )}
        </>
      )}
    </MoreMenu>
  )
}

/** Only what it reads may be missing: that is what it is given. */
function canStart(agent: Agent): boolean {
  return isComplete(agent) || agent.steps.length > 0
}

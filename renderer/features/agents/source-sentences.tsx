import { useTranslation } from 'react-i18next'
import type { Agent, AgentDraft } from '../../../shared/model/agent.ts'
import { triggerIdSchema } from '../../../shared/model/brand.ts'
import { isTimeTrigger, type Trigger, triggerSchema } from '../../../shared/model/trigger.ts'
import { useMirror } from '../../store/mirror.ts'
import { IconButton } from '../../ui/button.tsx'
import { MenuItem, OpenChip } from '../../ui/chip.tsx'
import { Icon, type IconName } from '../../ui/icons.tsx'
import { SourceSentence } from './source-sentence.tsx'
import { SourceStateLine } from './source-state-line.tsx'

const kinds = ['folder', 'page', 'feed', 'mail', 'appStart', 'webhook'] as const
type Kind = (typeof kinds)[number]
export type SourceTrigger = Extract<Trigger, { kind: Kind }>

const icons: Record<Kind, IconName> = {
  folder: 'folder',
  page: 'globe',
  feed: 'news',
  mail: 'mail',
  appStart: 'power',
  webhook: 'plug',
}

/** What else starts the agent: one sentence each, with how it stands, and the way to add another. */
export function SourceSentences({
  draft,
  saved,
  onChange,
}: {
  draft: AgentDraft
  saved: Agent
  onChange: (draft: AgentDraft) => void
}) {
  const { t } = useTranslation()
  const zone = useMirror((mirror) => mirror.system.zone)
  const put = (triggers: Trigger[]) => onChange({ ...draft, triggers })
  const add = (kind: Kind) => {
    const id = triggerIdSchema.parse(crypto.randomUUID())
    put([...draft.triggers, triggerSchema.parse({ id, zone, ...beginning(kind) })])
  }
  return (
    <>
      {draft.triggers.map((trigger, index) => {
        if (isTimeTrigger(trigger)) return null
        return (
          <li className="step" key={trigger.id}>
            <span className="no">
              <Icon name={icons[trigger.kind]} />
            </span>
            <div>
              <SourceSentence trigger={trigger} onTrigger={(next) => put(draft.triggers.with(index, next))} />
              <SourceStateLine trigger={trigger} saved={saved} />
            </div>
            <div className="tools">
              <IconButton
                icon="close"
                small
                label={t('sources.remove')}
                onClick={() => put(draft.triggers.filter((each) => each.id !== trigger.id))}
              />
            </div>
          </li>
        )
      })}
      {draft.triggers.length < 20 && (
        <li className="step">
          <span className="no">
            <Icon name="plus" />
          </span>
          <div>
            <OpenChip label={t('sources.add')} words={t('sources.add')}>
              {(close) =>
                kinds.map((kind) => (
                  <MenuItem
                    key={kind}
                    icon={icons[kind]}
                    onClick={() => {
                      add(kind)
                      close()
                    }}
                  >
                    {t(`sources.kinds.${kind}`)}
                  </MenuItem>
                ))
              }
            </OpenChip>
          </div>
        </li>
      )}
    </>
  )
}

function beginning(kind: Kind): object {
  switch (kind) {
    case 'folder':
      return { kind, folder: null }
    case 'page':
    case 'feed':
      return { kind, url: '' }
    case 'mail':
      return { kind, accountId: null }
    case 'appStart':
      return { kind }
    case 'webhook':
      return { kind, hookId: crypto.randomUUID() }
  }
}

import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgentDraft } from '../../../../shared/model/agent.ts'
import type { AgentId } from '../../../../shared/model/brand.ts'
import { type AppError, toAppError } from '../../../../shared/contract/errors.ts'
import { longestWish, type Proposal } from '../../../../shared/model/plan.ts'
import { isPractice } from '../../../../shared/model/provider.ts'
import { send } from '../../../bridge/client.ts'

import { keepDoubts, keepWish, takeBegun, useWish } from '../../../store/wishes.ts'
import { Button } from '../../../ui/button.tsx'
import { ErrorCard } from '../../../ui/error-card.tsx'
import { Icon } from '../../../ui/icons.tsx'
import { Lamp } from '../../../ui/lamp.tsx'
import { useModelChoice } from '../use-model-choice.ts'
import { ProposalView } from './proposal-view.tsx'

/** The job, or a change of it, in the owner's words; what the model makes of them is shown before anything is changed. */
export function SayBox({
  agentId,
  draft,
  onChange,
}: {
  agentId: AgentId
  draft: AgentDraft
  onChange: (draft: AgentDraft) => void
}) {
  const { t } = useTranslation()
  const wish = useWish(agentId)
  const [isOpen, setIsOpen] = useState(false)
  const [proposal, setProposal] = useState<Proposal | null>(null)
  const [error, setError] = useState<AppError | null>(null)
  const [isThinking, setIsThinking] = useState(false)
  const answer = useModelChoice(draft)
  const isShown = isOpen || isThinking || proposal !== null || wish !== '' || draft.steps.length === 0
  const ask = () => {
    setError(null)
    setIsThinking(true)
    send('agents.say', { agentId, draft, wish })
      .then(setProposal, (thrown: unknown) => setError(toAppError(thrown)))
      .finally(() => setIsThinking(false))
  }
  useEffect(() => {
    if (takeBegun(agentId)) ask()
  })
  // Without a model there is nobody to understand what is said.
  if (!answer.ok || isPractice(answer.model)) return null
  if (!isShown) {
    return (
      <button type="button" className="link small" onClick={() => setIsOpen(true)}>
        {t('say.open')}
      </button>
    )
  }
  const apply = () => {
    if (proposal === null) return
    onChange(proposal.draft)
    keepDoubts(agentId, proposal.doubts)
    keepWish(agentId, '')
    setProposal(null)
    setIsOpen(false)
  }
  return (
    <div className="wish">
      {proposal === null ? (
        <WishForm
          wish={wish}
          isNew={draft.steps.length === 0}
          isThinking={isThinking}
          model={answer.model.model}
          onType={(typed) => keepWish(agentId, typed)}
          onAsk={ask}
          onStop={() => void send('agents.stopSaying', { agentId }).catch(() => undefined)}
        />
      ) : (
        <ProposalView draft={draft} proposal={proposal} onApply={apply} onLeave={() => setProposal(null)} />
      )}
      {error !== null && error.code !== 'plan.stopped' && <ErrorCard error={error} />}
    </div>
  )
}

function WishForm(props: {
  wish: string
  isNew: boolean
  isThinking: boolean
  model: string
  onType: (typed: string) => void
  onAsk: () => void
  onStop: () => void
}) {
  const { t } = useTranslation()
  const id = useId()
  const { wish, isNew, isThinking, model } = props
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (wish.trim() !== '' && !isThinking) props.onAsk()
      }}
    >
      <label htmlFor={id}>
        <Icon name="text" small />
        {t(isNew ? 'say.job' : 'say.change')}
      </label>
      <textarea
        id={id}
        className="input"
        rows={isNew ? 3 : 2}
        maxLength={longestWish}
        placeholder={t(isNew ? 'say.jobExample' : 'say.changeExample')}
        value={wish}
        readOnly={isThinking}
        onChange={(event) => props.onType(event.target.value)}
      />
      <div className="flex items-center gap-2">
        {isThinking ? (
          <>
            <Button look="stop" icon="stop" onClick={props.onStop}>
              {t('say.stop')}
            </Button>
            <span role="status" className="note flex items-center gap-2">
              <Lamp name="running" />
              {t('say.thinking', { model })}
            </span>
          </>
        ) : (
          <>
            <Button look="go" submit disabled={wish.trim() === ''}>
              {t(isNew ? 'say.draft' : 'say.show')}
            </Button>
            <span className="note">{t('say.cost', { model })}</span>
          </>
        )}
      </div>
    </form>
  )
}

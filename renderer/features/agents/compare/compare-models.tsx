import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgentDraft } from '../../../../shared/model/agent.ts'
import type { AgentId } from '../../../../shared/model/brand.ts'
import { comparedAtMost } from '../../../../shared/model/comparison.ts'
import { isPractice, type ModelReference, type Provider } from '../../../../shared/model/provider.ts'
import { trialTokens, triedAtMost } from '../../../../shared/model/trial.ts'
import { mayHaveData } from '../../../../shared/rules/route/data-place.ts'
import { sameModel } from '../../../../shared/rules/route/wanted-model.ts'
import { send } from '../../../bridge/client.ts'
import { useAction } from '../../../parts/use-action.ts'
import { useFormat } from '../../../parts/use-format.ts'
import { useMirror, useMirrorMembers } from '../../../store/mirror.ts'
import { Button } from '../../../ui/button.tsx'
import { Tick } from '../../../ui/choices.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { ComparedModels } from './compared-models.tsx'
import { ServiceName } from './service-name.tsx'

type Props = { agentId: AgentId; draft: AgentDraft; own: ModelReference; onChange: (draft: AgentDraft) => void }

/** Whether a cheaper model is good enough, found out on a few of the agent's real things. */
export function CompareModels({ agentId, draft, own, onChange }: Props) {
  const { t } = useTranslation()
  const [isOpen, setIsOpen] = useState(false)
  const providers = useMirrorMembers((mirror) => mirror.providers)
  const others = othersOf(providers, draft, own)
  if (others.length === 0) return null
  return (
    <>
      <button type="button" className="link small" onClick={() => setIsOpen(true)}>
        {t('compare.open')}
      </button>
      {isOpen && (
        <CompareDialog
          {...{ agentId, draft, own, others, onChange }}
          onClose={() => {
            setIsOpen(false)
          }}
        />
      )}
    </>
  )
}

/** Models of the owner's list beside the agent's own, where its data may go. */
function othersOf(providers: readonly Provider[], { dataPlace }: AgentDraft, own: ModelReference): ModelReference[] {
  return providers.flatMap((provider) =>
    provider.models
      .map(({ name }) => ({ providerId: provider.id, model: name }))
      .filter((model) => !isPractice(model) && !sameModel(model, own) && mayHaveData(dataPlace, provider, model.model)),
  )
}

function CompareDialog({
  agentId,
  draft,
  own,
  others,
  onChange,
  onClose,
}: Props & { others: readonly ModelReference[]; onClose: () => void }) {
  const { t } = useTranslation()
  const comparison = useMirror((mirror) => mirror.comparisons[agentId])
  const [isSetUp, setIsSetUp] = useState(comparison?.state !== 'running')
  const [chosen, setChosen] = useState<readonly ModelReference[]>(others.slice(0, 1))
  const [blind, setBlind] = useState(true)
  const { busy, act } = useAction()
  const isRunning = comparison?.state === 'running'
  const stop = () => act(async () => void (await send('comparisons.stop', { agentId })))
  const start = () =>
    act(async () => {
      await send('comparisons.start', { agentId, draft, others: [...chosen], blind })
      setIsSetUp(false)
    })
  return (
    <Dialog
      wide
      title={t('compare.title')}
      onCancel={onClose}
      actions={
        <>
          {isRunning && (
            <Button look="stop" icon="stop" disabled={busy} onClick={stop}>
              {t('agents.trial.stop')}
            </Button>
          )}
          {!isRunning && !isSetUp && (
            <Button look="bare" onClick={() => setIsSetUp(true)}>
              {t('compare.again')}
            </Button>
          )}
          <Button look={isSetUp ? 'bare' : 'plain'} onClick={onClose}>
            {t('common.close')}
          </Button>
          {isSetUp && (
            <Button look="go" icon="play" disabled={busy || chosen.length === 0} onClick={start}>
              {t('compare.start')}
            </Button>
          )}
        </>
      }
    >
      {isSetUp || comparison === undefined ? (
        <Setup {...{ own, others, chosen, blind }} onChosen={setChosen} onBlind={setBlind} />
      ) : (
        <ComparedModels
          comparison={comparison}
          steps={draft.steps}
          onTake={(model) => {
            onChange({ ...draft, modelPolicy: { kind: 'named', model } })
            onClose()
          }}
        />
      )}
    </Dialog>
  )
}

function Setup({
  own,
  others,
  chosen,
  blind,
  onChosen,
  onBlind,
}: {
  own: ModelReference
  others: readonly ModelReference[]
  chosen: readonly ModelReference[]
  blind: boolean
  onChosen: (models: readonly ModelReference[]) => void
  onBlind: (blind: boolean) => void
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const id = useId()
  const nameOf = (model: ModelReference) => (isPractice(model) ? t('common.practice') : model.model)
  const isFull = chosen.length >= comparedAtMost - 1
  return (
    <>
      <p>
        {t('compare.meaning', {
          most: triedAtMost,
          tokens: format.count(trialTokens),
          model: nameOf(own),
          count: comparedAtMost - 1,
        })}
      </p>
      <ul className="mt-3">
        {others.map((model, index) => {
          const on = chosen.some((each) => sameModel(each, model))
          return (
            <li key={`${model.providerId} ${model.model}`} className="flex items-center gap-2 py-1">
              <Tick
                id={`${id}-${index}`}
                on={on}
                onChange={(wanted) => {
                  if (wanted && isFull) return
                  onChosen(wanted ? [...chosen, model] : chosen.filter((each) => !sameModel(each, model)))
                }}
              />
              <label htmlFor={`${id}-${index}`}>
                {nameOf(model)} <ServiceName model={model} />
              </label>
            </li>
          )
        })}
        <li className="mt-2 flex items-center gap-2 py-1">
          <Tick id={`${id}-blind`} on={blind} onChange={onBlind} />
          <label htmlFor={`${id}-blind`}>{t('compare.blind')}</label>
        </li>
      </ul>
    </>
  )
}

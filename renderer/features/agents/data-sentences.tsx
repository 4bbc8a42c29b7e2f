import { useTranslation } from 'react-i18next'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import type { AgentId } from '../../../shared/model/brand.ts'
import { isPractice } from '../../../shared/model/provider.ts'
import { passesOn } from '../../../shared/rules/route/data-place.ts'
import { choiceWords } from '../../parts/choice-words.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { providerOf } from '../../store/selectors.ts'
import { Icon } from '../../ui/icons.tsx'
import { Lamp } from '../../ui/lamp.tsx'
import { Sentence } from '../../ui/sentence.tsx'
import { CompareModels } from './compare/compare-models.tsx'
import { DataChip } from './data-chip.tsx'
import { StandInsChip } from './stand-ins-chip.tsx'
import { useModelChoice } from './use-model-choice.ts'

/** Where the agent's data may go and who stands in for its model; under it, which model that makes today, and why. */
export function DataSentences({
  agentId,
  draft,
  onChange,
}: {
  agentId: AgentId
  draft: AgentDraft
  onChange: (draft: AgentDraft) => void
}) {
  const { t } = useTranslation()
  const answer = useModelChoice(draft)
  return (
    <li className="step">
      <span className="no">
        <Icon name="models" />
      </span>
      <div>
        <Sentence
          text={t('agents.data.sentence')}
          parts={{
            place: <DataChip place={draft.dataPlace} onChoose={(dataPlace) => onChange({ ...draft, dataPlace })} />,
          }}
        />
        <Sentence
          text={t('agents.standIns.sentence')}
          parts={{
            models: (
              <StandInsChip
                own={answer.ok ? answer.model : null}
                models={draft.fallbacks}
                used={answer.ok ? answer.fallbacks : []}
                onChange={(fallbacks) => onChange({ ...draft, fallbacks })}
              />
            ),
          }}
        />
        <Now draft={draft} />
        {answer.ok && <CompareModels agentId={agentId} draft={draft} own={answer.model} onChange={onChange} />}
      </div>
    </li>
  )
}

/** The choice as it would be now: a sentence with its reason, or what is missing for one. */
function Now({ draft }: { draft: AgentDraft }) {
  const { t } = useTranslation()
  const format = useFormat()
  const answer = useModelChoice(draft)
  const provider = useMirror((mirror) => (answer.ok ? providerOf(mirror, answer.model) : undefined))
  if (!answer.ok) {
    const why = t(`errors.${answer.code}.what`, answer.params)
    return (
      <p className="note mt-1 flex gap-2" role="status">
        <Lamp name="waiting" />
        {t('agents.model.none', { why, next: t(`errors.${answer.code}.next`, answer.params) })}
      </p>
    )
  }
  const label = isPractice(answer.model) ? t('common.practice') : `${provider?.name ?? ''} · ${answer.model.model}`
  return (
    <p className="note mt-1" role="status">
      {choiceWords(answer.choice, label, t, format.money)}
      {provider !== undefined && passesOn(provider) && <span className="block">{t('agents.data.passesOn')}</span>}
    </p>
  )
}

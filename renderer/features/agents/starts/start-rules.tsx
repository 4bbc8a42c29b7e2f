import { useTranslation } from 'react-i18next'
import type { AgentDraft } from '../../../../shared/model/agent.ts'
import { isTimeTrigger } from '../../../../shared/model/trigger.ts'
import { spanText } from '../../../../shared/rules/schedule-words.ts'
import { Icon } from '../../../ui/icons.tsx'
import { Sentence } from '../../../ui/sentence.tsx'
import { PickChip } from './pick-chip.tsx'
import { TimeChip } from '../../../parts/time-chip.tsx'

type Props = { draft: AgentDraft; onChange: (draft: AgentDraft) => void }

const ages = [60, 180, 720, 1440, 10_080]

/** What becomes of times that pass while the computer sleeps or the app is closed, and whether it may wait for cheaper hours. */
export function StartRules({ draft, onChange }: Props) {
  if (draft.triggers.length === 0) return null
  return (
    <li className="step">
      <span className="no">
        <Icon name="settings" />
      </span>
      <div>
        {draft.triggers.some(isTimeTrigger) && <Missed draft={draft} onChange={onChange} />}
        <OffPeak draft={draft} onChange={onChange} />
      </div>
    </li>
  )
}

/** When its result is wanted, where it need not begin at once. */
const firstReadyBy = '08:00'

function OffPeak({ draft, onChange }: Props) {
  const { t } = useTranslation()
  const { readyBy } = draft
  const may = (
    <PickChip
      label={t('starts.rules.offPeakLabel')}
      value={readyBy === null ? 'atOnce' : 'mayWait'}
      options={(['atOnce', 'mayWait'] as const).map((value) => ({ value, words: t(`starts.rules.offPeak.${value}`) }))}
      onChoose={(value) => onChange({ ...draft, readyBy: value === 'atOnce' ? null : firstReadyBy })}
    />
  )
  if (readyBy === null) return <Sentence text={t('starts.rules.begins')} parts={{ may }} />
  const time = (
    <TimeChip
      label={t('starts.rules.readyByLabel')}
      time={readyBy}
      onChoose={(next) => onChange({ ...draft, readyBy: next })}
    />
  )
  return <Sentence text={t('starts.rules.beginsReady')} parts={{ may, time }} />
}

function Missed({ draft, onChange }: Props) {
  const { t } = useTranslation()
  const { missedRunPolicy: policy } = draft
  const put = (changes: Partial<typeof policy>) => onChange({ ...draft, missedRunPolicy: { ...policy, ...changes } })
  const kind = (
    <PickChip
      label={t('starts.rules.missedLabel')}
      value={policy.kind}
      options={(['runOnce', 'runEach', 'skip'] as const).map((value) => ({
        value,
        words: t(`starts.rules.policy.${value}`),
      }))}
      onChoose={(next) => put({ kind: next })}
    />
  )
  if (policy.kind === 'skip') return <Sentence text={t('starts.rules.missed')} parts={{ policy: kind }} />
  const age = (
    <PickChip
      label={t('starts.rules.ageLabel')}
      value={policy.ageLimit}
      options={[
        ...withChosen(ages, policy.ageLimit).map((value) => ({
          value,
          words: t('starts.rules.age', { span: spanText(value, t) }),
        })),
        { value: null, words: t('starts.rules.ageless') },
      ]}
      onChoose={(ageLimit) => put({ ageLimit })}
    />
  )
  return <Sentence text={t('starts.rules.missedAge')} parts={{ policy: kind, age }} />
}

/** The usual choices, and the one that is chosen where it is none of them. */
function withChosen(choices: readonly number[], chosen: number | null): number[] {
  return [...new Set(chosen === null ? choices : [...choices, chosen])].toSorted((left, right) => left - right)
}

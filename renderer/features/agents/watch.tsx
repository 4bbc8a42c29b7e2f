import { useTranslation } from 'react-i18next'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import { overlapPolicySchema } from '../../../shared/model/start-rules.ts'
import type { Supervision } from '../../../shared/model/supervision.ts'
import { MenuItem, OpenChip } from '../../ui/chip.tsx'
import { Sentence } from '../../ui/sentence.tsx'
import { PickChip } from './starts/pick-chip.tsx'

const hour = 60
const choices = {
  runMinutes: [30, hour, 3 * hour, 6 * hour, 12 * hour, 24 * hour, null],
  stepMinutes: [10, 30, hour, 3 * hour, 6 * hour, 12 * hour, null],
  memoryMegabytes: [512, 1024, 2048, 4096, 8192, null],
  pauseAfterFailures: [1, 2, 3, 5, 10, null],
  approvalHours: [1, 4, 12, 24, 72, 168],
  concurrent: [1, 2, 3, 4, 5],
} as const satisfies { [Field in keyof Supervision]: readonly Supervision[Field][] }
const lines = [1, 2, 3, 5, 10, 20, 50]
const overlaps = ['skip', 'wait', 'stopOld'] as const

/** How the agent's runs are watched over, in sentences; folded away, since what is set at first suits most. */
export function Watch({ draft, onChange }: { draft: AgentDraft; onChange: (draft: AgentDraft) => void }) {
  const { t } = useTranslation()
  const { supervision } = draft
  const chip = <Field extends keyof Supervision>(field: Field) => (
    <NumberChip
      field={field}
      value={supervision[field]}
      onChoose={(value) => onChange({ ...draft, supervision: { ...supervision, [field]: value } })}
    />
  )
  const wait = (inLine: number) => onChange({ ...draft, overlapPolicy: { kind: 'wait', inLine } })
  const overlap = (
    <OpenChip label={t('agents.watch.overlapLabel')} words={t(`agents.watch.overlap.${draft.overlapPolicy.kind}`)}>
      {(close) =>
        overlaps.map((kind) => (
          <MenuItem
            key={kind}
            chosen={kind === draft.overlapPolicy.kind}
            onClick={() => {
              onChange({ ...draft, overlapPolicy: overlapPolicySchema.parse({ kind }) })
              close()
            }}
          >
            {t(`agents.watch.overlap.${kind}`)}
          </MenuItem>
        ))
      }
    </OpenChip>
  )
  return (
    <details className="watch">
      <summary>{t('agents.watch.title')}</summary>
      {draft.overlapPolicy.kind === 'wait' ? (
        <Sentence
          text={t('agents.watch.sentence.overlapLine')}
          parts={{ overlap, line: <LineChip inLine={draft.overlapPolicy.inLine} onChoose={wait} /> }}
        />
      ) : (
        <Sentence text={t('agents.watch.sentence.overlap')} parts={{ overlap }} />
      )}
      <Sentence text={t('agents.watch.sentence.concurrent')} parts={{ concurrent: chip('concurrent') }} />
      <Sentence text={t('agents.watch.sentence.time')} parts={{ run: chip('runMinutes'), step: chip('stepMinutes') }} />
      <Sentence text={t('agents.watch.sentence.memory')} parts={{ memory: chip('memoryMegabytes') }} />
      <Sentence text={t('agents.watch.sentence.failures')} parts={{ failures: chip('pauseAfterFailures') }} />
      <Sentence text={t('agents.watch.sentence.approval')} parts={{ approval: chip('approvalHours') }} />
      <p className="note">{t('agents.watch.sentence.approvalHolds')}</p>
      <Sentence
        text={t('agents.watch.sentence.reuse')}
        parts={{
          reuse: (
            <PickChip
              label={t('agents.watch.reuseLabel')}
              value={draft.asksAgain ? 'again' : 'known'}
              options={(['known', 'again'] as const).map((value) => ({
                value,
                words: t(`agents.watch.reuse.${value}`),
              }))}
              onChoose={(value) => onChange({ ...draft, asksAgain: value === 'again' })}
            />
          ),
        }}
      />
    </details>
  )
}

/** How many may wait behind the run that is not over. */
function LineChip({ inLine, onChoose }: { inLine: number; onChoose: (inLine: number) => void }) {
  const { t } = useTranslation()
  const options = [...new Set([...lines, inLine])].toSorted((left, right) => left - right)
  return (
    <PickChip
      label={t('agents.watch.lineLabel')}
      value={inLine}
      options={options.map((value) => ({ value, words: t('agents.watch.line', { count: value }) }))}
      onChoose={onChoose}
    />
  )
}

function NumberChip<Field extends keyof Supervision>({
  field,
  value,
  onChoose,
}: {
  field: Field
  value: number | null
  onChoose: (value: number | null) => void
}) {
  const words = useWords(field)
  const { t } = useTranslation()
  return (
    <OpenChip label={t(`agents.watch.fields.${field}`)} words={words(value)}>
      {(close) =>
        choices[field].map((choice) => (
          <MenuItem
            key={String(choice)}
            chosen={choice === value}
            onClick={() => {
              onChoose(choice)
              close()
            }}
          >
            {words(choice)}
          </MenuItem>
        ))
      }
    </OpenChip>
  )
}

/** A limit in the unit people say it in. */
function useWords(field: keyof Supervision): (value: number | null) => string {
  const { t } = useTranslation()
  const counted = (unit: string, count: number) => t(`agents.watch.unit.${unit}`, { count })
  return (value) => {
    if (value === null) return t(`agents.watch.none.${field}`)
    switch (field) {
      case 'runMinutes':
      case 'stepMinutes':
        return value % hour === 0 ? counted('hours', value / hour) : counted('minutes', value)
      case 'approvalHours':
        return value % 24 === 0 && value > 24 ? counted('days', value / 24) : counted('hours', value)
      case 'memoryMegabytes':
        return value % 1024 === 0 ? counted('gigabytes', value / 1024) : counted('megabytes', value)
      case 'pauseAfterFailures':
        return counted('failures', value)
      case 'concurrent':
        return counted('runs', value)
    }
  }
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Compared, Comparison } from '../../../../shared/model/comparison.ts'
import { isPractice, type ModelReference } from '../../../../shared/model/provider.ts'
import type { Trial } from '../../../../shared/model/trial.ts'
import { type Agreement, agreementOf } from '../../../../shared/rules/agreement.ts'
import type { Translate } from '../../../../shared/rules/format.ts'
import { sameModel } from '../../../../shared/rules/route/wanted-model.ts'
import { needsOf, type Step } from '../../../../shared/steps/step.ts'
import { ShownResultTable } from '../../../parts/shown-result.tsx'
import { useFormat } from '../../../parts/use-format.ts'
import { useMirror } from '../../../store/mirror.ts'
import { modelOf } from '../../../store/selectors.ts'
import { Button } from '../../../ui/button.tsx'
import { ErrorCard } from '../../../ui/error-card.tsx'
import { Lamp } from '../../../ui/lamp.tsx'
import { ServiceName } from './service-name.tsx'

/** What each model made of the same things, side by side; blind ones get their names when the owner has picked. */
export function ComparedModels({
  comparison,
  steps,
  onTake,
}: {
  comparison: Comparison
  steps: readonly Step[]
  onTake: (model: ModelReference) => void
}) {
  const { t } = useTranslation()
  const [picked, setPicked] = useState<ModelReference | null>(null)
  const { entries, own, blind, state } = comparison
  const isHidden = blind && picked === null
  const ownTrial = entries.find(({ model }) => sameModel(model, own))?.trial ?? null
  return (
    <>
      <p role="status">{t(`compare.state.${state}`)}</p>
      <div className="compared">
        {entries.map((entry, index) => (
          <section key={`${entry.model.providerId} ${entry.model.model}`} aria-label={letterOf(index)}>
            <Head
              entry={entry}
              letter={letterOf(index)}
              isHidden={isHidden}
              isOwn={sameModel(entry.model, own)}
              isPicked={picked !== null && sameModel(entry.model, picked)}
            />
            {!isHidden && (
              <Facts entry={entry} ownTrial={sameModel(entry.model, own) ? null : ownTrial} steps={steps} />
            )}
            <Made entry={entry} steps={steps} />
            {state !== 'running' && entry.trial?.state === 'done' && (
              <Choose
                isHidden={isHidden}
                isOwn={sameModel(entry.model, own)}
                letter={letterOf(index)}
                onPick={() => setPicked(entry.model)}
                onTake={() => onTake(entry.model)}
              />
            )}
          </section>
        ))}
      </div>
    </>
  )
}

const letterOf = (index: number): string => String.fromCodePoint(65 + index)

function Head({
  entry: { model, trial, error },
  letter,
  isHidden,
  isOwn,
  isPicked,
}: {
  entry: Compared
  letter: string
  isHidden: boolean
  isOwn: boolean
  isPicked: boolean
}) {
  const { t } = useTranslation()
  const state = trial?.state ?? (error === null ? 'planned' : 'failed')
  const name = isPractice(model) ? t('common.practice') : model.model
  return (
    <h3>
      <Lamp name={lamps[state]} />
      {isHidden ? t('compare.letter', { letter }) : name}
      {!isHidden && <ServiceName model={model} />}
      {!isHidden && isOwn && <small>{t('compare.own')}</small>}
      {isPicked && <small>{t('compare.picked')}</small>}
    </h3>
  )
}

const lamps = { planned: 'next', running: 'running', done: 'done', failed: 'failed', stopped: 'paused' } as const

/** What it cost and took, and how far it agrees with the agent's own model. */
function Facts({
  entry: { trial, model },
  ownTrial,
  steps,
}: {
  entry: Compared
  ownTrial: Trial | null
  steps: readonly Step[]
}) {
  const { t } = useTranslation()
  const format = useFormat()
  const price = useMirror((mirror) => modelOf(mirror, model)?.price ?? null)
  if (trial === null) return null
  const money = trial.spent
    .map(({ currency, micros }) => format.money({ currency, micros }))
    .join(t('agents.listComma'))
  const isFree = isPractice(model) || price?.kind === 'free'
  const facts = [
    money === '' ? t(isFree ? 'agents.trial.free' : 'compare.unpriced') : money,
    ...(ownTrial === null ? [] : lessWords(ownTrial, trial, t)),
    ...(trial.endedAt === null ? [] : [format.duration(trial.endedAt - trial.startedAt)]),
    ...(ownTrial === null ? [] : agreementWords(agreementOf(ownTrial, trial, steps), t)),
  ]
  return <p className="small num">{facts.join(' · ')}</p>
}

/** How much less or more it cost than the agent's own model, where both were paid in one currency. */
function lessWords(own: Trial, other: Trial, t: Translate): string[] {
  const [mine, theirs] = [own.spent[0], other.spent[0]]
  const isOne = own.spent.length === 1 && other.spent.length === 1 && mine?.currency === theirs?.currency
  if (!isOne || mine === undefined || theirs === undefined || mine.micros <= 0) return []
  const percent = Math.round((1 - theirs.micros / mine.micros) * 100)
  if (percent === 0) return []
  return [t(percent > 0 ? 'compare.less' : 'compare.more', { percent: Math.abs(percent) })]
}

function agreementWords(agreement: Agreement | null, t: Translate): string[] {
  return agreement === null ? [] : [t('compare.agrees', { same: agreement.same, of: agreement.of })]
}

/** The results of the steps a model was asked in. */
function Made({ entry: { trial, error }, steps }: { entry: Compared; steps: readonly Step[] }) {
  const { t } = useTranslation()
  if (error !== null) return <ErrorCard error={error} />
  if (trial === null) return <p className="quiet small">{t('compare.later')}</p>
  const asked = steps.filter((step) => needsOf(step) !== null)
  return (
    <>
      {trial.error !== null && <ErrorCard error={trial.error} />}
      {asked.map(({ id, kind }) => {
        const result = trial.steps.find(({ stepId }) => stepId === id)?.result ?? null
        return result === null || result.count === 0 ? null : (
          <div key={id} className="result">
            <p className="cap">{t(`steps.${kind}.name`)}</p>
            <ShownResultTable result={result} />
          </div>
        )
      })}
    </>
  )
}

function Choose({
  isHidden,
  isOwn,
  letter,
  onPick,
  onTake,
}: {
  isHidden: boolean
  isOwn: boolean
  letter: string
  onPick: () => void
  onTake: () => void
}) {
  const { t } = useTranslation()
  if (isHidden) return <Button onClick={onPick}>{t('compare.pick', { letter })}</Button>
  return isOwn ? null : <Button onClick={onTake}>{t('compare.take')}</Button>
}

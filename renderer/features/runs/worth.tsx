import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Run } from '../../../shared/model/run.ts'
import { type ResultMark, verdictSchema } from '../../../shared/model/value.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import { hourlyRateOn, labourOf } from '../../../shared/rules/value/hourly-rate.ts'
import { takesRemark } from '../../../shared/rules/with-remark.ts'
import { send } from '../../bridge/client.ts'
import { HourRate } from '../../parts/hour-rate.tsx'
import { minuteChoices, readMinutes } from '../../parts/minute-choices.ts'
import { useAction } from '../../parts/use-action.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { go } from '../../store/place.ts'
import { Button } from '../../ui/button.tsx'
import { OpenChip } from '../../ui/chip.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { Field } from '../../ui/field.tsx'

/** What a run was worth, and what its owner thinks of it. */
export function Worth({ run, mark }: { run: Run; mark: ResultMark }) {
  return (
    <>
      {run.state.name === 'succeeded' && (
        <div className="saved">
          <Saved run={run} mark={mark} />
        </div>
      )}
      <Verdict run={run} mark={mark} />
    </>
  )
}

function Saved({ run, mark }: { run: Run; mark: ResultMark }) {
  const { t } = useTranslation()
  const { act } = useAction()
  if (mark.undone) return <span className="soft">{t('value.saved.undone')}</span>
  if (mark.verdict === 'useless') return <span className="soft">{t('value.saved.useless')}</span>
  if (mark.isNew) return <span className="soft">{t('value.saved.isNew', { count: run.deliverables.length })}</span>
  const say = (confirmedMinutes: number | null) =>
    act(async () => {
      await send('results.mark', { runId: run.id, confirmedMinutes })
    })
  const choices = minuteChoices(mark.estimatedMinutes, mark.confirmedMinutes)
  return (
    <>
      <span>{t('value.saved.says')}</span>
      <Segmented
        label={t('value.saved.says')}
        value={String(mark.confirmedMinutes ?? '')}
        options={choices.map((minutes) => ({ value: String(minutes), words: t('value.saved.minutes', { minutes }) }))}
        onChoose={(chosen) => say(Number(chosen))}
      />
      <OpenChip form label={t('value.saved.otherLabel')} words={t('value.saved.other')}>
        {(close) => (
          <OtherMinutes
            confirmed={mark.confirmedMinutes}
            onSay={(minutes) => {
              say(minutes)
              close()
            }}
          />
        )}
      </OpenChip>
      <WorthWords run={run} mark={mark} />
    </>
  )
}

/** Confirmed in ink, guessed in pencil. */
function WorthWords({ run, mark }: { run: Run; mark: ResultMark }) {
  const { t } = useTranslation()
  const format = useFormat()
  const rates = useMirror((mirror) => mirror.settings.hourlyRates)
  const rate = hourlyRateOn(rates, dayOf(run.endedAt ?? run.createdAt, format.zone))
  const minutes = mark.confirmedMinutes ?? mark.estimatedMinutes
  if (minutes === null) return rate === null ? <HourRate /> : null
  const time = format.duration(minutes * 60_000)
  const isGuess = mark.confirmedMinutes === null
  if (rate === null) {
    return (
      <span className="quiet small">
        {isGuess && <>{t('value.saved.guess', { time })} </>}
        <HourRate />
      </span>
    )
  }
  const amount = format.money({ currency: rate.currency, micros: labourOf(minutes, rate) })
  return (
    <span className="quiet small">
      {isGuess ? (
        <>
          {t('value.saved.guessWorth', { time })} <span className="pencil num">{amount}</span>
        </>
      ) : (
        <span title={t('value.saved.next')}>{t('value.saved.worth', { amount })}</span>
      )}
    </span>
  )
}

function OtherMinutes({ confirmed, onSay }: { confirmed: number | null; onSay: (minutes: number | null) => void }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(confirmed === null ? '' : String(confirmed))
  const minutes = readMinutes(typed)
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (minutes !== null) onSay(minutes)
      }}
    >
      <Field
        label={t('value.saved.otherLabel')}
        hint={t('value.saved.next')}
        wrong={typed.trim() !== '' && minutes === null ? t('value.saved.wrong') : ''}
      >
        {(control) => (
          <input
            className="input num"
            inputMode="numeric"
            maxLength={5}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            {...control}
          />
        )}
      </Field>
      <div className="flex gap-2">
        <Button look="go" submit disabled={minutes === null}>
          {t('common.done')}
        </Button>
        {confirmed !== null && (
          <Button look="bare" onClick={() => onSay(null)}>
            {t('value.saved.takeBack')}
          </Button>
        )}
      </div>
    </form>
  )
}

function Verdict({ run, mark }: { run: Run; mark: ResultMark }) {
  const { t } = useTranslation()
  const exists = useMirror((mirror) => mirror.agents[run.agentId] !== undefined)
  const takes = useMirror((mirror) => {
    const agent = mirror.agents[run.agentId]
    return agent !== undefined && takesRemark(agent)
  })
  const { busy, act } = useAction()
  return (
    <div className="verdict" role="group" aria-label={t('value.verdict.label')}>
      {verdictSchema.options.map((verdict) => {
        const isChosen = mark.verdict === verdict
        const isAccept = verdict === 'accepted'
        return (
          <Button
            key={verdict}
            look={isAccept && mark.verdict === null ? 'go' : isChosen ? 'plain' : 'bare'}
            aria-pressed={isChosen}
            disabled={busy}
            {...(isChosen || (isAccept && mark.verdict === null) ? { icon: 'check' as const } : {})}
            onClick={() =>
              act(async () => {
                await send('results.mark', { runId: run.id, verdict: isChosen ? null : verdict })
              })
            }
          >
            {t(isAccept && !isChosen ? 'value.verdict.accept' : `value.verdict.${verdict}`)}
          </Button>
        )
      })}
      {exists && (
        <Button
          look="bare"
          icon="play"
          disabled={busy}
          onClick={() =>
            act(async () => {
              const { runId } = await send('agents.run', { agentId: run.agentId })
              go({ name: 'run', runId })
            })
          }
        >
          {t('value.again')}
        </Button>
      )}
      {takes && (
        <OpenChip form label={t('value.remark.label')} words={t('value.remark.chip')}>
          {() => <RemarkForm runId={run.id} />}
        </OpenChip>
      )}
    </div>
  )
}

function RemarkForm({ runId }: { runId: Run['id'] }) {
  const { t } = useTranslation()
  const [remark, setRemark] = useState('')
  const { busy, act } = useAction()
  const isSaid = remark.trim() !== ''
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!isSaid) return
        act(async () => {
          const next = await send('results.again', { runId, remark: remark.trim() })
          go({ name: 'run', runId: next.runId })
        })
      }}
    >
      <Field label={t('value.remark.label')} hint={t('value.remark.hint')}>
        {(control) => (
          <textarea
            className="input"
            rows={3}
            maxLength={500}
            value={remark}
            onChange={(event) => setRemark(event.target.value)}
            {...control}
          />
        )}
      </Field>
      <Button look="go" icon="play" submit disabled={!isSaid || busy}>
        {t('value.remark.run')}
      </Button>
    </form>
  )
}

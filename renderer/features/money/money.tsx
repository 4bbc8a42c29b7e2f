import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { hasEnded } from '../../../shared/model/run.ts'
import { everybodys, type MoneyReport, type MoneyView, totalsOfSum } from '../../../shared/model/money-report.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import { usageMoney } from '../../../shared/rules/format.ts'
import { amountsText, periodName } from '../../../shared/rules/money-words.ts'
import { send } from '../../bridge/client.ts'
import { AlsoIn } from '../../parts/also-in.tsx'
import { MoneyFigure } from '../../parts/money.tsx'
import { useFormat } from '../../parts/use-format.ts'
import { useHeldReply } from '../../parts/use-held-reply.ts'
import { useMirror } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { go } from '../../store/place.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Segmented } from '../../ui/choices.tsx'
import { ErrorCard } from '../../ui/error-card.tsx'
import { Empty, Loading } from '../../ui/states.tsx'
import { ByAgent, ByKind, ByModel, ByService } from './by-tables.tsx'
import { Compare } from './compare.tsx'
import { Filters } from './filters.tsx'
import { ComesFrom, Inside } from './inside.tsx'
import { SaveMenu } from './save-menu.tsx'
import { SpentByDay } from './spent-by-day.tsx'
import { type Looking, neighbours, viewOf } from './view-days.ts'

/** What was spent and spared: by day, agent, model, service and kind of token. */
export function MoneyPage() {
  const { t } = useTranslation()
  const format = useFormat()
  const today = dayOf(useMoment('minute'), format.zone)
  const [looking, setLooking] = useState<Looking>({ ...everybodys, by: 'day', back: 0 })
  const view = viewOf(looking, today)
  // A run that has ended may have cost something.
  const ended = useMirror(({ runs }) => Object.values(runs).filter(({ state }) => hasEnded(state)).length)
  const { reply, held } = useHeldReply(
    async () => ({ view, ...(await send('money.read', { view })) }),
    `${JSON.stringify(view)} ${ended}`,
  )
  // Until another period or choice has been read, what was read before stays.
  const report = held?.report ?? null
  const { before, after } = neighbours(view, report?.firstDay ?? null, looking.back)
  const isFiltered = looking.agentId !== null || looking.providerId !== null || looking.model !== null
  return (
    <div className="inner">
      <div className="head">
        <Title view={held?.view ?? view} report={report} isCurrent={looking.back === 0} />
        <div className="acts">
          <IconButton
            icon="back"
            label={t('money.period.before')}
            disabled={!before}
            onClick={() => setLooking({ ...looking, back: looking.back + 1 })}
          />
          <IconButton
            icon="forward"
            label={t('money.period.after')}
            disabled={!after}
            onClick={() => setLooking({ ...looking, back: looking.back - 1 })}
          />
          <Segmented
            label={t('money.period.label')}
            value={looking.by}
            options={(['day', 'month'] as const).map((by) => ({ value: by, words: t(`money.period.${by}`) }))}
            onChoose={(by) => setLooking({ ...looking, by, back: 0 })}
          />
          <SaveMenu view={view} disabled={report === null || report.firstDay === null} />
        </div>
      </div>
      {reply.kind === 'failed' ? (
        <div className="sec">
          <ErrorCard level="h2" error={reply.error} />
        </div>
      ) : report === null ? (
        <div className="sec">
          <Loading rows={6} awaited={t('money.awaited')} />
        </div>
      ) : report.firstDay === null ? (
        <div className="sec">
          <Empty icon="money" title={t('money.empty.title')}>
            {t('money.empty.meaning')}
          </Empty>
        </div>
      ) : (
        <>
          <Filters looking={looking} choices={report.choices} onChange={setLooking} />
          {report.sum.calls === 0 ? (
            <div className="sec">
              <Empty
                icon="money"
                title={t('money.empty.period', { period: periodName(view, { language: format.language, t }) })}
                action={
                  isFiltered && (
                    <Button onClick={() => setLooking({ ...looking, ...everybodys })}>
                      {t('money.filters.clear')}
                    </Button>
                  )
                }
              >
                {t(isFiltered ? 'money.empty.filtered' : 'money.empty.other')}
              </Empty>
            </div>
          ) : (
            <Report view={held?.view ?? view} report={report} today={today} />
          )}
        </>
      )}
      {report !== null && <InTheWorld />}
    </div>
  )
}

/** The way to what everybody asks. */
function InTheWorld() {
  const { t } = useTranslation()
  return (
    <section className="sec">
      <h2 className="sec-h">{t('money.world.title')}</h2>
      <p className="small">
        {t('money.world.meaning')}{' '}
        <button type="button" className="link" onClick={() => go({ name: 'world' })}>
          {t('money.world.open')}
        </button>
      </p>
    </section>
  )
}

function Report({ view, report, today }: { view: MoneyView; report: MoneyReport; today: string }) {
  const now = useMoment('minute')
  const totals = totalsOfSum(report.sum)
  return (
    <>
      <section className="sec">
        <MoneyFigure usage={totals} size="f7" live={false} />
        <AlsoIn usage={totals} at={now} />
        <ComesFrom report={report} />
      </section>
      <SpentByDay view={view} report={report} today={today} />
      <Inside report={report} />
      <ByAgent view={view} report={report} today={today} />
      <ByModel report={report} />
      <ByService report={report} />
      <ByKind report={report} />
      <Compare view={view} report={report} />
    </>
  )
}

/** The page's answer: what the period cost. */
function Title({ view, report, isCurrent }: { view: MoneyView; report: MoneyReport | null; isCurrent: boolean }) {
  const { t } = useTranslation()
  const { language } = useFormat()
  const period = periodName(view, { language, t })
  if (report === null) return <h1 className="title">{period}</h1>
  const money = usageMoney(totalsOfSum(report.sum))
  const amounts = amountsText(report.sum.amounts, { language, t })
  const key = money.kind === 'spent' ? (isCurrent ? 'soFar' : 'spent') : money.kind
  return (
    <h1 className="title">
      {t(`money.title.${key}`, { period, amounts: amounts === '' ? t('money.none') : amounts })}
    </h1>
  )
}

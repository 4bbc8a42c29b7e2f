import { useTranslation } from 'react-i18next'
import type { Digest } from '../../../shared/model/digest.ts'
import { totalsOfSum } from '../../../shared/model/money-report.ts'
import { daysAfter, periodAround, weekBefore } from '../../../shared/rules/budget/period.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import { type Translate, usageMoney } from '../../../shared/rules/format.ts'
import { dateOfDay, partText, type Reader } from '../../../shared/rules/money-words.ts'
import { send } from '../../bridge/client.ts'
import { AlsoIn } from '../../parts/also-in.tsx'
import { MoneyFigure } from '../../parts/money.tsx'
import { useFormat } from '../../parts/use-format.ts'
import { useHeldReply } from '../../parts/use-held-reply.ts'
import { ConfirmedValue, EstimatedValue, ExplainedValue } from '../../parts/value-sum.tsx'
import { useMirror } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { go, goInPlace } from '../../store/place.ts'
import { IconButton } from '../../ui/button.tsx'
import { ErrorCard } from '../../ui/error-card.tsx'
import { Empty, Loading } from '../../ui/states.tsx'
import { StillOpen } from './still-open.tsx'
import { WeekByAgent } from './week-by-agent.tsx'

/** A week on a page: what was done, what it was worth, what it cost, and what needs the owner. */
export function WeekPage({ from }: { from: string | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const today = dayOf(useMoment('minute'), format.zone)
  const week = from === null ? weekBefore(today) : periodAround(from, 'week')
  const done = useMirror((mirror) => (week.to >= today ? mirror.today.runsDone : 0))
  const { reply, held } = useHeldReply(() => send('digest.read', { day: week.from }), `${week.from} ${done}`)
  const digest = held?.digest.from === week.from ? held.digest : null
  const words: Reader = { language: format.language, t }
  const show = (day: string) => goInPlace({ name: 'week', from: day })
  return (
    <div className="inner">
      <div className="head">
        <div>
          <p className="over">
            {t('digest.days', { from: dateOfDay(week.from, words), to: dateOfDay(week.to, words) })}
          </p>
          <h1 className="title">{digest === null ? t('digest.title') : titleOf(digest, format.inWords, t)}</h1>
        </div>
        <div className="acts">
          <IconButton icon="back" label={t('digest.before')} onClick={() => show(daysAfter(week.from, -7))} />
          <IconButton
            icon="forward"
            label={t('digest.after')}
            disabled={week.to >= today}
            onClick={() => show(daysAfter(week.from, 7))}
          />
        </div>
      </div>
      {reply.kind === 'failed' ? (
        <div className="sec">
          <ErrorCard level="h2" error={reply.error} />
        </div>
      ) : digest === null ? (
        <div className="sec">
          <Loading rows={5} awaited={t('digest.awaited')} />
        </div>
      ) : digest.value.total.runs === 0 && digest.money.sum.calls === 0 ? (
        <div className="sec">
          <Empty icon="today" title={t('digest.empty.title')}>
            {t(digest.notOnTime > 0 ? 'digest.empty.missed' : 'digest.empty.meaning', { count: digest.notOnTime })}
          </Empty>
          <StillOpen />
        </div>
      ) : (
        <Week digest={digest} isOver={week.to < today} />
      )}
    </div>
  )
}

function Week({ digest, isOver }: { digest: Digest; isOver: boolean }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const { value, money, deliverables, notOnTime } = digest
  const words = { language: format.language, t }
  const totals = totalsOfSum(money.sum)
  return (
    <div className="cols">
      <div>
        <section className="sec">
          <h2 className="sec-h">{t('digest.worth')}</h2>
          <ConfirmedValue sum={value.total} />
          <EstimatedValue sum={value.total} />
          <ExplainedValue sum={value.total} />
        </section>
        <WeekByAgent agents={value.agents} />
      </div>
      <aside aria-label={t('digest.aside')}>
        <StillOpen />
        <section className="sec">
          <h2 className="sec-h">{t('digest.cost')}</h2>
          <MoneyFigure usage={totals} size="f6" live={!isOver} />
          <AlsoIn usage={totals} at={now} />
          <dl className="ledger mt-3">
            <dt>{t('digest.calls')}</dt>
            <dd>{format.count(money.sum.calls)}</dd>
            {money.failed.runs > 0 && (
              <>
                <dt>{t('digest.failed', { count: money.failed.runs })}</dt>
                <dd>{partText(money.failed, words)}</dd>
              </>
            )}
          </dl>
          <p className="note mt-2">
            {usageMoney(totals).kind === 'spent' ? t('digest.callsNote') : t('digest.freeNote')}{' '}
            <button type="button" className="link" onClick={() => go({ name: 'money' })}>
              {t('digest.toMoney')}
            </button>
          </p>
        </section>
        <section className="sec">
          <h2 className="sec-h">{t('digest.made')}</h2>
          <p>{t('digest.things', { count: deliverables })}</p>
          {notOnTime > 0 && <p className="note mt-2">{t('digest.notOnTime', { count: notOnTime })}</p>}
          <p className="mt-2">
            <button type="button" className="link" onClick={() => go({ name: 'results', runId: null })}>
              {t('digest.toResults')}
            </button>
          </p>
        </section>
      </aside>
    </div>
  )
}

function titleOf({ value }: Digest, inWords: (count: number) => string, t: Translate): string {
  const { runs, uncounted } = value.total
  const good = runs - (uncounted.failed ?? 0) - (uncounted.refused ?? 0) - (uncounted.stopped ?? 0)
  const count = (key: string, of: number) => t(key, { count: of, number: inWords(of) })
  if (good === runs) return count('digest.allGood', runs)
  return t('digest.twoParts', { good: count('digest.good', good), bad: count('digest.bad', runs - good) })
}

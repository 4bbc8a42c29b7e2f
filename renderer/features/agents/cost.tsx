import { useTranslation } from 'react-i18next'
import type { AgentDraft } from '../../../shared/model/agent.ts'
import { type AgentId, instantSchema } from '../../../shared/model/brand.ts'
import type { AgentForecast, Forecast, MonthForecast } from '../../../shared/model/forecast.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import { send } from '../../bridge/client.ts'
import { forecastMoneyText, forecastText, pastErrorText, tokensText } from '../../parts/forecast-words.ts'
import { forecastShare } from '../../parts/forecast-share.ts'
import { offPeakText } from '../../parts/off-peak-words.ts'
import { limitText } from '../../parts/limit-text.ts'
import { PeriodMeters } from '../../parts/period-meters.tsx'
import { useForecast } from '../../parts/use-forecast.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { tellError } from '../../store/news.ts'
import { Bar } from '../../ui/figures.tsx'

/** What one run and a month will cost, from what, and how right that was last time; it follows every edit. */
export function Cost({ agentId, draft }: { agentId: AgentId; draft: AgentDraft }) {
  const { t } = useTranslation()
  const forecast = useForecast(agentId, draft, 'always')
  const budgets = useMirror((mirror) => mirror.agents[agentId]?.budgets) ?? []
  return (
    <section>
      <h2>{t('forecast.title')}</h2>
      {forecast?.run !== undefined && forecast.run !== null && (
        <Known run={forecast.run} forecast={forecast} draft={draft} />
      )}
      {forecast !== null && forecast.run === null && forecast.problem === null && (
        <p className="note">{t('forecast.unknown')}</p>
      )}
      <PeriodMeters agentId={agentId} budgets={budgets} />
      <OffPeakLine forecast={forecast} />
      <CountingLine agentId={agentId} />
      <Problem forecast={forecast} />
    </section>
  )
}

function Known({ run, forecast, draft }: { run: Forecast; forecast: AgentForecast; draft: AgentDraft }) {
  const { t } = useTranslation()
  const format = useFormat()
  const past = pastErrorText(forecast.error, t)
  const basis = useBasis(run)
  return (
    <>
      <dl className="ledger">
        <dt>{t('forecast.oneRun')}</dt>
        <dd>
          <Amount isFigure={run.money.kind === 'known'}>{forecastMoneyText(run.money, format, t)}</Amount>
        </dd>
        {run.money.kind !== 'known' && run.money.kind !== 'nothing' && (
          <>
            <dt className="of">{t('runs.tokens')}</dt>
            <dd>
              <Amount isFigure>{forecastText({ ...run, money: { kind: 'unknown' } }, format, t)}</Amount>
            </dd>
          </>
        )}
        {forecast.month !== null && <Month month={forecast.month} draft={draft} />}
      </dl>
      {forecast.month !== null && <MonthBar month={forecast.month} draft={draft} />}
      <p className="note mt-2">{past === '' ? basis : t('today.sentences', { main: basis, rest: past })}</p>
    </>
  )
}

function Month({ month, draft }: { month: MonthForecast; draft: AgentDraft }) {
  const { t } = useTranslation()
  const format = useFormat()
  const amount =
    month.money.kind === 'unknown' ? tokensText(month.tokens, format, t) : forecastMoneyText(month.money, format, t)
  const limit = draft.budgets.find((budget) => budget.period === 'month' && budget.limit.kind === 'money')
  return (
    <>
      <dt>
        {t('forecast.month')}
        <small className="quiet block">
          {t('forecast.runs', { count: month.runs, number: format.count(month.runs) })}
        </small>
      </dt>
      <dd>
        <Amount isFigure={month.money.kind === 'known' || month.money.kind === 'unknown'}>{amount}</Amount>
        {limit !== undefined && month.money.kind === 'known' && (
          <small className="quiet block">
            {t('limits.words.month', { amount: limitText(limit.limit, format, t) })}
          </small>
        )}
      </dd>
    </>
  )
}

/** How much of its monthly limit the coming runs will take: a dashed outline, since nothing of it is a fact. */
function MonthBar({ month, draft }: { month: MonthForecast; draft: AgentDraft }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const rates = useMirror((mirror) => mirror.settings.exchangeRates)
  const limit = draft.budgets.find((budget) => budget.period === 'month')
  const share = limit === undefined ? null : forecastShare(limit, month, rates, dayOf(now, format.zone))
  const stop = month.stops
  const stopping = draft.budgets.find(({ id }) => id === stop?.budgetId)
  return (
    <>
      {limit !== undefined && share !== null && (
        <div className="mt-2">
          <Bar parts={[{ kind: 'guess', share }]} tick={limit.warnAt / 100} />
        </div>
      )}
      {stop !== null && stopping !== undefined && (
        <p className="note mt-2">
          {t(stopping.whenReached === 'wait' ? 'forecast.holds' : 'forecast.stops', {
            limit: limitText(stopping.limit, format, t),
            day: format.day(instantSchema.parse(Date.parse(`${stop.day}T12:00:00Z`)), now),
          })}
        </p>
      )}
    </>
  )
}

function useBasis(run: Forecast): string {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const { input, documents, countedAt, runs } = run.basis
  if (documents === 0) return t('forecast.basis.empty')
  if (input === 'history') return t('forecast.basis.history', { count: runs })
  const when = countedAt === null ? '' : format.ago(countedAt, now)
  const said = t(`forecast.basis.${input}`, { count: documents ?? 0, when })
  return runs === 0 ? said : t('today.sentences', { main: said, rest: t('forecast.basis.learnt', { count: runs }) })
}

function CountingLine({ agentId }: { agentId: AgentId }) {
  const { t } = useTranslation()
  const counting = useMirror((mirror) => mirror.counting[agentId])
  if (counting === undefined) return null
  return (
    <p className="note mt-2">
      {t('forecast.counting', counting)}{' '}
      <button
        type="button"
        className="link"
        onClick={() => {
          send('agents.stopCounting', { agentId }).catch(tellError)
        }}
      >
        {t('forecast.stopCounting')}
      </button>
    </p>
  )
}

/** When the next run begins, where it may wait for cheaper hours. */
function OffPeakLine({ forecast }: { forecast: AgentForecast | null }) {
  const { t } = useTranslation()
  const format = useFormat()
  const now = useMoment('minute')
  const next = forecast?.offPeak ?? null
  return next === null ? null : <p className="note mt-2">{offPeakText(next, next.dueAt, now, format, t)}</p>
}

function Problem({ forecast }: { forecast: AgentForecast | null }) {
  const { t } = useTranslation()
  const problem = forecast?.problem ?? null
  if (problem === null) return null
  return (
    <p className="note mt-2">{t('forecast.notCounted', { why: t(`errors.${problem.code}.what`, problem.params) })}</p>
  )
}

function Amount({ isFigure, children }: { isFigure: boolean; children: string }) {
  return isFigure ? <span className="pencil">{children}</span> : children
}

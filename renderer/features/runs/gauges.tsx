import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { isPractice } from '../../../shared/model/provider.ts'
import { hasEnded, type Run } from '../../../shared/model/run.ts'
import { directionOf, tokenKinds, type UsageTotals } from '../../../shared/model/usage.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import { durationParts } from '../../../shared/rules/format-time.ts'
import { AlsoIn } from '../../parts/also-in.tsx'
import { forecastShare } from '../../parts/forecast-share.ts'
import { MoneyFigure } from '../../parts/money.tsx'
import { limitText } from '../../parts/limit-text.ts'
import { usedShare } from '../../parts/used-share.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { useMoment } from '../../store/moment.ts'
import { Foreseen, usedBy } from './foreseen.tsx'
import { Bar, Sparkline, useCourse, useTicking } from '../../ui/figures.tsx'

/** The meters of a run: money, speed, tokens, time, and which model at what price. */
export function Gauges({ run }: { run: Run }) {
  const { t } = useTranslation()
  const usage = useTicking(run.usage)
  const ended = hasEnded(run.state)
  return (
    <aside className="gauges scroll" aria-label={t('runs.meters')} tabIndex={0}>
      <div className="gauge">
        <h2>{t('runs.money')}</h2>
        <MoneyFigure usage={usage} size="f6" live />
        <AlsoIn usage={usage} at={run.createdAt} />
        <RunLimits run={run} usage={usage} />
        <Foreseen run={run} usage={usage} />
      </div>
      {!ended && <Speed run={run} />}
      <Tokens usage={usage} />
      <Time run={run} />
      <ModelLine run={run} />
    </aside>
  )
}

/** How full the caps of one run of this agent are, as they stand now. */
function RunLimits({ run, usage }: { run: Run; usage: UsageTotals }) {
  const { t } = useTranslation()
  const format = useFormat()
  const budgets = useMirror((mirror) => mirror.agents[run.agentId]?.budgets)
  const rates = useMirror((mirror) => mirror.settings.exchangeRates)
  const limits = budgets?.filter((budget) => budget.period === 'run') ?? []
  const expectedShare = (budget: (typeof limits)[number]) =>
    run.forecast === null ? null : forecastShare(budget, usedBy(run.forecast), rates, dayOf(run.createdAt, format.zone))
  return limits.map((budget) => {
    const share = usedShare(budget, usage, rates, dayOf(run.createdAt, format.zone))
    return (
      <div key={budget.id} className="mt-2">
        {share !== null && (
          <Bar
            parts={[
              { kind: 'spent', share },
              { kind: 'guess', share: Math.max(0, (expectedShare(budget) ?? 0) - share) },
            ]}
            tick={budget.warnAt / 100}
          />
        )}
        <p className="note mt-1">{t('limits.words.run', { amount: limitText(budget.limit, format, t) })}</p>
      </div>
    )
  })
}

function Speed({ run }: { run: Run }) {
  const { t } = useTranslation()
  const format = useFormat()
  const speed = useTicking(useMirror((mirror) => mirror.live[run.id]?.tokensPerSecond ?? null))
  const course = useCourse(speed, 40)
  return (
    <div className="gauge fold">
      <h2>
        {t('runs.speed')}
        <span className="num">
          {speed === null ? t('runs.noSpeed') : `${format.count(Math.round(speed))} ${t('nav.tokensPerSecond')}`}
        </span>
      </h2>
      <Sparkline values={course} />
    </div>
  )
}

/** Tokens by what they are charged as; kinds that did not occur are left out, except the two everyone expects. */
function Tokens({ usage }: { usage: UsageTotals }) {
  const { t } = useTranslation()
  const format = useFormat()
  const sum = (direction: 'read' | 'written') =>
    tokenKinds.filter((kind) => directionOf(kind) === direction).reduce((total, kind) => total + usage.tokens[kind], 0)
  const parts = (direction: 'read' | 'written') =>
    tokenKinds.filter(
      (kind) => directionOf(kind) === direction && kind !== 'input' && kind !== 'output' && usage.tokens[kind] > 0,
    )
  return (
    <div className="gauge">
      <h2>
        {t('runs.tokens')}
        <span>{format.pages(usage)}</span>
      </h2>
      <dl className="ledger">
        {(['read', 'written'] as const).map((direction) => (
          <Fragment key={direction}>
            <dt>{t(`runs.token.${direction}`)}</dt>
            <dd>{format.count(sum(direction))}</dd>
            {parts(direction).map((kind) => (
              <Fragment key={kind}>
                <dt className="of fold">{t(`runs.token.${kind}`)}</dt>
                <dd className="fold">{format.count(usage.tokens[kind])}</dd>
              </Fragment>
            ))}
          </Fragment>
        ))}
      </dl>
      {usage.estimatedTokens > 0 && (
        <p className="note fold mt-2">{t('runs.estimatedTokens', { tokens: format.count(usage.estimatedTokens) })}</p>
      )}
      {format.pages(usage) !== '' && <p className="note fold mt-2">{format.pagesSource()}</p>}
    </div>
  )
}

function Time({ run }: { run: Run }) {
  const { t } = useTranslation()
  const ended = hasEnded(run.state)
  return (
    <div className="gauge fold">
      <h2>{t('runs.time')}</h2>
      {ended ? (
        <Took milliseconds={(run.endedAt ?? run.createdAt) - (run.startedAt ?? run.createdAt)} />
      ) : (
        <Takes run={run} />
      )}
    </div>
  )
}

function Takes({ run }: { run: Run }) {
  const now = useMoment('second')
  return <Took milliseconds={run.startedAt === null ? 0 : now - run.startedAt} />
}

function Took({ milliseconds }: { milliseconds: number }) {
  const { t } = useTranslation()
  const parts = durationParts(milliseconds)
  return (
    <div className="figure f5">
      {parts.length === 0 && <span className="cents">{t('units.duration.under')}</span>}
      {parts.map(({ unit, value }) => (
        <span key={unit}>
          {value}
          <span className="cents"> {t(`units.durationUnit.${unit}`)} </span>
        </span>
      ))}
    </div>
  )
}

function ModelLine({ run }: { run: Run }) {
  const { t } = useTranslation()
  const format = useFormat()
  const price = useMirror(
    (mirror) =>
      mirror.providers
        .find((provider) => provider.id === run.model.providerId)
        ?.models.find((model) => model.name === run.model.model)?.price ?? null,
  )
  const words = isPractice(run.model)
    ? t('runs.practiceModel')
    : price === null
      ? t('runs.modelUnpriced', { model: run.modelLabel })
      : price.kind === 'free'
        ? t('runs.modelFree', { model: run.modelLabel })
        : t('runs.modelPriced', { model: run.modelLabel, date: format.date(price.validFrom) })
  return (
    <div className="gauge fold">
      <p className="note">{words}</p>
    </div>
  )
}

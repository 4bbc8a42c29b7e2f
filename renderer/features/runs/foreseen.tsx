import { useTranslation } from 'react-i18next'
import type { Forecast } from '../../../shared/model/forecast.ts'
import type { Run } from '../../../shared/model/run.ts'
import type { UsageTotals } from '../../../shared/model/usage.ts'
import { sumOfRanges } from '../../../shared/rules/forecast/range.ts'
import { forecastText, sideOf, wholePercent } from '../../parts/forecast-words.ts'
import { useFormat } from '../../parts/use-format.ts'
import { useMirror } from '../../store/mirror.ts'
import { Bar } from '../../ui/figures.tsx'

/** What was expected of the run before it began: dashed beside what is spent, and how far off it was once it is over. */
export function Foreseen({ run, usage }: { run: Run; usage: UsageTotals }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { forecast, forecastError } = run
  // Where a run has a limit, what is expected stands on its bar.
  const hasLimit = useMirror(
    (mirror) => mirror.agents[run.agentId]?.budgets.some(({ period }) => period === 'run') ?? false,
  )
  if (forecast === null) return null
  const parts = hasLimit ? null : partsOf(forecast, usage)
  return (
    <>
      {parts !== null && (
        <div className="mt-2">
          <Bar parts={parts} />
        </div>
      )}
      <dl className="ledger mt-2">
        <dt>{t('forecast.ofRun.expected')}</dt>
        <dd>
          <span className={forecast.money.kind === 'known' || forecast.money.kind === 'unknown' ? 'pencil' : ''}>
            {forecastText(forecast, format, t)}
          </span>
        </dd>
      </dl>
      {forecastError !== null && (
        <p className="note mt-1">
          {t(`forecast.ofRun.${sideOf(forecastError)}`, { percent: wholePercent(forecastError) })}
        </p>
      )}
    </>
  )
}

/** What a run is expected to use, as one sum of tokens and its money. */
export function usedBy({ input, output, money }: Forecast) {
  return { tokens: sumOfRanges([input, output]), money }
}

/** Spent, and what was expected beyond it, on the scale of the larger; null where they cannot be compared. */
function partsOf({ money }: Forecast, { spent }: UsageTotals) {
  const [paid] = spent
  if (money.kind !== 'known' || spent.length > 1 || (paid !== undefined && paid.currency !== money.currency))
    return null
  const micros = Math.max(0, paid?.micros ?? 0)
  const whole = Math.max(micros, money.range.high)
  if (whole === 0) return null
  return [
    { kind: 'spent' as const, share: micros / whole },
    { kind: 'guess' as const, share: Math.max(0, money.range.high - micros) / whole },
  ]
}

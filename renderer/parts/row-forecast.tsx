import { useTranslation } from 'react-i18next'
import type { AgentId } from '../../shared/model/brand.ts'
import { forecastText } from './forecast-words.ts'
import { useForecast } from './use-forecast.ts'
import { useFormat } from './use-format.ts'

/** In a row, before Run is pressed: what one run will cost, in pencil. Nothing while nothing is known. */
export function RowForecast({ agentId }: { agentId: AgentId }) {
  const { t } = useTranslation()
  const format = useFormat()
  const forecast = useForecast(agentId, null, 'whenUnknown')
  const run = forecast?.run ?? null
  if (run === null) return null
  const amount = forecastText(run, format, t)
  const isFigure = run.money.kind === 'known' || run.money.kind === 'unknown'
  return (
    <span className="num">
      {isFigure ? <span className="pencil">{t('forecast.aRun', { amount })}</span> : t('forecast.aRun', { amount })}
    </span>
  )
}

import { useTranslation } from 'react-i18next'
import type { MoneyPart, MoneyReport } from '../../../shared/model/money-report.ts'
import { amountsText, dateOfDay, partText } from '../../../shared/rules/money-words.ts'
import { useFormat } from '../../parts/use-format.ts'

/** What the figures come from, and what they leave out. */
export function ComesFrom({ report }: { report: MoneyReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = { language: format.language, t }
  const { runs, sum, counted, linesFrom } = report
  const say = (key: string, count: number) =>
    count === 0 ? [] : [t(`money.from.${key}`, { count, number: format.count(count) })]
  const unsure = amountsText(
    sum.amounts.map(({ currency, estimatedPico }) => ({ currency, pico: estimatedPico })),
    words,
  )
  return (
    <>
      <p className="note mt-2">
        {[...say('runs', runs.count), ...say('tries', runs.tries), ...say('calls', sum.calls)].join(' · ')}
      </p>
      {unsure !== '' && <p className="note">{t('money.from.estimated', { amounts: unsure })}</p>}
      {runs.unpriced > 0 && <p className="note">{say('unpricedRuns', runs.unpriced)}</p>}
      {runs.gone > 0 && <p className="note">{say('gone', runs.gone)}</p>}
      {counted.calls < counted.of && (
        <p className="note">
          {t('money.from.counting', { done: format.count(counted.calls), all: format.count(counted.of) })}
        </p>
      )}
      {linesFrom !== null && <p className="note">{t('money.from.deleted', { date: dateOfDay(linesFrom, words) })}</p>}
    </>
  )
}

/** What went to failed runs and repeated calls, and what was not paid at all. */
export function Inside({ report }: { report: MoneyReport }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = { language: format.language, t }
  const more = (part: MoneyPart, counted: string) => {
    const unknown =
      part.unknownCalls === 0
        ? ''
        : t('money.inside.unknown', { count: part.unknownCalls, number: format.count(part.unknownCalls) })
    return [counted, unknown].filter((each) => each !== '').join(' · ')
  }
  const calls = ({ calls: count }: MoneyPart) =>
    count === 0 ? '' : t('money.from.calls', { count, number: format.count(count) })
  const runs = report.failed.runs
  const failed = runs === 0 ? '' : t('money.from.runs', { count: runs, number: format.count(runs) })
  return (
    <section className="sec">
      <h2 className="sec-h">{t('money.inside.title')}</h2>
      <dl className="inside">
        {(['failed', 'again', 'cache', 'hours'] as const).map((name) => (
          <div key={name}>
            <dt>{t(`money.inside.${name}`)}</dt>
            <dd className={(name === 'cache' || name === 'hours') && report[name].calls > 0 ? 'jade' : ''}>
              {partText(report[name], words)}
            </dd>
            <dd>{more(report[name], name === 'failed' ? failed : calls(report[name]))}</dd>
          </div>
        ))}
      </dl>
      <p className="note mt-2">{t('money.inside.meaning')}</p>
    </section>
  )
}

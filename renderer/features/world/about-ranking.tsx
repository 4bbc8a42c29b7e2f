import { useTranslation } from 'react-i18next'
import { type Instant, zoneSchema } from '../../../shared/model/brand.ts'
import type { WorldUsage } from '../../../shared/model/world-usage.ts'
import { dayOf } from '../../../shared/rules/day.ts'
import { dateOfDay } from '../../../shared/rules/money-words.ts'
import { manyText } from '../../../shared/rules/world-usage/share.ts'
import { useFormat } from '../../parts/use-format.ts'

const utc = zoneSchema.parse('UTC')

/** Where the ranking is from, of which days, and what it does not say. */
export function AboutRanking({ ranking, now }: { ranking: NonNullable<WorldUsage['ranking']>; now: Instant }) {
  const { t } = useTranslation()
  const format = useFormat()
  const words = { language: format.language, t }
  const { source, asOf, from, to, readAt, total, leftOut } = ranking
  // Rankings count days of universal time.
  const made = asOf === null ? (to ?? dayOf(readAt, format.zone)) : dayOf(asOf, utc)
  const date = dateOfDay(made, words)
  const tokens = manyText(total, format.language)
  return (
    <section className="sec">
      <h2 className="sec-h">{t('world.about.title')}</h2>
      <p className="small">
        {source.kind === 'openRouter'
          ? t('world.about.openRouter', { date })
          : t('world.about.file', { date, name: source.name })}
      </p>
      <p className="note mt-1">
        {from === null || to === null
          ? t('world.about.undated', { tokens })
          : t('world.about.days', { tokens, from: dateOfDay(from, words), to: dateOfDay(to, words) })}{' '}
        {t('world.about.kept', { when: format.dayAndClock(readAt, now) })}
      </p>
      {leftOut > 0 && (
        <p className="note mt-1">{t('world.about.leftOut', { count: leftOut, number: format.count(leftOut) })}</p>
      )}
      <p className="note mt-1">{t('world.about.meaning')}</p>
    </section>
  )
}

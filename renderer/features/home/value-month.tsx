import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ValueReport } from '../../../shared/model/value.ts'
import { dayOf, firstMomentOf } from '../../../shared/rules/day.ts'
import { send } from '../../bridge/client.ts'
import { useFormat } from '../../parts/use-format.ts'
import { ConfirmedValue, EstimatedValue, ExplainedValue } from '../../parts/value-sum.tsx'
import { useMirror } from '../../store/mirror.ts'
import { tellError } from '../../store/news.ts'
import { go } from '../../store/place.ts'
import { ValueTables } from './value-tables.tsx'

/** What this month was worth: confirmed in ink, guessed in pencil, never together. */
export function ValueMonth() {
  const { t } = useTranslation()
  const format = useFormat()
  const from = useMirror((mirror) => dayOf(mirror.today.from, mirror.system.zone)).replace(/\d\d$/, '01')
  const report = useValue(from)
  if (report === null || report.total.runs === 0) return null
  const { total } = report
  const month = new Intl.DateTimeFormat(format.language, { month: 'long', timeZone: format.zone })
  return (
    <section className="sec">
      <h2 className="sec-h">{t('value.month.title', { month: month.format(firstMomentOf(from, format.zone)) })}</h2>
      <ConfirmedValue sum={total} />
      <EstimatedValue sum={total} />
      <ExplainedValue sum={total} />
      <ValueTables report={report} />
      <p className="mt-3">
        <button type="button" className="link" onClick={() => go({ name: 'week', from: null })}>
          {t('digest.open.link')}
        </button>
      </p>
    </section>
  )
}

/** Asked again when a run is done or the rate changes; the last answer stays meanwhile. */
function useValue(from: string): ValueReport | null {
  const key = useMirror(({ today, settings }) => `${today.runsDone} ${JSON.stringify(settings.hourlyRates)}`)
  const isAnything = useMirror((mirror) => Object.keys(mirror.marks).length > 0)
  const [report, setReport] = useState<ValueReport | null>(null)
  useEffect(() => {
    if (!isAnything) return
    let current = true
    send('value.read', { from, to: null }).then(
      (reply) => current && setReport(reply.report),
      (thrown: unknown) => current && tellError(thrown),
    )
    return () => {
      current = false
    }
  }, [from, key, isAnything])
  return report
}

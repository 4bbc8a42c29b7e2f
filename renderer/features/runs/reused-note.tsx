import { useTranslation } from 'react-i18next'
import type { Run } from '../../../shared/model/run.ts'
import { useFormat } from '../../parts/use-format.ts'

/** How many answers were known from before, and what asking again would have cost. */
export function ReusedNote({ run: { reused } }: { run: Run }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { answers, saved, unpriced } = reused
  if (answers === 0) return null
  const amounts = saved.map(({ currency, micros }) => format.money({ currency, micros })).join(t('agents.listComma'))
  const what = t('runs.reused.answers', { count: answers, number: format.count(answers) })
  if (amounts === '') return <span className="block">{unpriced > 0 ? t('runs.reused.unpriced', { what }) : what}</span>
  return <span className="block">{t('runs.reused.saved', { what, amount: amounts })}</span>
}

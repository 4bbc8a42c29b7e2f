import { useTranslation } from 'react-i18next'
import type { AppError } from '../../../shared/contract/errors.ts'

/** What went wrong, what it means, and what to do, in place. */
export function ErrorWords({ error: { code, params } }: { error: AppError }) {
  const { t } = useTranslation()
  return (
    <p className="wrong">
      {t(`errors.${code}.what`, params)}
      {(['meaning', 'next'] as const).map((part) => (
        <span className="block" key={part}>
          {t(`errors.${code}.${part}`, params)}
        </span>
      ))}
    </p>
  )
}

import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AppError } from '../../shared/contract/errors.ts'
import { Lamp } from './lamp.tsx'

/** What went wrong, what it means, what to do next; the technical detail is folded away. `who` is named before it. */
export function ErrorCard({
  error,
  who = '',
  when = '',
  facts,
  level: Heading = 'h2',
  children,
}: {
  error: AppError
  who?: string
  when?: string
  /** Figures that explain it, under its sentences. */
  facts?: ReactNode
  /** One below the heading it stands under. */
  level?: 'h2' | 'h3'
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const what = t(`errors.${error.code}.what`, error.params)
  return (
    <article className="ask broke">
      <Lamp name="failed" label={t('common.lamp.failed')} />
      <Heading>{who === '' ? what : t('common.about', { who, what })}</Heading>
      <span className="by">{when}</span>
      <p>
        {t('common.twoSentences', {
          first: t(`errors.${error.code}.meaning`, error.params),
          second: t(`errors.${error.code}.next`, error.params),
        })}
      </p>
      {facts}
      {error.detail !== '' && (
        <details>
          <summary>{t('common.detail')}</summary>
          <pre>{error.detail}</pre>
        </details>
      )}
      {children && <div className="row">{children}</div>}
    </article>
  )
}

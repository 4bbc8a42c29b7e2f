import type { AppError } from '../../shared/contract/errors.ts'
import type { Translate } from '../../shared/rules/format.ts'

/** What went wrong and what to do next, for a place that has room for a line. */
export function errorSentence({ code, params }: AppError, t: Translate): string {
  return t('sources.state.wrong', { what: t(`errors.${code}.what`, params), next: t(`errors.${code}.next`, params) })
}

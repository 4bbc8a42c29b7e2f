import type { Comparison } from '../../shared/model/test.ts'
import type { Translate } from '../../shared/rules/format.ts'

/** A comparison as a sentence says it, such as `amount is at least 500`. */
export function comparisonWords({ column, operator, value }: Comparison, t: Translate): string {
  return t(`agents.test.says.${operator}`, { column: column === '' ? t('agents.test.itsName') : column, value })
}
